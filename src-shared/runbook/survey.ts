import type { DocumentPath } from './finding.ts';
import { asList, asMap, isMap, type LooseMap } from './loose.ts';
import { kindsOf, type StepKind } from './step-schema.ts';

/** A step of the document: its full id (`phase/step`, `rollback/phase/step`), where it stands and what it says. */
export interface SurveyedStep {
  readonly id: string;
  readonly local: string;
  readonly phase: string;
  /** Phases in order, those of the rollback after the others. */
  readonly phaseIndex: number;
  readonly section: 'main' | 'rollback';
  readonly path: DocumentPath;
  readonly body: LooseMap;
  readonly kinds: readonly StepKind[];
  /** The `forEach` name, where there is one. */
  readonly names: readonly string[];
}

interface SurveyedCase {
  readonly id: string;
  readonly form: string;
  readonly path: DocumentPath;
  readonly body: LooseMap;
  readonly names: readonly string[];
}

/** What a runbook declares, read once for all checks. Order is the order of the document. */
export interface Survey {
  readonly document: LooseMap;
  readonly params: ReadonlyMap<string, LooseMap>;
  readonly targets: ReadonlyMap<string, LooseMap>;
  /** With `operator`, who is always there. */
  readonly people: ReadonlyMap<string, LooseMap>;
  readonly forms: ReadonlyMap<string, LooseMap>;
  /** Groups of the inventory, where one is known. */
  readonly groups: ReadonlySet<string> | undefined;
  readonly steps: readonly SurveyedStep[];
  readonly byId: ReadonlyMap<string, SurveyedStep>;
  readonly cases: readonly SurveyedCase[];
}

/** Reads what a runbook declares, whatever its shape. */
export function surveyOf(value: unknown, groups?: ReadonlySet<string>): Survey {
  const document = asMap(value);
  const steps = [...stepsOf(document, 'main'), ...stepsOf(asMap(document['rollback']), 'rollback')];
  const forms = asList(document['forms']).map(asMap);
  return {
    document,
    params: mapsOf(document['parameters']),
    targets: mapsOf(document['targets']),
    people: new Map([['operator', {}], ...mapsOf(document['people'])]),
    forms: new Map(forms.flatMap((form) => (typeof form['id'] === 'string' ? [[form['id'], form]] : []))),
    groups,
    steps,
    // Of two steps with one id the first is meant: the second is a fault of its own.
    byId: new Map(steps.toReversed().map((step) => [step.id, step])),
    cases: forms.flatMap(casesOf),
  };
}

function mapsOf(value: unknown): ReadonlyMap<string, LooseMap> {
  return new Map(Object.entries(asMap(value)).map(([id, one]) => [id, asMap(one)]));
}

function stepsOf(parent: LooseMap, section: 'main' | 'rollback'): readonly SurveyedStep[] {
  const prefix = section === 'main' ? [] : ['rollback'];
  return asList(parent['phases']).flatMap((phase, phaseAt) => {
    const { id: phaseId, steps } = asMap(phase);
    return asList(steps).flatMap((body, at): readonly SurveyedStep[] => {
      if (!isMap(body)) return [];
      const local = typeof body['id'] === 'string' ? body['id'] : `step ${at + 1}`;
      const name = typeof phaseId === 'string' ? phaseId : `phase ${phaseAt + 1}`;
      return [
        {
          id: [...prefix, name, local].join('/'),
          local,
          phase: name,
          phaseIndex: phaseAt + (section === 'main' ? 0 : 10_000),
          section,
          path: [...prefix, 'phases', phaseAt, 'steps', at],
          body,
          kinds: kindsOf(body),
          names: Object.keys(asMap(body['forEach'])),
        },
      ];
    });
  });
}

function casesOf(form: LooseMap, formAt: number): readonly SurveyedCase[] {
  const names = Object.keys(asMap(form['forEach']));
  return asList(form['groups']).flatMap((group, groupAt) =>
    asList(asMap(group)['cases']).flatMap((body, at): readonly SurveyedCase[] => {
      if (!isMap(body)) return [];
      const id = typeof body['id'] === 'string' ? body['id'] : `case ${at + 1}`;
      const path = ['forms', formAt, 'groups', groupAt, 'cases', at];
      return [{ id, form: typeof form['id'] === 'string' ? form['id'] : '', path, body, names }];
    }),
  );
}

/** The step that a reference means: an id of the same phase, or `phase/step`; a suffix `@host` names one instance. */
export function stepNamed(survey: Survey, reference: string, from?: SurveyedStep): SurveyedStep | undefined {
  const plain = reference.replace(/@[^@/]*$/, '');
  const inRollback = from?.section === 'rollback' ? 'rollback/' : '';
  if (!plain.includes('/')) return from && survey.byId.get(`${inRollback}${from.phase}/${plain}`);
  return survey.byId.get(`${inRollback}${plain}`) ?? survey.byId.get(plain);
}
