import { expect, test } from 'vitest';
import { manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { asId, type HostId, type StepId } from '../base/ids.ts';

const dark = { end: { kind: 'not-sent', code: 'ssh.unreachable', message: 'no answer' } } as const;
const off = asId<StepId>('p/off');
const proof = asId<StepId>('p/dark');
const steps = [
  step('p/off', run('x', 'a', 'b'), { unreachable: 'owe' }),
  step('p/dark', portCheck, { needs: [off] }),
  step('p/still', portCheck, { needs: [proof] }),
  step('p/beside', portCheck),
  step('q/next', run('y', 'c')),
];

/** Both hosts owe, every check has passed, and `q/next` runs. */
function owing(): RunDriver {
  const driver = new RunDriver(plan(steps)).start();
  for (const host of ['a', 'b']) driver.ended('p/off', host, 'owed', dark);
  for (const id of ['p/beside', 'p/dark', 'p/still']) driver.ended(id, 'app', 'passed');
  return driver;
}

function answers(driver: RunDriver, host: string): void {
  driver.command({ type: 'observe', fact: { type: 'host-answered', data: { host: asId<HostId>(host) } } });
}

const hostsOf = (driver: RunDriver): readonly string[] =>
  driver.state.steps.get(off)?.hosts.map(({ host, state, attempts }) => `${host} ${state} ${attempts.length}`) ?? [];

test('RUN-13: the second host of a debt that answers while the first one pays, pays too', () => {
  const driver = owing();
  answers(driver, 'a');
  answers(driver, 'b');
  expect([driver.stateOf('p/off'), hostsOf(driver)]).toEqual(['running', ['a running 2', 'b running 2']]);
});

test('RUN-13: a host that answers before the others of its step have ended is tried again at once', () => {
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/off', 'a', 'owed', dark);
  answers(driver, 'a');
  expect([driver.stateOf('p/off'), hostsOf(driver)]).toEqual(['running', ['a running 2', 'b running 1']]);
});

test('RUN-13: what a check proved after a debt is proven again once it is paid; what stood beside it stands', () => {
  const driver = owing();
  answers(driver, 'a');
  const paying = driver.states();
  driver.ended('p/off', 'a', 'passed');
  const partly = driver.states();
  driver.ended('p/dark', 'app', 'failed');
  expect([paying, partly, driver.states()]).toEqual([
    {
      run: 'running',
      'p/off': 'running',
      'p/dark': 'waiting',
      'p/still': 'waiting',
      'p/beside': 'passed',
      'q/next': 'running',
    },
    {
      run: 'running',
      'p/off': 'owed',
      'p/dark': 'running',
      'p/still': 'waiting',
      'p/beside': 'passed',
      'q/next': 'running',
    },
    {
      run: 'running',
      'p/off': 'owed',
      'p/dark': 'failed',
      'p/still': 'waiting',
      'p/beside': 'passed',
      'q/next': 'running',
    },
  ]);
});

test('RUN-13: a debt that can be paid does not open a run that has ended', () => {
  const driver = owing();
  driver.ended('q/next', 'c', 'passed');
  driver.command({ type: 'abort', by: operator, reason: 'enough' });
  const before = driver.states();
  answers(driver, 'a');
  expect([before['run'], driver.states()]).toEqual(['aborted', before]);
});

test('RUN-13: a button that was offered before a host came back is not to be pressed until its debt is paid', () => {
  const driver = new RunDriver(plan([...steps.slice(0, 2), step('q/press', manual)])).start();
  for (const host of ['a', 'b']) driver.ended('p/off', host, 'owed', dark);
  driver.ended('p/dark', 'app', 'passed');
  const confirm = {
    type: 'confirm',
    step: asId<StepId>('q/press'),
    by: operator,
    answers: {},
    evidence: [],
    scripted: false,
  } as const;
  answers(driver, 'a');
  expect([driver.stateOf('q/press'), driver.command(confirm)]).toEqual([
    'needs-person',
    expect.stringContaining('STOP: p/off comes first'),
  ]);
  driver.ended('p/off', 'a', 'passed');
  driver.ended('p/dark', 'app', 'passed');
  expect([driver.stateOf('p/off'), driver.command(confirm)]).toEqual(['owed', undefined]);
});

test('RUN-13: a host with several debts pays them in the order of the plan, one after the other', () => {
  const owes = { unreachable: 'owe' } as const;
  const [stop, disable] = ['p/stop', 'p/disable'].map((id) => asId<StepId>(id));
  const driver = new RunDriver(
    plan([
      step('p/stop', run('x', 'a'), owes),
      step('p/disable', run('y', 'a'), { ...owes, needs: [stop!] }),
      step('q/next', run('z', 'c')),
    ]),
  ).start();
  for (const id of ['p/stop', 'p/disable']) driver.ended(id, 'a', 'owed', dark);
  answers(driver, 'a');
  const first = [stop!, disable!].map((id) => driver.stateOf(id));
  driver.ended('p/stop', 'a', 'passed');
  const then = [stop!, disable!].map((id) => driver.stateOf(id));
  expect([first, then]).toEqual([
    ['running', 'ready'],
    ['passed', 'running'],
  ]);
});

test('RUN-13: a check behind a debt waits until it is paid, also where a step that is no check stands between them', () => {
  const between = [
    step('p/off', run('x', 'a'), { unreachable: 'owe' }),
    step('p/on', run('y', 'b'), { needs: [off] }),
    step('p/dark', portCheck, { needs: [asId<StepId>('p/on')] }),
  ];
  const driver = new RunDriver(plan([...between, step('q/next', run('y', 'c'))])).start();
  driver.ended('p/off', 'a', 'owed', dark);
  driver.ended('p/on', 'b', 'passed');
  driver.ended('p/dark', 'app', 'passed');
  answers(driver, 'a');
  const paying = driver.stateOf('p/dark');
  driver.ended('p/off', 'a', 'passed');
  expect([paying, driver.stateOf('p/dark')]).toEqual(['waiting', 'running']);
});
