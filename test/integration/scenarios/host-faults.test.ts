import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { journalOf, Practice, sentTimes } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
  practice.hurry({ 'timeout: 2m': 'timeout: 1s', 'within: 2m': 'within: 1s' });
});
afterAll(() => practice.dispose());
beforeEach(() => practice.restore());

const deciding = (decide: Readonly<Record<string, string>>, without: readonly string[] = []): string => {
  const said = { by: 'operator', reason: 'looked at the host', ...decide };
  return practice.answers('activation', { first: [{ step: '*/*', decide: said }], without });
};

test('a changed host key: refused at preflight with both keys, on the master too, and nothing was sent', async () => {
  for (const host of ['voice-a', 'voice-c']) await practice.lab.setFault(host, { kind: 'changed-host-key' });
  const { code, stdout } = await practice.activate(practice.answers('activation'));
  // Each host is told as soon as it answers: which comes first is not said.
  const hosts = ['voice-a', 'voice-b', 'voice-c'].map(
    (host) => stdout.match(new RegExp(`^\\S+ {2}(?:problem|dark|ok) {2,}${host}.*$`, 'm'))?.[0],
  );
  expect([code, hosts]).toEqual([
    3,
    [
      expect.stringMatching(/problem +voice-a: .*another host key.*expected .* seen .*ssh\.host-key-changed/),
      expect.stringMatching(/ok +voice-b/),
      expect.stringMatching(/problem +voice-c: .*another host key.*expected .* seen .*ssh\.host-key-changed/),
    ],
  ]);
});

test('the link of the client is cut in mid-command: unknown, nothing runs twice, people decide', async () => {
  const { folder } = await practice.activate(practice.answers('activation', { without: ['reroute/name-record'] }));
  await practice.lab.setFault('voice-c', { kind: 'drop', afterMs: 0 });
  const cut = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const { steps } = await practice.status(folder);
  expect([cut.code, steps['reroute/name-in-lab'], steps['reroute/name-resolves']?.state]).toEqual([
    4,
    { state: 'unknown', attempts: 1, hosts: { 'voice-c': { state: 'unknown', attempts: 1, exit: null } } },
    'waiting',
  ]);

  await practice.lab.clearFault('voice-c');
  practice.lab.tvox.pointNameAt('voice-c');
  const again = await practice.run('resume', folder, '--answers', deciding({ unknown: 'verified-done' }));
  const records = journalOf(folder);
  const sent = ['isolate/power-off', 'activate/press-in-lab', 'reroute/name-in-lab'];
  expect([again.code, (await practice.status(folder)).outcome, sent.map((step) => sentTimes(records, step))]).toEqual([
    0,
    'completed with 1 overridden',
    [2, 1, 1],
  ]);
  expect(await practice.verified(folder)).toBe(0);
});

test('kill -9 while a command is under way: unknown, nothing twice, the journal holds and the run goes on', async () => {
  const { folder } = await practice.activate(practice.answers('activation', { without: ['reroute/name-record'] }));
  await practice.lab.setFault('voice-c', { kind: 'slow', byMs: 600_000 });
  const killed = practice.start('resume', folder, '--answers', practice.answers('activation'));
  await killed.until('running      reroute/name-in-lab');
  killed.signal('SIGKILL');
  await killed.ended;
  await practice.lab.clearFault('voice-c');
  const alone = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const { steps } = await practice.status(folder);
  expect([alone.code, steps['reroute/name-in-lab'], steps['reroute/name-resolves']?.state]).toEqual([
    4,
    { state: 'unknown', attempts: 1, hosts: { 'voice-c': { state: 'unknown', attempts: 1, exit: null } } },
    'waiting',
  ]);

  const answers = deciding({ unknown: 'run-again' }, ['acceptance/**']);
  const again = await practice.run('resume', folder, '--answers', answers);
  const records = journalOf(folder);
  const sent = ['isolate/power-off', 'activate/press-in-lab', 'reroute/name-in-lab'];
  expect([again.code, sent.map((step) => sentTimes(records, step)), await practice.verified(folder)]).toEqual([
    3,
    [2, 1, 2],
    0,
  ]);
});

test('a node that hangs at power-off: unknown after its timeout, and run again only where a person says so', async () => {
  const { folder } = await practice.activate(practice.answers('activation', { without: ['decision/go'] }));
  await practice.lab.setFault('voice-a', { kind: 'hang', at: 'command' });
  const hung = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const before = await practice.status(folder);
  expect([hung.code, before.steps['isolate/power-off'], before.waitingFor]).toEqual([
    4,
    {
      state: 'unknown',
      attempts: 2,
      hosts: {
        'voice-a': { state: 'unknown', attempts: 1, exit: null },
        'voice-b': { state: 'passed', attempts: 1, exit: 0 },
      },
    },
    [
      { id: 'run', kind: 'continue', who: 'operator' },
      { id: 'isolate/power-off', kind: 'unknown', who: 'operator' },
    ],
  ]);
  await practice.lab.clearFault('voice-a');
  const answers = deciding({ unknown: 'run-again' }, ['isolate/power-seen']);
  const again = await practice.run('resume', folder, '--answers', answers);
  const { steps } = await practice.status(folder);
  expect([again.code, steps['isolate/power-off']?.hosts, steps['isolate/dark']?.state]).toEqual([
    3,
    {
      'voice-a': { state: 'passed', attempts: 2, exit: 0 },
      'voice-b': { state: 'passed', attempts: 1, exit: 0 },
    },
    'passed',
  ]);
});

test('wrong output: the check of the role fails, and is true once the client speaks again', async () => {
  const { folder } = await practice.activate(practice.answers('activation', { without: ['activate/press'] }));
  await practice.lab.setFault('voice-c', { kind: 'wrong-output', text: 'activate: Segmentation fault\n' });
  const wrong = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const { steps } = await practice.status(folder);
  expect([wrong.code, steps['activate/role'], wrong.stdout.match(/failure of .*/)?.[0]]).toEqual([
    3,
    { state: 'failed', attempts: 1, hosts: { 'voice-c': { state: 'failed', attempts: 1, exit: null } } },
    'failure of activate/role. voice-c: is false after 1 s: stdout does not match “(?m)^role: active$”',
  ]);
  await practice.lab.clearFault('voice-c');
  practice.lab.tvox.press('activate');
  const again = await practice.run('resume', folder, '--answers', deciding({ failed: 'retry' }, ['reroute/carrier']));
  const after = await practice.status(folder);
  expect([
    again.code,
    after.steps['activate/role']?.state,
    sentTimes(journalOf(folder), 'activate/press-in-lab'),
  ]).toEqual([3, 'passed', 1]);
});
