import { expect, test } from 'vitest';
import { plan, step } from '../../test/builders/plan-builder.ts';
import { RunDriver } from '../../test/builders/run-driver.ts';
import type { PlanAction } from '../plan/plan.ts';

type Choose = Extract<PlanAction, { readonly kind: 'choose' }>;

/** What is offered, or why nothing is. */
function offered(options: Choose['options'], usual?: string): readonly string[] | string | undefined {
  const action: Choose = { kind: 'choose', options, ...(usual === undefined ? {} : { default: usual }) };
  const { state } = new RunDriver(plan([step('p/pick', action)])).start();
  const run = state.steps.get(state.plan.steps[0]?.id ?? ('' as never));
  return run?.asked?.options ?? run?.why;
}

test('each option is offered once, the default first; what is no list of texts fails the step', () => {
  expect([
    offered(['a', 'b', 'a', 'c'], 'c'),
    offered({ cel: '["one", "two"]' }, '{{ "t" + "wo" }}'),
    offered({ cel: '[1, 2]' }, 'gone'),
    offered({ cel: '[]' }),
    offered({ cel: '[{"a": 1}]' }),
    offered({ cel: '"a"' }),
  ]).toEqual([
    ['c', 'a', 'b'],
    ['two', 'one'],
    ['1', '2'],
    '`[]` gives nothing to choose from',
    '`[{"a": 1}]` gives no list of texts',
    '`"a"` gives nothing to choose from',
  ]);
});
