import { expect, test } from 'vitest';
import { asId, type HostId, type StepId } from '../base/ids.ts';
import type { PlanAction, PlanHost } from '../plan/plan.ts';
import { plan, portCheck, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import type { Command } from './commands.ts';
import { waitingFor } from './waiting.ts';

const id = asId<StepId>('p/look');
const a = asId<HostId>('a');
const terminal: PlanAction = {
  kind: 'terminal',
  hosts: [
    { host: a, env: {} },
    { host: asId<HostId>('b'), env: {} },
  ],
  instructions: 'Look around.',
  ask: {},
  evidence: 'optional',
};

const open = (more: Partial<Extract<Command, { type: 'open-terminal' }>> = {}): Command => ({
  type: 'open-terminal',
  host: a,
  by: operator,
  columns: 80,
  rows: 24,
  ...more,
});

const confirm: Command = { type: 'confirm', step: id, by: operator, answers: {}, evidence: [], scripted: false };

function closed(driver: RunDriver, name: string): string | undefined {
  return driver.command({
    type: 'observe',
    fact: {
      type: 'terminal-closed',
      data: {
        terminal: name,
        end: { kind: 'exit', code: 0 },
        typed: [{ at: '2026-11-21T02:00:00.000Z', text: 'id' }],
        typedLeftOut: 0,
        durationMs: 5,
      },
    },
  });
}

const names = (driver: RunDriver): readonly string[] =>
  driver.state.terminals.map(
    (one) => `${one.terminal} ${one.host} ${one.recordingName} ${one.closed?.end.kind ?? 'open'}`,
  );

test('RUN-42: a terminal step waits for its person, gives terminals on its hosts, and passes when it is confirmed', () => {
  const driver = new RunDriver(plan([step('p/look', terminal)]));
  expect(driver.command(open({ step: id }))).toBe('p/look is waiting: its terminal is not open.');
  driver.start();
  expect(waitingFor(driver.state).map((one) => [one.id, one.kind, one.text])).toEqual([
    ['p/look', 'confirm', 'Look around.'],
  ]);
  expect(driver.command(open({ step: id, host: asId('c') }))).toBe('p/look does not work on c.');
  expect(driver.command(open({ step: id }))).toBe(undefined);
  expect(driver.command(open({ step: id, host: asId('b') }))).toBe(undefined);
  closed(driver, 't1');
  expect(closed(driver, 't1')).toBe(undefined);
  expect(names(driver)).toEqual(['t1 a p.look.t1.a exit', 't2 b p.look.t2.b open']);
  expect(driver.command(confirm)).toBe(undefined);
  expect(driver.states()).toEqual({ run: 'completed', 'p/look': 'passed' });
  const seal = { type: 'seal', publicKey: '', signature: '', certificate: driver.state.head } as const;
  expect(driver.command(seal)).toBe('Close first the terminals on b.');
  closed(driver, 't2');
  expect(driver.command(seal)).toBe(undefined);
  expect(driver.facts.filter(({ type }) => type === 'terminal-closed')).toHaveLength(2);
});

test('RUN-42: a terminal beside the steps needs a reason and a login', () => {
  const base = plan([step('p/look', terminal)]);
  const dark: PlanHost = { ...(base.inventory.hosts[a] as PlanHost), id: asId('dark'), name: 'Dark', login: false };
  const hosts = { ...base.inventory.hosts, dark };
  const driver = new RunDriver({ ...base, inventory: { ...base.inventory, hosts } });
  expect(driver.command(open())).toBe('A terminal outside a terminal step is a deviation: say why it is needed.');
  expect(driver.command(open({ reason: ' ' }))).toContain('say why');
  expect(driver.command(open({ reason: 'look', host: asId('none') }))).toBe('The plan has no host none.');
  expect(driver.command(open({ reason: 'look', host: asId('dark') }))).toContain('Dark has no login');
  expect(driver.command(open({ reason: 'a log was asked for', host: asId('c') }))).toBe(undefined);
  expect(names(driver)).toEqual(['t1 c terminal.t1.c open']);
});

test('RUN-42: a guard that does not hold keeps the terminal shut', () => {
  const dark = asId<StepId>('p/dark');
  const driver = new RunDriver(
    plan([step('p/dark', portCheck), step('p/look', terminal, { needs: [dark], guard: [dark] })]),
  ).start();
  driver.ended('p/dark', 'app', 'passed');
  const judge = (result: 'true' | 'false', moment: 'start' | 'open'): void => {
    if (moment === 'open')
      driver.command({ type: 'observe', fact: { type: 'guard-taking', data: { step: id, moment } } });
    const data = { step: id, guard: dark, moment, result, detail: 'port 22', last: true } as const;
    driver.command({ type: 'observe', fact: { type: 'guard-judged', data } });
  };
  judge('true', 'start');
  expect(driver.command(open({ step: id }))).toBe(undefined);
  judge('false', 'open');
  expect(driver.command(open({ step: id }))).toBe('STOP: the guard p/dark does not hold now (port 22).');
  expect(driver.command(confirm)).toContain('STOP');
  driver.command({ type: 'override-guard', step: id, by: operator, reason: 'seen on its console' });
  expect(driver.command(open({ step: id }))).toBe(undefined);
});

test('RUN-44: terminals that were open when the program ended are closed as interrupted', () => {
  const driver = new RunDriver(plan([step('p/look', terminal)])).start();
  driver.command(open({ step: id }));
  const session = { version: '0', host: 'h', pid: 1, tornBytes: 0 };
  driver.command({ type: 'open-session', session });
  expect(names(driver)).toEqual(['t1 a p.look.t1.a interrupted']);
  expect(driver.stateOf('p/look')).toBe('needs-person');
});

test('RUN-12: a destructive terminal is stood in for by a rehearsal, unless every host of it was named', () => {
  const base = plan([step('p/look', terminal, { destructive: true })]);
  const real = { ...base, inventory: { ...base.inventory, practice: false } };
  const stateAfter = (allowDestructive: readonly string[]): string | undefined =>
    new RunDriver(real, { allowDestructive: allowDestructive.map((one) => asId<HostId>(one)) })
      .start()
      .stateOf('p/look');
  expect([[], ['a'], ['a', 'b']].map(stateAfter)).toEqual(['passed', 'passed', 'needs-person']);
});
