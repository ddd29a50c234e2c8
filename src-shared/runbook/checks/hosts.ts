import { fault, hint, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap, asTexts, isMap, type LooseMap } from '../loose.ts';
import { nearest, suggestion } from '../nearest.ts';
import type { Survey } from '../survey.ts';
import { hasTemplate } from '../template.ts';

/** Kinds that run on hosts: without `on` they would run nowhere. */
const needsOn = ['run', 'terminal', 'copy'] as const;

/** `on` and `from` name targets, groups or `forEach` names; `to` may also be an address. */
export function checkHosts(survey: Survey): readonly Finding[] {
  const { document } = survey;
  return [
    ...survey.steps.flatMap(({ body, path, names, kinds }) => {
      const kind = needsOn.find((one) => Object.hasOwn(body, one));
      // A step of two kinds is told for that alone.
      const missing = kind !== undefined && kinds.length === 1 && body['on'] === undefined;
      const message = `The key \`on\` is missing: a \`${kind ?? ''}\` step names the hosts it works on`;
      return [
        ...(missing ? [fault(path, 'schema.missing-key', message, 'start')] : []),
        ...hostsOf(survey, body['on'], [...path, 'on'], names),
        ...hostsOf(survey, asMap(body['undo'])['on'], [...path, 'undo', 'on'], names),
        ...ofCheck(survey, body, [...path, 'check'], names),
        ...addresses(survey, asMap(body['dns'])['server'], [...path, 'dns', 'server'], names),
        ...addresses(survey, asMap(body['dns'])['resolvers'], [...path, 'dns', 'resolvers'], names),
        ...hostsOf(survey, asMap(asMap(body['test'])['evidence'])['on'], [...path, 'test', 'evidence', 'on'], names),
        ...sources(survey, body['forEach'], [...path, 'forEach']),
      ];
    }),
    ...asList(document['probes']).flatMap((probe, at) => ofCheck(survey, asMap(probe), ['probes', at, 'check'], [])),
    ...asList(document['compare']).flatMap((one, at) => hostsOf(survey, asMap(one)['on'], ['compare', at, 'on'], [])),
    ...asList(document['forms']).flatMap((form, at) =>
      sources(survey, asMap(form)['forEach'], ['forms', at, 'forEach']),
    ),
    ...survey.cases.flatMap(({ body, path, names }) =>
      hostsOf(survey, asMap(body['evidence'])['on'], [...path, 'evidence', 'on'], names),
    ),
  ];
}

function ofCheck(survey: Survey, owner: LooseMap, path: DocumentPath, names: readonly string[]): readonly Finding[] {
  return Object.entries(asMap(owner['check'])).flatMap(([kind, body]) => {
    if (!isMap(body)) return [];
    const at = [...path, kind];
    const nowhere = kind === 'run' && body['on'] === undefined && owner['on'] === undefined;
    return [
      ...(nowhere
        ? [fault(path.slice(0, -1), 'schema.missing-key', 'The key `on` is missing: the check names no host', 'start')]
        : []),
      ...hostsOf(survey, body['on'], [...at, 'on'], names),
      ...hostsOf(survey, body['from'], [...at, 'from'], [...names, 'app']),
      ...addresses(survey, body['to'], [...at, 'to'], names),
      ...addresses(survey, body['resolvers'], [...at, 'resolvers'], names),
      ...addresses(survey, asMap(body['control'])['to'], [...at, 'control', 'to'], names),
    ];
  });
}

function hostsOf(survey: Survey, value: unknown, path: DocumentPath, names: readonly string[]): readonly Finding[] {
  return asTexts(value).flatMap(({ text, path: below }) => {
    if (hasTemplate(text)) {
      return [
        fault(
          [...path, ...below],
          'runbook.unknown-name',
          'A template is an address, and here stand hosts: name a target',
        ),
      ];
    }
    if (survey.targets.has(text) || names.includes(text) || survey.groups?.has(text) === true) return [];
    const message = `There is no target \`${text}\`${suggestion(text, [...survey.targets.keys(), ...names])}`;
    return [fault([...path, ...below], 'runbook.unknown-name', message)];
  });
}

/** Anything can be an address: only what looks like a slip for a declared name is worth a word. */
function addresses(survey: Survey, value: unknown, path: DocumentPath, names: readonly string[]): readonly Finding[] {
  return asTexts(value).flatMap(({ text, path: below }) => {
    const known = [...survey.targets.keys(), ...names, ...(survey.groups ?? [])];
    if (hasTemplate(text) || /[.:]/.test(text) || known.includes(text)) return [];
    const near = nearest(text, known);
    if (near === undefined) return [];
    return [
      hint(
        [...path, ...below],
        'hint.address',
        `\`${text}\` is taken as an address — did you mean \`${near}\`?`,
        'value',
      ),
    ];
  });
}

/** A group may be meant that only the inventory knows: then planning says so. */
function sources(survey: Survey, forEach: unknown, path: DocumentPath): readonly Finding[] {
  return Object.entries(asMap(forEach)).flatMap(([name, value]) => {
    const at = [...path, name];
    return survey.groups === undefined ? addresses(survey, value, at, []) : hostsOf(survey, value, at, []);
  });
}
