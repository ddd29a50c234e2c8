import { expect, test } from 'vitest';
import { commonEnv, ownEnv } from './common-env.ts';

const shared = [
  ['MAIN_IP', '10.0.0.1'],
  ['MAX', '300'],
] as const;

test('what steps share is said once; a step shows what it has otherwise', () => {
  const other = [['MAIN_IP', '10.0.0.1'], ['MAX', '5'], ['KEY', 'secret key, not shown']] as const; // prettier-ignore
  const common = commonEnv([shared, shared, [], other]);
  expect([common, ownEnv(shared, common), ownEnv(other, common)]).toEqual([
    shared,
    [],
    [
      ['MAX', '5'],
      ['KEY', 'secret key, not shown'],
    ],
  ]);
});

test('a variable that a step lacks is not said of all steps, and one step shares nothing', () => {
  expect([commonEnv([shared, [['MAX', '300']]]), commonEnv([shared, []])]).toEqual([[['MAX', '300']], []]);
});
