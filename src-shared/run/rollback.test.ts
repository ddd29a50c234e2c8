import { expect, test } from 'vitest';
import { manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { asId, type HostId } from '../base/ids.ts';
import type { PlanStep } from '../plan/plan.ts';
import { rollbackItems } from './rollback-items.ts';
import { waitingFor } from './waiting.ts';

const undoOn = (...hosts: readonly string[]): Pick<PlanStep, 'undo'> => ({
  undo: { kind: 'run', script: 'back', hosts: hosts.map((host) => ({ host: asId<HostId>(host), env: {} })) },
});
const because = { by: operator, reason: 'because' } as const;
const decision = { ...because, evidence: [], scripted: false } as const;

test('RUN-30: an undo on other hosts than the step’s own runs there, whichever of its own hosts was touched', () => {
  const notify = {
    kind: 'notify',
    message: { kind: 'syslog', at: { address: '127.0.0.1' }, port: 514 },
    values: {},
  } as unknown as PlanStep['action'];
  const steps = [
    step('p/elsewhere', run('x', 'a'), undoOn('c')),
    step('p/both', run('x', 'a', 'b'), { serial: 1, onFailure: 'continue', ...undoOn('a', 'b', 'c') }),
    step('p/from-here', notify, undoOn('c')),
  ];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/elsewhere', 'a', 'passed');
  // With `serial` the failure on a keeps b from beginning: there is nothing to undo there.
  driver.ended('p/both', 'a', 'failed');
  driver.ended('p/from-here', 'app', 'passed');
  const items = rollbackItems(driver.state).map(({ of, host }) => `${of ?? ''} on ${host ?? ''}`);
  expect(items.sort()).toEqual(['p/both on a', 'p/both on c', 'p/elsewhere on c', 'p/from-here on c']);
});

test('RUN-30: an undo that is done by hand leaves its step undone', () => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'), undoOn('a')), step('q/b', manual)])).start();
  driver.ended('p/a', 'a', 'passed');
  driver.command({ type: 'roll-back', ...because });
  driver.ended('rollback/p/a', 'a', 'failed');
  driver.command({ type: 'decide-failure', step: asId('rollback/p/a'), choice: 'by-hand', ...decision });
  expect([driver.states(), driver.stateOf('rollback/p/a')]).toEqual([
    { run: 'rolled-back', 'p/a': 'undone', 'q/b': 'needs-person' },
    'passed',
  ]);
});

test.each([
  ['stop', 'failed'],
  ['rollback', 'rolled-back'],
] as const)('RUN-20: what fails again after a person had it tried again does what `%s` says', (onFailure, name) => {
  // The other step keeps the runbook's answer waiting, and so gives a person the time for theirs.
  const steps = [step('p/a', run('x', 'a'), { onFailure }), step('p/b', portCheck)];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/a', 'a', 'failed');
  driver.command({ type: 'decide-failure', step: asId('p/a'), choice: 'retry', ...decision });
  driver.ended('p/a', 'a', 'failed');
  driver.ended('p/b', 'app', 'passed');
  expect([driver.state.name, waitingFor(driver.state)]).toEqual([name, []]);
});

test('RUN-31: a rollback that is paused goes on; it is not begun a second time', () => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'), undoOn('a')), step('q/b', manual)])).start();
  driver.ended('p/a', 'a', 'passed');
  driver.command({ type: 'roll-back', ...because });
  driver.ended('rollback/p/a', 'a', 'failed');
  driver.command({ type: 'pause', ...because });
  expect([driver.command({ type: 'roll-back', ...because }), driver.state.name]).toEqual([
    'The rollback is under way.',
    'paused',
  ]);
  // What was aborted can be rolled back again: its undo is where it was.
  driver.command({ type: 'continue', by: operator });
  driver.command({ type: 'abort', ...because });
  expect([driver.command({ type: 'roll-back', ...because }), driver.states().run]).toEqual([undefined, 'rolling-back']);
});

test('RUN-31: a rollback that the runbook stopped can be begun again, and tries what stopped it', () => {
  const back = step('rollback/back/one', run('back', 'a'), { phase: 'rollback/back', onFailure: 'stop' });
  const driver = new RunDriver(plan([step('p/a', run('x', 'a')), step('q/b', manual), back])).start();
  driver.ended('p/a', 'a', 'passed');
  driver.command({ type: 'roll-back', ...because });
  driver.ended('rollback/back/one', 'a', 'failed');
  const stopped = driver.state.name;
  driver.command({ type: 'roll-back', ...because });
  driver.ended('rollback/back/one', 'a', 'passed');
  expect([stopped, driver.state.name]).toEqual(['failed', 'rolled-back']);
});
