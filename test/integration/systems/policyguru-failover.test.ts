import { afterEach, beforeEach, expect, test } from 'vitest';
import { attemptedOf, journalOf, patience, settledOf } from '../scenarios/practice.ts';
import { PolicyguruPractice } from './policyguru-practice.ts';

let practice: PolicyguruPractice;
beforeEach(async () => {
  practice = await PolicyguruPractice.open();
});
afterEach(() => practice.dispose());

/** One look: that it holds for a while is the engine's own matter. */
const quick = { off_for: '0s' };
const accepting = [{ preflight: '**', accept: { by: 'operator', reason: 'the active pair is dead' } }];
const collectors = ['s1-enum1', 's1-enum2', 's1-probe1', 's1-probe2', 's2-enum1', 's2-enum2', 's2-probe1', 's2-probe2'];

/** All of them report to one mediation server. */
const allAt = (host: string): Readonly<Record<string, string>> =>
  Object.fromEntries(collectors.map((id) => [id, host]));

test('the failover to its end, then the way back by the failback with a backup of its own', async () => {
  const over = await practice.rehearse('ea-failover', undefined, { ...quick, policy_reset: 'true' });
  const between = practice.state();
  const { otherSignatures } = await practice.report(over.folder);
  const back = await practice.rehearse('ea-failback', undefined, quick);
  const after = practice.state();
  expect({
    codes: [over.code, back.code],
    accepted: [over, back].map(({ stdout }) => /^Accepted: .*/m.exec(stdout)?.[0]),
    // What only the rollback would ask for is not missing.
    signed: otherSignatures.map(({ subject }) => subject),
    between: [
      between.bothPairsRun,
      between.ngp['ms1'],
      between.ngp['ms2'],
      between.autostart['ms1'],
      between.reportsTo,
    ],
    reset: between.policyReset,
    restored: between.configuration['ms2'],
    after: [after.bothPairsRun, after.ngp['ms1'], after.ngp['ms2'], after.autostart['ms1'], after.reportsTo],
    broughtBack: after.configuration['ms1'],
  }).toEqual({
    codes: [0, 0],
    accepted: Array(2).fill('Accepted: 8 of 8 verdicts, 7 PASS, 1 OTHER'),
    signed: ['approval/sign/approver', 'decision/go'],
    between: [false, 'stopped', 'green', false, allAt('ms2')],
    reset: collectors.filter((id) => id.includes('enum')),
    restored: expect.stringMatching(/^made on ms1 at \d{14}$/) as string,
    after: [false, 'green', 'stopped', true, allAt('ms1')],
    broughtBack: expect.stringMatching(/^made on ms2 at \d{14}$/) as string,
  });
});

test('the rollback inside the window: the old pair starts as it was, nothing is restored, and what stays behind is signed', async () => {
  const answers = practice.answers('ea-failover');
  const { folder } = await practice.rehearse('ea-failover', answers, quick, '--no-seal');
  const before = journalOf(folder).length;
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  const { bothPairsRun, ngp, autostart, reportsTo, configuration } = practice.state();
  expect([back.code, settledOf(journalOf(folder).slice(before)), (await practice.status(folder)).outcome]).toEqual([
    0,
    [
      'decide/loss',
      'release/stop',
      'release/off-ms',
      'release/off-db',
      'back/db-start',
      'back/db-green',
      'back/ms-start',
      'back/ms-green',
      'collectors/address',
      'collectors/green',
      'collectors/login',
    ].map((id) => `rollback/${id} passed`),
    'rolled back',
  ]);
  expect([bothPairsRun, ngp['ms1'], ngp['ms2'], autostart['ms1'], autostart['ms2'], reportsTo]).toEqual([
    false,
    'green',
    'stopped',
    true,
    false,
    allAt('ms1'),
  ]);
  expect(configuration['ms1']).toBe('made on ms1');
});

test('a damaged archive is told, left out and not restored; the newest whole one is', async () => {
  const damaged = /ngpbackup\d+\.tgz/.exec(practice.act('backup-damaged'))?.[0] ?? '';
  const { code, stdout } = await practice.rehearse('ea-failover', undefined, quick);
  const whole = await practice.say('ms2', 'ls opt/ngpbackups/backups | sort -r | sed -n 2p');
  const [, at = ''] = /(\d{14})/.exec(whole) ?? [];
  expect([
    code,
    stdout.includes(`Damaged, and not offered: ${damaged}.`),
    practice.state().configuration['ms2'],
  ]).toEqual([0, true, `made on ms1 at ${at}`]);
});

test('no archive and a failed import are told before anything is stopped', async () => {
  practice.act('import-failed');
  practice.act('backups-missing');
  const { code, stdout, folder } = await practice.rehearse('ea-failover', undefined, quick);
  expect([code, (await practice.status(folder)).waitingFor.map(({ id, kind }) => `${kind} ${id}`).sort()]).toEqual([
    3,
    ['preflight preflight/archives', 'preflight preflight/import', 'start run'],
  ]);
  expect([stdout.includes('  started'), practice.state().ngp['ms1']]).toEqual([false, 'green']);
});

test('a backup that does not arrive is told before anything is stopped; made by hand, the failback goes on', async () => {
  for (const host of ['ms1', 'db1']) await practice.say(host, 'sudo -n service ngp stop 5');
  for (const host of ['db2', 'ms2']) await practice.say(host, 'sudo -n service ngp start');
  practice.act('scripts-fail');
  const first = await practice.rehearse('ea-failback', undefined, quick);
  practice.act('scripts-work');
  await practice.say('db2', 'sudo -n pgsync.py -b 14 peer');
  const reason = 'the script was started again';
  const again = (step: string): string =>
    practice.answers('ea-failback', { first: [{ step, decide: { by: 'operator', failed: 'retry', reason } }] });
  const second = await practice.run('resume', first.folder, '--answers', again('backup/import'));
  const served = practice.state().ngp['ms2'];
  await practice.say('ms2', 'sudo -n ngpsync.py -b 14 peer');
  const third = await practice.run('resume', first.folder, '--answers', again('backup/archive'));
  const told = [first, second].map(({ code, stdout }) => [
    code,
    stdout
      .match(/^ +[A-Z][A-Z ]+: .*$/gm)
      ?.at(-1)
      ?.trim(),
  ]);
  expect([told, served, third.code, practice.state().ngp['ms1'], practice.state().configuration['ms1']]).toEqual([
    [
      [3, expect.stringMatching(/^IMPORT FAILED: /)],
      [3, expect.stringMatching(/^TOO OLD: more than 7200 s, so the backup of this change has not arrived/)],
    ],
    'green',
    0,
    'green',
    expect.stringMatching(/^made on ms2 at \d{14}$/),
  ]);
});

test('a dead active pair owes its stop, and does it before anything else when it comes back with the mains', async () => {
  practice.act('primary-dead');
  const told = await practice.rehearse('ea-failover', undefined, quick);
  expect([told.code, told.stdout.match(/waits for the operator: problem of \S+/g)]).toEqual([
    3,
    ['mediation-port', 'database-port'].map((id) => `waits for the operator: problem of preflight/${id}.`),
  ]);
  const { folder } = told;
  const answers = practice.answers('ea-failover', { first: accepting, without: ['verify/commit'] });
  const halted = await practice.run('resume', folder, '--answers', answers);
  const halfway = await practice.status(folder);
  expect([halted.code, halfway.owed, practice.state().ngp['ms2'], halfway.steps['isolate/stays-off']?.state]).toEqual([
    3,
    ['isolate/stop', 'isolate/no-autostart'],
    'green',
    'passed',
  ]);

  practice.act('primary-back');
  await expect.poll(() => practice.state().bothPairsRun, patience).toBe(true);
  const records = journalOf(folder).length;
  const settled = await practice.run(
    'resume',
    folder,
    '--answers',
    practice.answers('ea-failover', { first: accepting }),
  );
  const after = attemptedOf(journalOf(folder).slice(records));
  const { bothPairsRun, autostart } = practice.state();
  expect([
    settled.code,
    after.slice(0, 2),
    bothPairsRun,
    autostart['ms1'],
    (await practice.status(folder)).owed,
  ]).toEqual([0, ['isolate/stop', 'isolate/no-autostart'], false, false, []]);
});

test('an ENUM server that was lost with its site owes its redirect, and is sent to the new pair when it comes back', async () => {
  practice.lab.powerOff('s1-enum1', { mains: true });
  const answers = practice.answers('ea-failover', { first: accepting });
  const { folder, code } = await practice.rehearse('ea-failover', answers, quick);
  const { owed } = await practice.status(folder);
  practice.lab.powerOn('s1-enum1');
  await expect.poll(() => practice.state().ngp['s1-enum1'], patience).toBe('green');
  const [cameBackAt, records] = [practice.state().reportsTo['s1-enum1'], journalOf(folder).length];
  const paid = await practice.run('resume', folder, '--answers', answers);
  const debts = ['redirect/address', 'redirect/restart', 'redirect/green'];
  expect([code, owed, cameBackAt, paid.code, attemptedOf(journalOf(folder).slice(records))]).toEqual([
    3,
    debts,
    'ms1',
    0,
    debts,
  ]);
  expect(practice.state().reportsTo).toEqual(allAt('ms2'));
});

test('a pair that is started again too early: STOP, nothing is restored or started until it is off', async () => {
  const halted = await practice.rehearse(
    'ea-failover',
    practice.answers('ea-failover', { without: ['restore/pick'] }),
    quick,
  );
  await practice.say('db1', 'sudo -n service ngp start');
  await practice.say('ms1', 'sudo -n service ngp start');
  const stopped = await practice.run('resume', halted.folder, '--answers', practice.answers('ea-failover'));
  const { configuration, ngp } = practice.state();
  expect([
    halted.code,
    stopped.code,
    stopped.stdout.match(/STOP {9}.*(?= is false)/g),
    configuration['ms2'],
    ngp['ms2'],
  ]).toEqual([
    3,
    3,
    ['off-ms', 'off-db'].map((id) => `STOP         restore/unpack: isolate/${id}`),
    'made on ms2',
    'stopped',
  ]);

  for (const host of ['ms1', 'db1']) await practice.say(host, 'sudo -n service ngp stop 5');
  const again = { step: 'restore/unpack', decide: { by: 'operator', failed: 'retry', reason: 'they are off again' } };
  const ended = await practice.run(
    'resume',
    halted.folder,
    '--answers',
    practice.answers('ea-failover', { first: [again] }),
  );
  expect([ended.code, practice.state().ngp['ms2'], practice.state().bothPairsRun]).toEqual([0, 'green', false]);
});
