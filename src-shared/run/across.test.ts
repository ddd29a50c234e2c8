import { expect, test } from 'vitest';
import { plan, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { asId } from '../base/ids.ts';

test('RUN-21: what failed over all hosts together is tried again on every host', () => {
  const across = 'results.all(r, r.outputs.share == results[0].outputs.share)';
  const driver = new RunDriver(plan([step('p/a', run('x', 'a', 'b'), { expect: { exit: [0], across } })])).start();
  driver.ended('p/a', 'a', 'passed', { outputs: { share: '1' } });
  driver.ended('p/a', 'b', 'passed', { outputs: { share: '2' } });
  expect(driver.stateOf('p/a')).toBe('failed');
  driver.command({
    type: 'decide-failure',
    step: asId('p/a'),
    choice: 'retry',
    by: operator,
    reason: 'mended',
    evidence: [],
    scripted: false,
  });
  expect(driver.state.steps.get(asId('p/a'))?.hosts.map((one) => one.state)).toEqual(['running', 'running']);
  driver.ended('p/a', 'a', 'passed', { outputs: { share: '2' } });
  driver.ended('p/a', 'b', 'passed', { outputs: { share: '2' } });
  expect(driver.states()).toEqual({ run: 'completed', 'p/a': 'passed' });
});
