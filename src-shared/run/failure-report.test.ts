import { expect, test } from 'vitest';
import { asId, type StepId } from '../base/ids.ts';
import { manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver, tester } from '../../test/builders/run-driver.ts';
import type { Command } from './commands.ts';
import { rollbackItems } from './rollback-items.ts';

const decision = { by: operator, reason: 'because', evidence: [], scripted: false } as const;
const confirmation = { type: 'confirm', by: operator, answers: {}, evidence: [], scripted: false } as const;

const reported = (step: string, reason = 'the lamp stays red'): Command => ({
  type: 'report-failure',
  step: asId(step),
  by: tester,
  reason,
  evidence: [],
  scripted: false,
});

test.each([
  ['ask', { run: 'running', 'p/press': 'failed', 'q/b': 'waiting' }],
  ['stop', { run: 'failed', 'p/press': 'failed', 'q/b': 'waiting' }],
  ['continue', { run: 'running', 'p/press': 'failed', 'q/b': 'running' }],
  ['rollback', { run: 'rolling-back', 'p/press': 'failed', 'q/b': 'waiting' }],
] as const)('RUN-25: a person reports that it did not work, onFailure %s', (onFailure, states) => {
  const undo = { kind: 'manual', instructions: 'release' } as const;
  const driver = new RunDriver(plan([step('p/press', manual, { onFailure, undo }), step('q/b', run('y', 'b'))]));
  expect(driver.command(reported('p/press'))).toBe('p/press is waiting: nobody is at work on it.');
  driver.start();
  expect(driver.command(reported('p/press', ' '))).toContain('needs a reason');
  expect(driver.command(reported('p/press'))).toBe(undefined);
  expect(driver.states()).toEqual(states);
  expect(driver.state.steps.get(asId('p/press'))?.why).toBe(
    'Tom Tester reported that it did not work: the lamp stays red',
  );
});

test('RUN-25, RUN-21: tried again it asks the person anew; what may have been done is undone', () => {
  const undo = { kind: 'manual', instructions: 'release' } as const;
  const driver = new RunDriver(plan([step('p/press', manual, { undo }), step('q/b', run('y', 'b'))])).start();
  const retry = { type: 'decide-failure', step: asId<StepId>('p/press'), choice: 'retry', ...decision } as const;
  driver.command(reported('p/press'));
  expect(driver.command({ ...confirmation, step: asId('p/press') })).toContain('p/press is failed');
  expect(driver.command(retry)).toBe(undefined);
  driver.command(reported('p/press', 'red again'));
  driver.command(retry);
  const { state, reports, decisions } = driver.state.steps.get(asId('p/press'))!;
  expect([state, reports.map(({ reason }) => reason), decisions.length]).toEqual([
    'needs-person',
    ['the lamp stays red', 'red again'],
    2,
  ]);
  driver.command({ ...confirmation, step: asId('p/press') });
  driver.ended('q/b', 'b', 'passed');
  expect(driver.states()).toEqual({ run: 'completed', 'p/press': 'passed', 'q/b': 'passed' });
});

test('RUN-25, RUN-30: what was reported as failed may have been done: a rollback undoes it, even while it waits again', () => {
  const guard = asId<StepId>('p/dark');
  const steps = [
    step('p/dark', portCheck),
    step('p/press', manual, { guard: [guard], needs: [guard], undo: { kind: 'manual', instructions: 'release' } }),
  ];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/dark', 'app', 'passed');
  const press = asId<StepId>('p/press');
  const judge = (result: 'true' | 'false'): void => {
    const data = { step: press, guard, moment: 'start', result, detail: result, last: true } as const;
    driver.command({ type: 'observe', fact: { type: 'guard-judged', data } });
  };
  judge('true');
  driver.command(reported('p/press'));
  driver.command({ type: 'decide-failure', step: press, choice: 'retry', ...decision });
  judge('false');
  expect([driver.stateOf('p/press'), driver.state.steps.get(press)?.asked]).toEqual(['failed', undefined]);
  expect(rollbackItems(driver.state).map(({ id }) => id)).toEqual(['rollback/p/press']);
});
