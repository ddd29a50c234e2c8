import { expect, test } from 'vitest';
import { asId, type CaseId, type HostId, type RoleId, type StepId } from '../base/ids.ts';
import type { PlanAction } from '../plan/plan.ts';
import { form, manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver, tester, witness } from '../../test/builders/run-driver.ts';

const decision = { by: operator, reason: 'because', evidence: [], scripted: false } as const;
const confirmation = { type: 'confirm', by: operator, answers: {}, evidence: [], scripted: false } as const;

test('RUN-4: a run needs its preflight and its approval', () => {
  const driver = new RunDriver(plan([step('p/a', run('true', 'a'))]));
  expect(driver.command({ type: 'start', by: operator })).toBe('The plan is not approved.');
  driver.sign('approval/sign/approver', 'operator', operator);
  expect(driver.command({ type: 'start', by: operator })).toBe('Preflight is not clean: preflight: has not been taken');
  expect(driver.start().states()).toEqual({ run: 'running', 'p/a': 'running' });
});

test('RUN-5: phases are barriers, needs are kept, and the rest goes at once', () => {
  const first = asId<StepId>('p/a');
  const steps = [
    step('p/a', run('true', 'a')),
    step('p/b', run('true', 'b')),
    step('p/c', run('true', 'c'), { needs: [first] }),
    step('q/d', run('true', 'a')),
  ];
  const driver = new RunDriver(plan(steps)).start();
  expect(driver.states()).toEqual({
    run: 'running',
    'p/a': 'running',
    'p/b': 'running',
    'p/c': 'waiting',
    'q/d': 'waiting',
  });
  driver.ended('p/a', 'a', 'passed');
  driver.ended('p/b', 'b', 'passed');
  expect(driver.states()).toEqual({
    run: 'running',
    'p/a': 'passed',
    'p/b': 'passed',
    'p/c': 'running',
    'q/d': 'waiting',
  });
  driver.ended('p/c', 'c', 'passed');
  driver.ended('q/d', 'a', 'passed');
  expect(driver.states()).toEqual({
    run: 'completed',
    'p/a': 'passed',
    'p/b': 'passed',
    'p/c': 'passed',
    'q/d': 'passed',
  });
  expect(driver.state.outcome).toBe('completed');
});

test('RUN-6: an error in `when` fails the step, false leaves it out, and a host may be left out alone', () => {
  const steps = [
    step('p/error', run('true', 'a'), { when: 'steps["nope"].state == "passed"', onFailure: 'continue' }),
    step('p/no', run('true', 'a'), { when: '1 == 2' }),
    step('p/some', run('true', 'a', 'b'), { when: 'host.id == "b"' }),
  ];
  const driver = new RunDriver(plan(steps)).start();
  expect(driver.states()).toEqual({
    run: 'running',
    'p/error': 'failed',
    'p/no': 'not-applicable',
    'p/some': 'running',
  });
  expect(driver.state.steps.get(asId('p/some'))?.hosts.map((one) => one.host)).toEqual(['b']);
});

test('RUN-9: a guard that could not be taken holds the step, and a person may override it by name', () => {
  const guard = asId<StepId>('p/dark');
  const steps = [step('p/dark', portCheck), step('p/press', manual, { guard: [guard], needs: [guard] })];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/dark', 'app', 'passed');
  const judged = { step: asId<StepId>('p/press'), guard, last: true } as const;
  driver.command({
    type: 'observe',
    fact: { type: 'guard-judged', data: { ...judged, moment: 'start', result: 'not-taken', detail: 'no network' } },
  });
  expect(driver.states()).toEqual({ run: 'running', 'p/dark': 'passed', 'p/press': 'failed' });
  expect(driver.command({ type: 'override-guard', step: judged.step, by: operator, reason: 'console seen' })).toBe(
    undefined,
  );
  expect(driver.stateOf('p/press')).toBe('needs-person');
  driver.command({ ...confirmation, step: judged.step });
  expect(driver.state.outcome).toBe('completed with 1 overridden');
});

test('RUN-22: a confirmation needs its guards true at that moment', () => {
  const guard = asId<StepId>('p/dark');
  const press = asId<StepId>('p/press');
  const steps = [step('p/dark', portCheck), step('p/press', manual, { guard: [guard], needs: [guard] })];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/dark', 'app', 'passed');
  const judge = (moment: 'start' | 'confirm', result: 'true' | 'false'): void => {
    driver.command({ type: 'observe', fact: { type: 'guard-taking', data: { step: press, moment } } });
    const data = { step: press, guard, moment, result, detail: result, last: true } as const;
    driver.command({ type: 'observe', fact: { type: 'guard-judged', data } });
  };
  judge('start', 'true');
  expect(driver.stateOf('p/press')).toBe('needs-person');
  judge('confirm', 'false');
  expect(driver.command({ ...confirmation, step: press })).toContain('STOP: the guard p/dark does not hold now');
  judge('confirm', 'true');
  expect(driver.command({ ...confirmation, step: press })).toBe(undefined);
  expect(driver.command({ ...confirmation, step: press })).toContain('The run is completed');
  expect(driver.states()).toEqual({ run: 'completed', 'p/dark': 'passed', 'p/press': 'passed' });
});

test('RUN-10: serial goes one by one and halts at a failure; retry of the failed host goes on with the rest', () => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a', 'b', 'c'), { serial: 1 })])).start();
  driver.ended('p/a', 'a', 'passed');
  driver.ended('p/a', 'b', 'failed');
  const hosts = (): unknown => driver.state.steps.get(asId('p/a'))?.hosts.map((one) => `${one.host} ${one.state}`);
  expect([driver.stateOf('p/a'), hosts()]).toEqual(['failed', ['a passed', 'b failed', 'c waiting']]);
  driver.command({ type: 'decide-failure', step: asId('p/a'), choice: 'retry', ...decision });
  expect([driver.stateOf('p/a'), hosts()]).toEqual(['running', ['a passed', 'b running', 'c waiting']]);
});

test('RUN-10: retry repeats a failed host, never one whose end was not seen', () => {
  const timing = { everyMs: 2000, retry: { times: 1, everyMs: 0 } };
  const driver = new RunDriver(plan([step('p/a', run('x', 'a', 'b'), { timing })])).start();
  driver.ended('p/a', 'a', 'failed');
  driver.ended('p/a', 'b', 'unknown', { end: { kind: 'lost', message: 'reset' } });
  const hosts = (): unknown =>
    driver.state.steps.get(asId('p/a'))?.hosts.map((one) => [one.host, one.state, one.attempts.length]);
  expect(hosts()).toEqual([
    ['a', 'running', 2],
    ['b', 'unknown', 1],
  ]);
  driver.ended('p/a', 'a', 'passed');
  expect(driver.stateOf('p/a')).toBe('unknown');
});

test('RUN-3, RUN-23: what ran at a crash is unknown, nothing runs again, and a person decides', () => {
  const driver = new RunDriver(
    plan([step('p/a', run('x', 'a')), step('p/b', manual, { needs: [asId('p/a')] })]),
  ).start();
  driver.command({ type: 'open-session', session: { version: '0', host: 'h', pid: 2, tornBytes: 0 } });
  expect(driver.states()).toEqual({ run: 'running', 'p/a': 'unknown', 'p/b': 'waiting' });
  const attempts = (): number | undefined => driver.state.steps.get(asId('p/a'))?.hosts[0]?.attempts.length;
  driver.command({ type: 'advance' });
  expect(attempts()).toBe(1);
  const unknown = {
    type: 'decide-unknown',
    step: asId<StepId>('p/a'),
    host: asId<HostId>('a'),
    by: operator,
    reason: 'seen',
    scripted: false,
  } as const;
  expect(driver.command({ ...unknown, choice: 'run-again' })).toBe(undefined);
  expect([attempts(), driver.stateOf('p/a')]).toEqual([2, 'running']);
  driver.ended('p/a', 'a', 'unknown', { end: { kind: 'no-status' } });
  expect(driver.command({ ...unknown, choice: 'verified-done' })).toBe(undefined);
  expect(driver.states()).toEqual({ run: 'running', 'p/a': 'passed', 'p/b': 'needs-person' });
});

test('RUN-21: what was run again says how it ended then, and is retried as at first', () => {
  const retry = { everyMs: 2000, retry: { times: 1, everyMs: 0 } };
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'), { timing: retry })])).start();
  driver.ended('p/a', 'a', 'unknown', { end: { kind: 'no-status' } });
  const again = { type: 'decide-unknown', step: asId<StepId>('p/a'), host: asId<HostId>('a') } as const;
  driver.command({ ...again, choice: 'run-again', ...decision });
  driver.ended('p/a', 'a', 'failed');
  driver.ended('p/a', 'a', 'passed', { why: 'exit 0' });
  const { state, why, hosts } = driver.state.steps.get(asId('p/a'))!;
  expect([state, why, hosts[0]?.attempts.length]).toEqual(['passed', 'a: exit 0', 3]);
});

test('RUN-12: a rehearsal on real hosts sends nothing destructive, unless the host was named', () => {
  const inventory = { ...plan([]).inventory, practice: false };
  const steps = [step('p/off', run('poweroff', 'a', 'b'), { destructive: true })];
  const driver = new RunDriver(plan(steps, { inventory }), {
    practice: false,
    allowDestructive: [asId<HostId>('b')],
  }).start();
  expect(driver.state.steps.get(asId('p/off'))?.hosts.map((one) => [one.host, one.state])).toEqual([
    ['a', 'passed'],
    ['b', 'running'],
  ]);
  driver.ended('p/off', 'b', 'passed');
  expect(driver.state.outcome).toBe('completed with 1 simulated');
});

test('RUN-13: an owed step is done first when its host answers, and the run is not over before', () => {
  const steps = [step('p/off', run('x', 'a'), { unreachable: 'owe' }), step('q/b', run('y', 'b'))];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/off', 'a', 'owed', { end: { kind: 'not-sent', code: 'ssh.unreachable', message: 'no answer' } });
  driver.ended('q/b', 'b', 'passed');
  expect(driver.states()).toEqual({ run: 'running', 'p/off': 'owed', 'q/b': 'passed' });
  driver.command({ type: 'observe', fact: { type: 'host-answered', data: { host: asId<HostId>('a') } } });
  expect(driver.stateOf('p/off')).toBe('running');
  driver.ended('p/off', 'a', 'passed');
  expect(driver.states()).toEqual({ run: 'completed', 'p/off': 'passed', 'q/b': 'passed' });
});

test('RUN-16: while paused, what ends settles and nothing begins', () => {
  const steps = [step('p/a', run('x', 'a')), step('q/b', run('y', 'b'))];
  const driver = new RunDriver(plan(steps)).start();
  driver.command({ type: 'pause', by: operator, reason: 'wait' });
  driver.ended('p/a', 'a', 'passed');
  expect(driver.states()).toEqual({ run: 'paused', 'p/a': 'passed', 'q/b': 'waiting' });
  driver.command({ type: 'continue', by: operator });
  expect(driver.states()).toEqual({ run: 'running', 'p/a': 'passed', 'q/b': 'running' });
});

test.each([
  ['retry', { run: 'running', 'p/a': 'running' }],
  ['by-hand', { run: 'completed', 'p/a': 'passed' }],
  ['skip', { run: 'completed', 'p/a': 'skipped' }],
  ['continue', { run: 'failed', 'p/a': 'failed' }],
  ['rollback', { run: 'rolled-back', 'p/a': 'failed' }],
  ['abort', { run: 'aborted', 'p/a': 'failed' }],
] as const)('RUN-21: a failure that is answered with %s', (choice, states) => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'))])).start();
  driver.ended('p/a', 'a', 'failed');
  expect(driver.command({ type: 'decide-failure', step: asId('p/a'), choice, ...decision })).toBe(undefined);
  expect(driver.states()).toEqual(states);
});

test('RUN-24: an ended run moves no more, and an unknown can still be decided for its rollback', () => {
  const driver = new RunDriver(
    plan([step('p/a', run('x', 'a')), step('p/b', run('y', 'b'), { onFailure: 'stop' })]),
  ).start();
  driver.ended('p/a', 'a', 'unknown', { end: { kind: 'no-status' } });
  driver.ended('p/b', 'b', 'failed');
  expect(driver.state.name).toBe('failed');
  const retry = driver.command({ type: 'decide-failure', step: asId('p/b'), choice: 'retry', ...decision });
  expect(retry).toBe('The run is failed: roll back, or make a run that follows it.');
  const unknown = { type: 'decide-unknown', step: asId<StepId>('p/a'), host: asId<HostId>('a'), ...decision } as const;
  expect(driver.command({ ...unknown, choice: 'run-again' })).toContain('nothing runs again');
  expect(driver.command({ ...unknown, choice: 'verified-done' })).toBe(undefined);
  expect(driver.command({ type: 'roll-back', by: operator, reason: 'back' })).toBe(undefined);
});

test.each([
  ['stop', { run: 'failed', 'p/a': 'failed', 'q/b': 'waiting' }],
  ['continue', { run: 'running', 'p/a': 'failed', 'q/b': 'running' }],
  ['rollback', { run: 'rolled-back', 'p/a': 'failed', 'q/b': 'waiting' }],
  ['ask', { run: 'running', 'p/a': 'failed', 'q/b': 'waiting' }],
] as const)('RUN-20: onFailure %s', (onFailure, states) => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'), { onFailure }), step('q/b', run('y', 'b'))])).start();
  driver.ended('p/a', 'a', 'failed');
  expect(driver.states()).toEqual(states);
});

test('RUN-30, RUN-31: undos go newest first, once for each host that was touched, after what is under way', () => {
  const undo = (
    script: string,
    ...hosts: string[]
  ): { undo: { kind: 'run'; script: string; hosts: { host: HostId; env: object }[] } } => ({
    undo: { kind: 'run', script, hosts: hosts.map((host) => ({ host: asId<HostId>(host), env: {} })) },
  });
  const steps = [
    step('p/one', run('1', 'a', 'b'), undo('-1', 'a', 'b') as object),
    step('q/two', run('2', 'c'), undo('-2', 'c') as object),
  ];
  const driver = new RunDriver(plan(steps)).start();
  driver.ended('p/one', 'a', 'passed');
  driver.ended('p/one', 'b', 'failed', { end: { kind: 'not-sent', code: 'ssh.refused', message: 'refused' } });
  driver.command({ type: 'decide-failure', step: asId('p/one'), choice: 'continue', ...decision });
  expect(driver.command({ type: 'roll-back', by: operator, reason: 'enough' })).toBe(undefined);
  expect(driver.state.rollback?.undos.map(({ id, kind }) => [id, kind])).toEqual([
    ['rollback/q/two', 'run'],
    ['rollback/p/one@a', 'run'],
  ]);
  expect(driver.stateOf('rollback/q/two')).toBe('waiting');
  driver.ended('q/two', 'c', 'passed');
  const doneAt = driver.state.steps.get(asId('q/two'))?.hosts[0]?.attempts[0]?.endedAt;
  expect([driver.stateOf('rollback/q/two'), driver.stateOf('rollback/p/one@a')]).toEqual(['running', 'waiting']);
  driver.ended('rollback/q/two', 'c', 'passed');
  driver.ended('rollback/p/one@a', 'a', 'passed');
  expect(driver.states()).toEqual({ run: 'rolled-back', 'p/one': 'undone', 'q/two': 'undone' });
  expect([doneAt === undefined, driver.state.steps.get(asId('q/two'))?.endedAt]).toEqual([false, doneAt]);
});

test('RUN-31: an unknown is decided before a rollback', () => {
  const driver = new RunDriver(plan([step('p/a', run('x', 'a'))])).start();
  driver.ended('p/a', 'a', 'unknown', { end: { kind: 'no-status' } });
  expect(driver.command({ type: 'roll-back', by: operator, reason: 'x' })).toBe(
    'Say first what became of p/a: unknown steps cannot be undone blindly.',
  );
});

function formRun(): RunDriver {
  const one = form('f/base', ['one', 'two'], { tester: 'required', witness: 'optional' });
  const gate = step('f/base', { kind: 'form', form: asId('f/base') });
  const after = step('g/after', manual);
  return new RunDriver(plan([gate, after], { forms: [one] })).start();
}

const verdict = (
  id: string,
  is: 'PASS' | 'FAIL' | 'OTHER',
  more: object = {},
): Parameters<RunDriver['command']>[0] => ({
  type: 'give-verdict',
  case: asId<CaseId>(id),
  is,
  by: tester,
  evidence: [],
  scripted: false,
  ...more,
});

test('RUN-32: a form is signed when every case has a verdict, by the right person, and opens what follows', () => {
  const driver = formRun();
  expect(driver.sign('f/base/sign/tester', 'tester', tester)).toContain('2 cases without a verdict');
  driver.command(verdict('f/base/g1/one', 'PASS'));
  expect(driver.command(verdict('f/base/g1/two', 'OTHER'))).toBe('OTHER needs its caveat.');
  driver.command(verdict('f/base/g1/two', 'OTHER', { caveat: 'a known line' }));
  expect(driver.sign('f/base/sign/witness', 'witness', { ...tester, name: 'tom  TESTER' })).toContain(
    'hand the role over',
  );
  expect(driver.sign('f/base/sign/tester', 'tester', tester)).toBe(undefined);
  expect(driver.states()).toEqual({ run: 'running', 'f/base': 'passed', 'g/after': 'needs-person' });
  expect(driver.sign('f/base/sign/tester', 'tester', tester)).toBe('f/base/sign/tester is signed already.');
  expect(driver.sign('f/base/sign/witness', 'witness', witness)).toBe(undefined);
});

test('RUN-33, RUN-34: a retest needs a reason, voids the signature and opens the gate again', () => {
  const driver = formRun();
  driver.command(verdict('f/base/g1/one', 'PASS'));
  driver.command(verdict('f/base/g1/two', 'FAIL'));
  driver.sign('f/base/sign/tester', 'tester', tester);
  driver.command({ ...confirmation, step: asId('g/after') });
  expect(driver.state.name).toBe('completed');
  expect(driver.command(verdict('f/base/g1/two', 'PASS'))).toContain('a new verdict is a retest');
  expect(driver.command(verdict('f/base/g1/two', 'PASS', { retest: 'corrected' }))).toBe(undefined);
  expect(driver.states()).toEqual({ run: 'running', 'f/base': 'needs-person', 'g/after': 'passed' });
  expect(driver.state.signOffs.filter(({ subject }) => subject.startsWith('f/')).map(({ voided }) => voided)).toEqual([
    'f/base/g1/two was tested again',
  ]);
  driver.sign('f/base/sign/tester', 'tester', tester);
  expect(driver.states()).toEqual({ run: 'completed', 'f/base': 'passed', 'g/after': 'passed' });
});

test('RUN-36: a retest needs its automatic evidence taken anew, and both stay', () => {
  const base = form('f/base', ['one'], {});
  const evidence = { kind: 'run', script: 'show', hosts: [{ host: asId<HostId>('a'), env: {} }] } as const;
  const groups = base.groups.map((group) => ({ ...group, cases: group.cases.map((one) => ({ ...one, evidence })) }));
  const gate = step('f/base', { kind: 'form', form: asId('f/base') });
  const driver = new RunDriver(plan([gate], { forms: [{ ...base, groups }] })).start();
  const id = asId<CaseId>('f/base/g1/one');
  const seen = (text: string): void => {
    const data = { case: id, host: asId<HostId>('a'), end: { kind: 'exit', code: 0 }, text, truncated: false } as const;
    driver.command({ type: 'observe', fact: { type: 'evidence-taken', data } });
  };
  seen('bad');
  seen('twice');
  driver.command(verdict('f/base/g1/one', 'FAIL'));
  const retest = verdict('f/base/g1/one', 'PASS', { retest: 'corrected' });
  expect(driver.command(retest)).toContain('Take the evidence of f/base/g1/one again first');
  expect(driver.command({ type: 'take-evidence', case: id, by: tester })).toBe(undefined);
  seen('good');
  expect(driver.command(retest)).toBe(undefined);
  expect(driver.state.cases.get(id)?.evidence.map(({ text }) => text)).toEqual(['bad', 'good']);
});

test('RUN-22: answers are of the kind that was asked for', () => {
  const ask = { age: { order: 0, title: 'Age', type: 'integer', required: true } };
  const asking: PlanAction = { kind: 'manual', instructions: 'Look.', ask, evidence: 'none' };
  const driver = new RunDriver(plan([step('p/ask', asking)])).start();
  const confirm = { ...confirmation, step: asId<StepId>('p/ask') };
  expect(driver.command(confirm)).toBe('p/ask asks for age.');
  expect(driver.command({ ...confirm, answers: { age: 'old' } })).toBe(
    'p/ask: `age` is `old`, expected a whole number.',
  );
  expect(driver.command({ ...confirm, answers: { age: 4, more: 1 } })).toBe('p/ask: nothing asks for `more`.');
  expect(driver.command({ ...confirm, answers: { age: '4' } })).toBe(undefined);
});

test('RUN-41: sealing needs an end, and ends everything', () => {
  const driver = new RunDriver(plan([step('p/a', manual)])).start();
  const seal = { type: 'seal', publicKey: '', signature: '', certificate: driver.state.head } as const;
  expect(driver.command(seal)).toContain('can be sealed when it has ended');
  driver.command({ ...confirmation, step: asId('p/a') });
  expect(driver.command(seal)).toBe(undefined);
  expect(driver.command({ type: 'add-note', text: 'late', by: operator, evidence: [] })).toContain('sealed');
});

test('people: tester and witness are never the same person', () => {
  const driver = formRun();
  const role = asId<RoleId>('witness');
  expect(driver.command({ type: 'name-person', role, person: { ...tester } })).toContain(
    'the witness must be somebody else',
  );
});
