import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asMap, isMap } from '../loose.ts';
import { stepKinds } from '../step-schema.ts';
import { checkKinds as kindsOfCheck } from '../steps/check.ts';
import { copyKinds } from '../steps/copy.ts';
import { notifyKinds } from '../steps/notify.ts';
import { undoKinds } from '../steps/undo.ts';
import type { Survey, SurveyedStep } from '../survey.ts';

/** Keys that say something on these kinds only. */
const onlyOn: Readonly<Record<string, readonly string[]>> = {
  within: ['check', 'dns'],
  for: ['check'],
  every: ['check'],
  expect: ['run', 'check'],
  capture: ['run', 'check'],
  tty: ['run'],
};

/** A step does exactly one thing, and so do its check, undo, copy and notify; no key stands where it says nothing. */
export function checkKinds(survey: Survey): readonly Finding[] {
  const probes = survey.document['probes'];
  return [
    ...survey.steps.flatMap(ofStep),
    ...(Array.isArray(probes) ? probes : []).flatMap((probe: unknown, at) =>
      isMap(probe) ? one(probe['check'], kindsOfCheck, ['probes', at], 'The check') : [],
    ),
  ];
}

function ofStep(step: SurveyedStep): readonly Finding[] {
  const { body, kinds, path } = step;
  return [
    ...one(body, Object.keys(stepKinds), path, `The step \`${step.id}\``),
    ...one(body['check'], kindsOfCheck, path, 'Its `check`'),
    ...one(body['undo'], undoKinds, path, 'Its `undo`'),
    ...restoring(step),
    ...one(body['copy'], copyKinds, path, 'Its `copy`'),
    ...one(body['notify'], notifyKinds, path, 'Its `notify`'),
    ...Object.entries(onlyOn).flatMap(([key, allowed]) => {
      const wrong = Object.hasOwn(body, key) && kinds.length === 1 && !allowed.includes(kinds[0] ?? '');
      const message = `\`${key}\` says nothing on a \`${kinds[0] ?? ''}\` step, only on ${allowed.map((kind) => `\`${kind}\``).join(' and ')}`;
      return wrong ? [fault([...path, key], 'runbook.misplaced-key', message, 'key')] : [];
    }),
  ];
}

/** Only what keeps what it found can put it back. */
function restoring({ body, kinds, path }: SurveyedStep): readonly Finding[] {
  const [kind = ''] = kinds;
  if (asMap(body['undo'])['restore'] === undefined || ['dns', 'copy', ''].includes(kind)) return [];
  const message = `\`undo: { restore: true }\` says nothing on a \`${kind}\` step, only on \`dns\` and \`copy\``;
  return [fault([...path, 'undo', 'restore'], 'runbook.misplaced-key', message, 'key')];
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
