import { expect, test } from 'vitest';
import type { AnswerDocument } from '../../../src-shared/runbook/answers-schema.ts';
import { findAnswer, matchesId } from './match-answer.ts';

const cases: readonly (readonly [pattern: string, id: string, matches: boolean])[] = [
  ['activate/press', 'activate/press', true],
  ['activate/press', 'activate/press-in-lab', false],
  ['*/*', 'activate/press', true],
  ['*/*', 'rollback/deactivate/release', false],
  ['*', 'voice-a', true],
  ['forms/**', 'forms/baseline@a/role/active', true],
  ['forms/**', 'forms', true],
  ['**/sign/tester', 'acceptance/cases@voice-c/sign/tester', true],
  ['**/sign/tester', 'final/sign/tester', true],
  ['**/sign/tester', 'sign/tester', true],
  ['**/sign/tester', 'final/sign/witness', false],
  ['forms/**/processes', 'forms/baseline@a/ps/processes', true],
  ['acceptance/*/phones/polycom', 'acceptance/cases@voice-c/phones/polycom', true],
  ['forms/baseline@*/**', 'forms/baseline@a/x', true],
  ['a.c', 'abc', false],
  ['**', 'anything/at/all', true],
];

test('`*` is one segment, `**` any number of them', () => {
  expect(cases.map(([pattern, id]) => [pattern, id, matchesId(pattern, id)])).toEqual(cases);
});

test('the first entry that matches and holds the kind asked for wins', () => {
  const entries: readonly AnswerDocument[] = [
    { step: '**', confirm: {} },
    { step: '*/*', decide: { unknown: 'failed', reason: 'not seen' } },
    { step: '**', decide: { failed: 'retry', reason: 'again' } },
    { step: '**', decide: { failed: 'abort', reason: 'never' } },
    { preflight: '*', accept: { reason: 'dead' } },
  ];
  const found = (['confirm', 'unknown', 'failed', 'accept', 'verdict'] as const).map((asked) =>
    entries.findIndex((entry) => entry === findAnswer(entries, asked, 'isolate/power-off')),
  );
  expect(found).toEqual([0, 1, 2, -1, -1]);
  expect(findAnswer(entries, 'accept', 'voice-a')).toBe(entries[4]);
});
