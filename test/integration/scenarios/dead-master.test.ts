import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptedOf, journalOf, patience, Practice } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
  practice.hurry();
});
afterAll(() => practice.dispose());

const masters = ['voice-a', 'voice-b'];
const accepting = [{ preflight: '**', accept: { by: 'operator', reason: 'the master is dead' } }];

test('a dead master: accepted, owed, and settled with a new proof when it comes back with the mains', async () => {
  for (const node of masters) practice.lab.powerOff(node, { mains: true });
  const { folder, ...first } = await practice.activate(practice.answers('activation'));
  expect([first.code, first.stdout.match(/waits for the operator: problem of \S+/g)?.sort()]).toEqual([
    3,
    ['licence-master', 'node-ip', 'ports-to-client', 'ports-to-master'].map(
      (id) => `waits for the operator: problem of preflight/${id}.`,
    ),
  ]);

  const answers = practice.answers('activation', { first: accepting, without: ['reroute/name-record'] });
  const halted = await practice.run('resume', folder, '--answers', answers);
  const halfway = await practice.status(folder);
  const draft = await practice.report(folder);
  expect([halted.code, halfway.state, halfway.owed, halfway.waitingFor.map(({ kind }) => kind)]).toEqual([
    3,
    'running',
    ['isolate/power-off'],
    ['owed', 'confirm'],
  ]);
  expect(draft.outcome.final).toBe(false);
  expect(JSON.stringify(draft)).toContain('the master is dead');

  for (const node of masters) practice.lab.powerOn(node);
  await expect.poll(() => practice.lab.state().splitBrain, patience).toBe(true);
  await expect.poll(() => masters.map((node) => practice.lab.state().power[node]), patience).toEqual(['on', 'on']);
  const records = journalOf(folder).length;
  const settled = await practice.run(
    'resume',
    folder,
    '--answers',
    practice.answers('activation', { first: accepting }),
  );
  const after = attemptedOf(journalOf(folder).slice(records));
  // The steps of the last two phases go on at the same time.
  expect([settled.code, after.slice(0, 3), after.slice(3).sort(), practice.lab.state().splitBrain]).toEqual([
    0,
    ['isolate/power-off', 'isolate/dark', 'reroute/name-in-lab'],
    [
      ...['phones/registered', 'phones/still-dark', 'reroute/name-resolves'],
      ...['reroute/resolver-gives@dns', 'reroute/resolver-gives@dns2'],
    ],
    false,
  ]);
  const { state, outcome, owed } = await practice.status(folder);
  expect([state, outcome, owed]).toEqual(['sealed', 'completed with 4 skipped', []]);
  expect(await practice.verified(folder)).toBe(0);
});
