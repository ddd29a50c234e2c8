import { expect, test } from 'vitest';
import { plan, run, step } from '../../test/builders/plan-builder.ts';
import { RunDriver } from '../../test/builders/run-driver.ts';
import { rtoTimes } from './rto.ts';

test('RUN-50: a clock over a step of `forEach` goes from its first start to its last pass', () => {
  const objectives = { rtoMs: 60_000, clock: { from: 'p/move', to: 'q/proof' } };
  const steps = [
    step('p/move@a', run('x', 'a')),
    step('p/move@b', run('x', 'b')),
    step('q/proof@a', run('y', 'a')),
    step('q/proof@b', run('y', 'b')),
  ];
  const driver = new RunDriver(plan(steps, { objectives })).start();
  const startOf = (id: string) => [...driver.state.steps.values()].find((one) => one.id === id)?.startedAt;
  driver.ended('p/move@b', 'b', 'passed');
  driver.ended('p/move@a', 'a', 'passed');
  driver.ended('q/proof@b', 'b', 'passed');
  const half = rtoTimes(driver.state);
  driver.ended('q/proof@a', 'a', 'passed');
  const last = [...driver.state.steps.values()].find(({ id }) => id === 'q/proof@a')?.endedAt;
  expect([half, rtoTimes(driver.state)]).toEqual([
    { startedAt: startOf('p/move@a') },
    { startedAt: startOf('p/move@a'), reachedAt: last },
  ]);
});

test('RUN-50: without a clock of the runbook it goes to the end of the run', () => {
  const objectives = { rtoMs: 60_000 };
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'))], { objectives })).start();
  const { startedAt } = driver.state;
  const running = rtoTimes(driver.state);
  driver.ended('p/a', 'a', 'passed');
  expect([running, rtoTimes(driver.state)]).toEqual([{ startedAt }, { startedAt, reachedAt: driver.state.endedAt }]);
});
