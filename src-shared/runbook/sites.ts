import type { DocumentPath } from './finding.ts';
import { asList, asMap, isMap } from './loose.ts';
import type { Survey, SurveyedStep } from './survey.ts';

type SiteKind = 'script' | 'cel' | 'pattern' | 'text' | 'env';

/** A text of the document that means something: a script, CEL, a pattern, a variable, or words that may hold templates. */
export interface Site {
  readonly kind: SiteKind;
  readonly text: string;
  readonly path: DocumentPath;
  /** The key it stands at (`when`, `timeout`, `matches`, …), list positions left out. */
  readonly key: string;
  readonly step: SurveyedStep | undefined;
  /** `forEach` names that it may use. */
  readonly names: readonly string[];
}

const celKeys = new Set(['when', 'that', 'across', 'measured']);
const patternKeys = new Set(['matches', 'all', 'replace']);

/** Several checks look at the same texts of a document: they are collected once. */
const known = new WeakMap<Survey, readonly Site[]>();

/** Every such text, in no order: findings are sorted by place in the end. */
export function sitesOf(survey: Survey): readonly Site[] {
  const sites = known.get(survey) ?? collected(survey);
  known.set(survey, sites);
  return sites;
}

function collected(survey: Survey): readonly Site[] {
  const { document } = survey;
  const everyName = [...new Set(survey.steps.flatMap(({ names }) => names))];
  const sites: Site[] = [];
  const collect = (value: unknown, path: DocumentPath, names: readonly string[], step?: SurveyedStep): void => {
    if (typeof value === 'string') {
      const key = path.findLast((part) => typeof part === 'string') ?? '';
      sites.push({ kind: kindOf(path, key), text: value, path, key, step, names });
    } else if (Array.isArray(value)) {
      value.forEach((item, at) => {
        collect(item, [...path, at], names, step);
      });
    } else if (isMap(value)) {
      for (const [key, item] of Object.entries(value)) collect(item, [...path, key], names, step);
    }
  };
  for (const step of survey.steps) collect(step.body, step.path, step.names, step);
  asList(document['forms']).forEach((form, at) => {
    collect(form, ['forms', at], Object.keys(asMap(asMap(form)['forEach'])));
  });
  for (const key of ['env', 'probes', 'compare', 'objectives'])
    collect(document[key], [key], key === 'env' ? everyName : []);
  for (const [path, phases] of phaseLists(survey)) {
    phases.forEach((phase, at) => {
      collect(asMap(phase)['env'], [...path, at, 'env'], everyName);
      for (const key of ['title', 'description']) collect(asMap(phase)[key], [...path, at, key], []);
    });
  }
  return sites;
}

function phaseLists({ document }: Survey): readonly (readonly [DocumentPath, readonly unknown[]])[] {
  return [
    [['phases'], asList(document['phases'])],
    [['rollback', 'phases'], asList(asMap(document['rollback'])['phases'])],
  ];
}

function kindOf(path: DocumentPath, key: string): SiteKind {
  const above = path.filter((part) => typeof part === 'string');
  const parent = above.at(-2);
  if (parent === 'env') return 'env';
  if (parent === 'capture' || patternKeys.has(key)) return 'pattern';
  if (celKeys.has(key) || (key === 'options' && typeof path.at(-1) === 'string')) return 'cel';
  if (key === 'run' || key === 'script') return 'script';
  return 'text';
}
