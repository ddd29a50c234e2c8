import { expect, test } from 'vitest';
import { manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { asId, type HostId, type StepId } from '../base/ids.ts';
import { clocks } from './clocks.ts';

/** The driver's clock: a millisecond for each fact from here on. */
const start = Date.parse('2026-11-21T02:00:00.000Z');
const minutes = (count: number): number => count * 60_000;
const at = (count: number): string => new Date(start + minutes(count)).toISOString();
const about = { zone: 'UTC', window: { from: at(0), to: at(60) } };

const undoOn = (host: string) =>
  ({ kind: 'run', script: 'undo', hosts: [{ host: asId<HostId>(host), env: {} }] }) as const;
const steps = [
  step('p/one', run('x', 'a'), {
    undo: { ...undoOn('a'), takesMs: minutes(4) },
    timing: { everyMs: 1, takesMs: minutes(9) },
  }),
  step('p/two', run('x', 'b'), {
    needs: [asId<StepId>('p/one')],
    undo: undoOn('b'),
    timing: { everyMs: 1, takesMs: minutes(3) },
  }),
  step('p/three', manual, { needs: [asId<StepId>('p/two')], undo: { kind: 'manual', instructions: 'Release it.' } }),
  step('p/proof', portCheck, { needs: [asId<StepId>('p/three')], undo: { kind: 'none', reason: 'only looks' } }),
  step('q/erase', run('x', 'c'), { destructive: true, undo: { kind: 'none', reason: 'gone is gone' } }),
];
const objectives = { rtoMs: minutes(45), clock: { from: 'p/one', to: 'p/proof' } };

test('RUN-50 to RUN-53: what ran is what a rollback takes, and the window less that is the latest safe decision', () => {
  const driver = new RunDriver(plan(steps, { objectives }), { about });
  const before = clocks(driver.state, start);
  driver.start();
  driver.ended('p/one', 'a', 'passed');
  driver.ended('p/two', 'b', 'passed');
  const waits = clocks(driver.state, start + minutes(10));
  driver.command({
    type: 'confirm',
    step: asId<StepId>('p/three'),
    by: operator,
    answers: {},
    evidence: [],
    scripted: false,
  });
  driver.ended('p/proof', 'app', 'passed');
  const erases = clocks(driver.state, start + minutes(58));
  driver.ended('q/erase', 'c', 'passed');
  const ended = clocks(driver.state, start + minutes(600));
  const window = (count: number) => ({ ...about.window, remainingMs: minutes(60 - count) });
  const begun = Date.parse(driver.state.steps.get(asId('p/one'))?.startedAt ?? '');
  const proven = Date.parse(driver.state.steps.get(asId('p/proof'))?.endedAt ?? '');
  expect([before, waits, erases, ended]).toEqual([
    {
      rollback: { ms: 0, steps: 0, assumed: 0 },
      rto: { targetMs: minutes(45), elapsedMs: 0, running: false },
      window: window(0),
      pointOfNoReturn: { step: 'q/erase', passed: false },
    },
    {
      // The open confirmation may have been acted on: its undo counts, with the time assumed for a person.
      rollback: { ms: minutes(4 + 3 + 5), steps: 3, assumed: 1 },
      rto: { targetMs: minutes(45), elapsedMs: start + minutes(10) - begun, running: true },
      window: window(10),
      latestSafeDecision: { at: at(48), late: false },
      pointOfNoReturn: { step: 'q/erase', passed: false },
      spending: 'operator',
    },
    {
      rollback: { ms: minutes(12), steps: 3, assumed: 1 },
      rto: { targetMs: minutes(45), elapsedMs: proven - begun, running: false, met: true },
      window: window(58),
      latestSafeDecision: { at: at(48), late: true },
      pointOfNoReturn: { step: 'q/erase', passed: true },
      spending: 'machine',
    },
    {
      rollback: { ms: minutes(12), steps: 3, assumed: 1 },
      rto: { targetMs: minutes(45), elapsedMs: proven - begun, running: false, met: true },
      window: window(600),
      pointOfNoReturn: { step: 'q/erase', passed: true },
    },
  ]);
});

test('RUN-51: a rollback that has begun shows what is left of it, and nobody is asked to decide any more', () => {
  const own = [
    step('p/a', run('x', 'a')),
    step('rollback/back/one', run('x', 'a'), { timing: { everyMs: 1, takesMs: minutes(7) } }),
    step('rollback/back/two', manual, { needs: [asId<StepId>('rollback/back/one')] }),
  ];
  const driver = new RunDriver(plan(own), { about }).start();
  const running = clocks(driver.state, start);
  driver.ended('p/a', 'a', 'passed', { outcome: 'failed' });
  driver.command({ type: 'roll-back', by: operator, reason: 'it does not work' });
  const begun = clocks(driver.state, start);
  driver.ended('rollback/back/one', 'a', 'passed');
  const half = clocks(driver.state, start);
  expect(
    [running, begun, half].map(({ rollback, latestSafeDecision, spending }) => [
      rollback,
      latestSafeDecision,
      spending,
    ]),
  ).toEqual([
    [{ ms: minutes(12), steps: 2, assumed: 1 }, { at: at(48), late: false }, 'machine'],
    [{ ms: minutes(12), steps: 2, assumed: 1 }, undefined, 'machine'],
    [{ ms: minutes(5), steps: 1, assumed: 1 }, undefined, 'operator'],
  ]);
});

test('RUN-51: an undo takes as long in the rollback as was said before it', () => {
  const timing = { everyMs: 1, takesMs: minutes(3) };
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'), { timing, undo: undoOn('a') })])).start();
  const before = clocks(driver.state, start).rollback;
  driver.ended('p/a', 'a', 'passed', { outcome: 'failed' });
  driver.command({ type: 'roll-back', by: operator, reason: 'it does not work' });
  const said = { ms: minutes(3), steps: 1, assumed: 0 };
  expect([before, clocks(driver.state, start).rollback]).toEqual([said, said]);
});
