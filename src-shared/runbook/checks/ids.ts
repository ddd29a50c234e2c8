import { idPattern, namePattern } from '../field.ts';
import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap } from '../loose.ts';
import type { Survey } from '../survey.ts';

const reservedPhases = ['approval', 'forms', 'rollback', 'final'];
/** Names that expressions know already. */
const celNames = ['params', 'targets', 'host', 'steps', 'people', 'run', 'results', 'outputs', 'app'];
const idShape = new RegExp(idPattern);
const nameShape = new RegExp(namePattern);

/** Ids are there once, have their shape, and are none that is reserved. */
export function checkIds(survey: Survey): readonly Finding[] {
  const { document } = survey;
  const rollback = asMap(document['rollback']);
  return [
    ...phaseIds(document['phases'], ['phases']),
    ...phaseIds(rollback['phases'], ['rollback', 'phases']),
    ...repeated(document['forms'], ['forms'], 'form'),
    ...asList(document['forms']).flatMap((form, at) => groupIds(form, ['forms', at])),
    ...repeated(document['probes'], ['probes'], 'probe'),
    ...repeated(document['compare'], ['compare'], 'compared value'),
    ...placedTwice(survey),
    ...mapNames(survey),
    ...forEachNames(survey),
  ];
}

function phaseIds(phases: unknown, path: DocumentPath): readonly Finding[] {
  return [
    ...repeated(phases, path, 'phase'),
    ...asList(phases).flatMap((phase, at) => {
      const { id, steps } = asMap(phase);
      const reserved = reservedPhases.find((one) => one === id);
      const message = `The phase id \`${reserved ?? ''}\` is reserved (${reservedPhases.join(', ')})`;
      return [
        ...(reserved !== undefined ? [fault([...path, at, 'id'], 'runbook.bad-name', message)] : []),
        ...repeated(steps, [...path, at, 'steps'], 'step'),
      ];
    }),
  ];
}

function groupIds(form: unknown, path: DocumentPath): readonly Finding[] {
  const groups = asList(asMap(form)['groups']);
  return [
    ...repeated(
      groups.map((group, at) => ({ id: asMap(group)['id'] ?? `g${at + 1}` })),
      [...path, 'groups'],
      'group',
    ),
    ...groups.flatMap((group, at) => repeated(asMap(group)['cases'], [...path, 'groups', at, 'cases'], 'case')),
  ];
}

/** Said at the later one. */
function repeated(items: unknown, path: DocumentPath, what: string): readonly Finding[] {
  const seen = new Set<unknown>();
  return asList(items).flatMap((item, at) => {
    const { id } = asMap(item);
    if (typeof id !== 'string') return [];
    if (seen.has(id))
      return [fault([...path, at, 'id'], 'runbook.duplicate-id', `There is a ${what} \`${id}\` already`)];
    seen.add(id);
    return [];
  });
}

function placedTwice(survey: Survey): readonly Finding[] {
  const placed = new Map<unknown, string>();
  return survey.steps.flatMap(({ id, body, path }) => {
    const { form } = body;
    if (typeof form !== 'string') return [];
    const before = placed.get(form);
    if (before === undefined) placed.set(form, id);
    const message = `The form \`${form}\` is placed already, by \`${before ?? ''}\``;
    return before === undefined ? [] : [fault([...path, 'form'], 'runbook.duplicate-id', message)];
  });
}

function mapNames({ document, targets, steps }: Survey): readonly Finding[] {
  const kinds = [
    ['parameters', 'parameter'],
    ['targets', 'target'],
    ['people', 'role'],
  ] as const;
  const declared = kinds.flatMap(([key, what]) =>
    Object.keys(asMap(document[key])).flatMap((name) => badName(name, [key, name], what)),
  );
  const app = targets.has('app')
    ? [fault(['targets', 'app'], 'runbook.bad-name', '`app` is reserved: it means this machine', 'key')]
    : [];
  const outputs = steps.flatMap(({ body, path }) => [
    ...Object.keys(asMap(body['capture'])).flatMap((name) => badName(name, [...path, 'capture', name], 'output')),
  ]);
  return [...declared, ...app, ...outputs];
}

function badName(name: string, path: DocumentPath, what: string): readonly Finding[] {
  if (nameShape.test(name)) return [];
  const message = `\`${name}\` is no ${what} name: expected a small letter, then small letters, digits and \`_\``;
  return [fault(path, 'runbook.bad-name', message, 'key')];
}

function forEachNames(survey: Survey): readonly Finding[] {
  const places: readonly (readonly [DocumentPath, unknown])[] = [
    ...survey.steps.map(({ path, body }) => [path, body['forEach']] as const),
    ...asList(survey.document['forms']).map((form, at) => [['forms', at], asMap(form)['forEach']] as const),
  ];
  return places.flatMap(([path, forEach]) =>
    Object.keys(asMap(forEach)).flatMap((name) => {
      const at = [...path, 'forEach', name];
      if (!nameShape.test(name) && idShape.test(name)) return badName(name, at, '`forEach`');
      const taken = celNames.includes(name) || survey.targets.has(name);
      const message = `\`${name}\` means something else already: choose another name for the hosts`;
      return taken ? [fault(at, 'runbook.bad-name', message, 'key')] : badName(name, at, '`forEach`');
    }),
  );
}
