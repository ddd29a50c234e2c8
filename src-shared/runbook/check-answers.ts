import { answerKinds } from './answers-schema.ts';
import { fault, type DocumentPath, type Finding } from './finding.ts';
import { asList, asMap, type LooseMap } from './loose.ts';

/** What the schema cannot say of an answers file: entries that answer nothing, or only half. */
export function checkAnswers(value: unknown): readonly Finding[] {
  return asList(asMap(value)['answers']).flatMap((entry, at) => ofEntry(asMap(entry), ['answers', at]));
}

function ofEntry(entry: LooseMap, path: DocumentPath): readonly Finding[] {
  const wrong = (message: string): readonly Finding[] => [fault(path, 'answers.entry', message, 'start')];
  const { step, preflight, accept, decide } = entry;
  const { unknown, failed } = asMap(decide);
  return [
    ...(step === undefined && preflight === undefined
      ? wrong('The entry does not say what it answers: `step` or `preflight`')
      : []),
    ...(answerKinds.some((kind) => entry[kind] !== undefined)
      ? []
      : wrong(`The entry holds no answer: expected one of ${answerKinds.map((kind) => `\`${kind}\``).join(', ')}`)),
    ...((preflight === undefined) === (accept === undefined) ? [] : wrong('`preflight` and `accept` belong together')),
    ...(decide !== undefined && unknown === undefined && failed === undefined
      ? wrong('`decide` says neither what `unknown` nor what `failed` is taken for')
      : []),
    ...(['verdict', 'retest'] as const).flatMap((kind) => ofVerdict(asMap(entry[kind]), [...path, kind])),
  ];
}

function ofVerdict(verdict: LooseMap, path: DocumentPath): readonly Finding[] {
  if (verdict['is'] !== 'OTHER' || verdict['caveat'] !== undefined) return [];
  return [fault(path, 'answers.entry', 'The verdict OTHER needs a `caveat`', 'start')];
}
