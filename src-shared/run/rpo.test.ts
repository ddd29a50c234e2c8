import { expect, test } from 'vitest';
import { plan } from '../../test/builders/plan-builder.ts';
import { initialState } from './evolve.ts';
import { recoveryPoint } from './rpo.ts';

test.each([
  ['"12"', 12_000],
  ['12.5', 12_500],
  ['7', 7_000],
  ['"2m"', 120_000],
  ['"soon"', undefined],
  ['"-3"', undefined],
  ['true', undefined],
  ['steps["none/such"].outputs.age', undefined],
])('the recovery point that a run found, by %s', (measured, measuredMs) => {
  const base = plan([]);
  const state = initialState({ ...base, objectives: { rpo: { targetMs: 60_000, measured } } }, 'a'.repeat(64) as never);
  expect(recoveryPoint(state)).toEqual({ targetMs: 60_000, ...(measuredMs === undefined ? {} : { measuredMs }) });
});
