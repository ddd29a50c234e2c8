import { expect, test } from 'vitest';
import { soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';
import { canonicalPlan } from './canonical.ts';
import type { Plan } from './plan.ts';
import { questionsInOrder } from './questions-in-order.ts';

test('questions stand as the runbook puts them, also in a plan that was read again', () => {
  const plan = soundPlan(`
phases:
  - id: p
    steps: [{ id: s, manual: { instructions: Look., ask: { why: {}, since: { required: true }, by_whom: {} } } }]
`);
  const again = JSON.parse(canonicalPlan(plan)) as Plan;
  const asked = [plan, again].map(({ steps: [step] }) =>
    step?.action.kind === 'manual' ? questionsInOrder(step.action.ask).map(([id]) => id) : [],
  );
  expect(asked).toEqual([
    ['why', 'since', 'by_whom'],
    ['why', 'since', 'by_whom'],
  ]);
});
