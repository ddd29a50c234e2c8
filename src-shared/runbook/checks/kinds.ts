import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap, isMap } from '../loose.ts';
import { stepKinds, type StepKind } from '../step-schema.ts';
import { checkKinds as kindsOfCheck } from '../steps/check.ts';
import { copyKinds } from '../steps/copy.ts';
import { notifyKinds } from '../steps/notify.ts';
import { undoKinds } from '../steps/undo.ts';
import type { Survey, SurveyedStep } from '../survey.ts';

/** What says something on a step: its kind, a check with a script of its own, an undo with one. */
type Speaker = StepKind | 'check.run' | 'undo.run';

/** Keys that say something on these only; whatever else carries them would be believed and do nothing. */
const onlyOn: Readonly<Record<string, readonly Speaker[]>> = {
  within: ['check', 'dns'],
  for: ['check'],
  every: ['check'],
  expect: ['run', 'check.run'],
  capture: ['run', 'check.run'],
  tty: ['run'],
  on: ['run', 'terminal', 'copy', 'check.run', 'undo.run'],
  env: ['run', 'terminal', 'form', 'test', 'check.run', 'undo.run'],
  serial: ['run', 'copy', 'check.run'],
  timeout: ['run', 'copy', 'notify', 'check.run', 'undo.run'],
  retry: ['run', 'check', 'dns', 'copy', 'notify'],
  unreachable: ['run', 'copy'],
};

/** Of an undo these are about a script; a person and a reason need none of them. */
const scriptKeys = ['on', 'env', 'expect', 'timeout', 'tty'] as const;

/** A step does exactly one thing, and so do its check, undo, copy and notify; no key stands where it says nothing. */
export function checkKinds(survey: Survey): readonly Finding[] {
  const probes = survey.document['probes'];
  return [
    ...survey.steps.flatMap(ofStep),
    ...asList(probes).flatMap((probe, at) =>
      isMap(probe) ? one(probe['check'], kindsOfCheck, ['probes', at], 'The check') : [],
    ),
    ...asList(asMap(survey.document['rollback'])['phases']).flatMap((phase, at) => {
      const message = '`preflight` says nothing on a phase of the rollback: preflight comes before the change';
      const told = asMap(phase)['preflight'] === true;
      return told ? [fault(['rollback', 'phases', at, 'preflight'], 'runbook.misplaced-key', message, 'key')] : [];
    }),
  ];
}

function ofStep(step: SurveyedStep): readonly Finding[] {
  const { body, kinds, path } = step;
  return [
    ...one(body, Object.keys(stepKinds), path, `The step \`${step.id}\``),
    ...one(body['check'], kindsOfCheck, path, 'Its `check`'),
    ...one(body['undo'], undoKinds, path, 'Its `undo`'),
    ...undoing(step),
    ...one(body['copy'], copyKinds, path, 'Its `copy`'),
    ...one(body['notify'], notifyKinds, path, 'Its `notify`'),
    ...Object.entries(onlyOn).flatMap(([key, allowed]) => {
      const wrong =
        Object.hasOwn(body, key) && kinds.length === 1 && !speakersOf(step).some((one) => allowed.includes(one));
      return wrong ? [misplaced([...path, key], step, allowed)] : [];
    }),
  ];
}

function speakersOf({ body, kinds }: SurveyedStep): readonly Speaker[] {
  return [
    ...kinds,
    ...(asMap(body['check'])['run'] === undefined ? [] : (['check.run'] as const)),
    ...(asMap(body['undo'])['run'] === undefined ? [] : (['undo.run'] as const)),
  ];
}

const speakerWords: Readonly<Partial<Record<Speaker, string>>> = {
  'check.run': 'a `check` that runs a script',
  'undo.run': 'a step with `undo: { run }`',
};

function misplaced(path: DocumentPath, { kinds, body }: SurveyedStep, allowed: readonly Speaker[]): Finding {
  const [kind = ''] = kinds;
  const what = kind === 'check' ? `\`check: { ${Object.keys(asMap(body['check'])).join(', ')} }\`` : `\`${kind}\``;
  const where = listed(allowed.map((one) => speakerWords[one] ?? `\`${one}\``));
  const message = `\`${String(path.at(-1))}\` says nothing on a ${what} step, only on ${where}`;
  return fault(path, 'runbook.misplaced-key', message, 'key');
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** Where an undo says nothing: on what only looks, in the rollback itself, and keys that its kind does not read. */
function undoing(step: SurveyedStep): readonly Finding[] {
  const { body, kinds, path, section } = step;
  const [kind = ''] = kinds;
  const nothing = (keys: readonly string[], why: string): Finding =>
    fault([...path, ...keys], 'runbook.misplaced-key', why, 'key');
  if (body['undo'] === undefined || kinds.length !== 1) return [];
  if (section === 'rollback')
    return [nothing(['undo'], '`undo` says nothing on a step of the rollback: nothing undoes it')];
  const undo = asMap(body['undo']);
  if (kind === 'check' && undo['none'] === undefined) {
    return [nothing(['undo'], '`undo` says nothing on a `check`: it changes nothing')];
  }
  const restores = undo['restore'] !== undefined && !['dns', 'copy'].includes(kind);
  const message = `\`undo: { restore: true }\` says nothing on a \`${kind}\` step, only on \`dns\` and \`copy\``;
  const idle = undo['run'] === undefined ? scriptKeys.filter((key) => Object.hasOwn(undo, key)) : [];
  return [
    ...(restores ? [nothing(['undo', 'restore'], message)] : []),
    ...idle.map((key) => nothing(['undo', key], `\`${key}\` says nothing in an undo without \`run\``)),
    ...(undo['none'] !== undefined && Object.hasOwn(undo, 'takes')
      ? [nothing(['undo', 'takes'], '`takes` says nothing where there is no undo')]
      : []),
  ];
}

/** Said at the first line of the step: a missing kind has no place of its own, and of several none is the wrong one. */
function one(value: unknown, kinds: readonly string[], path: DocumentPath, what: string): readonly Finding[] {
  if (!isMap(value)) return [];
  const found = kinds.filter((kind) => Object.hasOwn(value, kind));
  if (found.length === 1) return [];
  const named = (names: readonly string[]) => names.map((kind) => `\`${kind}\``).join(', ');
  const message =
    found.length === 0
      ? `${what} says nothing to do: expected exactly one of ${named(kinds)}`
      : `${what} has ${found.length} kinds, ${named(found)}: expected exactly one`;
  return [fault(path, 'runbook.kind', message, 'start')];
}
