import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadRunbook } from '../../../src-main/library/load-runbook.ts';
import { validateFiles } from '../../../src-main/library/validate-files.ts';
import { practiceKey } from '../../../src-main/lab/systems/tvox-names.ts';
import { runFolderOf } from '../cli/drillbook.ts';
import { hostOf, login, script } from '../lab/lab-client.ts';
import { attemptedOf, journalOf, patience } from '../scenarios/practice.ts';
import { reportOf } from './report-of.ts';
import { runbooks, SystemPractice } from './system-practice.ts';

const masters = ['voice-a', 'voice-b'];
const accepting = [{ preflight: '**', accept: { by: 'operator', reason: 'known, and agreed with the customer' } }];
// Looks are two seconds apart, so every one that is not needed is two seconds.
const quick = { dark_for: '0s', still_after: '300ms' };

let practice: SystemPractice;
beforeEach(async () => {
  practice = await SystemPractice.open('tvox', { phonesMs: 1 });
});
afterEach(() => practice.dispose());

/** As an activation leaves the site. */
async function activated(): Promise<void> {
  for (const node of masters) practice.lab.powerOff(node, { mains: true });
  practice.act('activate', 'name client');
  await expect.poll(() => masters.map((node) => practice.lab.state().power[node]), patience).toEqual(['off', 'off']);
}

const problemsOf = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/problem of (\S+)\./g)].map(([, id]) => id ?? '').sort();
const failureOf = (stdout: string): string | undefined => /failure of .*/.exec(stdout)?.[0];

test('the return is valid with its answers, without a hint, and its scripts are POSIX sh', async () => {
  const files = ['return.yaml', 'return.answers.yaml', 'readiness.yaml', 'readiness.answers.yaml'];
  const { document } = await loadRunbook(join(runbooks, 'tvox/return.yaml'));
  const scripts = [...JSON.stringify(document).matchAll(/"(?:run|script)":("(?:[^"\\]|\\.)*")/g)];
  const complaints = scripts.map(([, text = '""']) => {
    const input = `#!/bin/sh\n${String(JSON.parse(text))}`;
    return spawnSync('shellcheck', ['--shell=sh', '-'], { input, encoding: 'utf8' }).stdout;
  });
  expect([await validateFiles(files.map((file) => join(runbooks, 'tvox', file))), scripts.length > 5]).toEqual([
    [],
    true,
  ]);
  expect(complaints.join('')).toBe('');
});

test('readiness: all green, and what people were asked is on record', async () => {
  const { code, folder } = await practice.rehearse('readiness', practice.answers('readiness'));
  const told = await reportOf(practice, folder);
  expect([code, await practice.notable(folder)]).toEqual([0, {}]);
  expect(told).toContain('voice-desk@practice.test, duty phone by SMS');
});

test('readiness names what is red: a port that is open from one side only, a licence, a stale resolver', async () => {
  practice.act('firewall blocks', 'licence gone', 'stale-resolver', 'name client', 'replication red');
  const { code, stdout } = await practice.rehearse('readiness', practice.answers('readiness'));
  expect([code, problemsOf(stdout)]).toEqual([
    3,
    ['licence-client', 'name', 'node-ip', 'ports-to-master', 'replication', 'resolver-gives@dns'].map(
      (id) => `standing/${id}`,
    ),
  ]);
  expect(stdout).toMatch(
    /problem +standing\/ports-to-master: not open: Voice A:3306 from voice-c silent, Voice B:3306/,
  );
});

test('activation: a resolver that keeps the old answer is named, and the run goes on once it follows', async () => {
  practice.act('stale-resolver');
  const answers = practice.answers('activation');
  const stale = await practice.rehearse('activation', answers, { ...quick, name_within: '2s' });
  const { folder } = stale;
  expect([stale.code, failureOf(stale.stdout)]).toEqual([
    3,
    expect.stringMatching(
      /^failure of reroute\/resolver-gives@dns2\. is false after 2 s: Second resolver\S* still says \S+\.11 \(TTL 5 s\), not \S+\.21/,
    ),
  ]);

  practice.act('fresh-resolver');
  const retry = { step: 'reroute/*', decide: { by: 'operator', failed: 'retry', reason: 'its cache was emptied' } };
  const again = await practice.run('resume', folder, '--answers', practice.answers('activation', { first: [retry] }));
  expect([again.code, practice.lab.state().nameAt]).toEqual([0, 'voice-c']);
  // The alarm of the client is on record.
  expect(await reportOf(practice, folder)).toContain('master unseen since');
});

test('activation: a master that returns with the mains is told before anybody tests, and is isolated again', async () => {
  const answers = practice.answers('activation', { without: ['reroute/carrier'] });
  const { folder } = await practice.rehearse('activation', answers, { ...quick, phones_within: '3s' });
  practice.lab.powerOn('voice-b');
  await expect.poll(() => practice.lab.state().power['voice-b'], patience).toBe('on');
  const early = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  expect([early.code, failureOf(early.stdout), practice.lab.state().splitBrain]).toEqual([
    3,
    expect.stringMatching(/^failure of phones\/still-dark\. is false: still open: Voice B/),
    true,
  ]);

  practice.lab.powerOff('voice-b', { mains: true });
  const retry = { step: 'phones/*', decide: { by: 'operator', failed: 'retry', reason: 'its outlet is off now' } };
  const again = await practice.run('resume', folder, '--answers', practice.answers('activation', { first: [retry] }));
  expect([again.code, practice.lab.state().splitBrain]).toEqual([0, false]);
});

test('activation by signed update: proven on every resolver, one that is stale is named, and the rollback signs too', async () => {
  practice.act('stale-resolver');
  const key = ['--secret', `tsig_key=@${practice.file('key', practiceKey.secret)}`];
  const set = Object.entries({ ...quick, name_change: 'signed update', name_within: '3s' });
  const answers = practice.answers('activation');
  const stale = await practice.run(
    ...['run', join(runbooks, 'tvox/activation.yaml'), '--inventory', practice.lab.inventoryPath, '--no-seal'],
    ...['--answers', answers, ...set.flatMap(([name, value]) => ['--set', `${name}=${value}`]), ...key],
  );
  const folder = runFolderOf(stale.stdout);
  expect([stale.code, failureOf(stale.stdout), practice.lab.state().nameAt]).toEqual([
    3,
    expect.stringMatching(/name-update@dns\. the server has taken the update, but .*: Second resolver\S* says \S+\.11/),
    'voice-c',
  ]);

  practice.act('fresh-resolver');
  const retry = { step: 'reroute/*', decide: { by: 'operator', failed: 'retry', reason: 'its cache was emptied' } };
  // Open at the end, so that it can still be rolled back.
  const more = practice.answers('activation', { first: [retry], without: ['acceptance/**'] });
  const again = await practice.run('resume', folder, '--answers', more, ...key);
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes', ...key);
  const told = await reportOf(practice, folder);
  const { steps } = await practice.status(folder);
  const updates = ['reroute/name-update@dns', 'rollback/services/name-update-back@dns'].map((id) => steps[id]?.state);
  expect([again.code, updates]).toEqual([3, ['passed', 'passed']]);
  expect([back.code, practice.lab.state().nameAt, told.includes(practiceKey.secret)]).toEqual([0, 'voice-a', false]);
});

test('the return, in its order, and its report in Italian and in English', async () => {
  await activated();
  const { code, stdout, folder } = await practice.rehearse('return', practice.answers('return'), quick);
  expect([code, stdout.match(/^(completed|Accepted: .*)$/gm)]).toEqual([
    0,
    ['completed', 'Accepted: 7 of 7 verdicts, 7 PASS'],
  ]);
  const { client, nameAt, registeredAt, splitBrain } = practice.lab.state();
  expect([client.role, nameAt, registeredAt, splitBrain]).toEqual(['standby', 'voice-a', 'master', false]);
  expect(attemptedOf(journalOf(folder)).filter((id) => !id.startsWith('services/'))).toEqual([
    ...['deactivate/still-dark', 'deactivate/release-in-lab', 'deactivate/inactive'],
    ...['master/power-on-in-lab', 'master/reachable', 'master/node-ip', 'master/sync-ports'],
  ]);

  const texts = await Promise.all(
    ['it', 'en'].map(async (lang) => {
      const out = join(practice.folder, `return.${lang}.html`);
      const { code: exit } = await practice.run('report', folder, '--format', 'html', '--lang', lang, '--out', out);
      return [exit, readFileSync(out, 'utf8')] as const;
    }),
  );
  const [[italianExit, italian], [englishExit, english]] = texts as [(typeof texts)[0], (typeof texts)[0]];
  expect([italianExit, englishExit, /<html lang="it"/.test(italian), /<html lang="en"/.test(english)]).toEqual([
    0,
    0,
    true,
    true,
  ]);
  expect([/Accettat|Esito|Firma/i.test(italian), /Accepted/.test(english)]).toEqual([true, true]);
});

test('the return measures the time without service, although the SIP port of the client stays open', async () => {
  const { document } = await loadRunbook(join(runbooks, 'tvox/return.yaml'));
  const probe = document?.probes?.find(({ id }) => id === 'active')?.check;
  const text = probe !== undefined && 'run' in probe ? probe.run.script : '';
  const { address } = hostOf(practice.lab, 'voice-c');
  const client = await login(hostOf(practice.lab, 'voice-c'));
  const asked = async (): Promise<number | undefined> =>
    (await script(client, `SERVICE_NAME=voice.practice.test CLIENT_IP=${address} DR_TOOL=tvox-dr\n${text}`)).exit;
  await activated();
  const active = await asked();
  practice.act('deactivate');
  const between = await asked();
  practice.act('name master');
  expect([active, between, await asked()]).toEqual([0, 1, 0]);
  client.end();
});

test('the return is not begun in the wrong role: a client in standby, a master that is on', async () => {
  const { code, stdout } = await practice.rehearse('return', practice.answers('return'), quick);
  expect([code, problemsOf(stdout)]).toEqual([3, ['preflight/dark', 'preflight/serving']]);
});

test('the return: a master that comes back with the mains first is told, and the client stays until it is dark again', async () => {
  await activated();
  const early = practice.answers('return', { without: ['deactivate/release'] });
  const { folder } = await practice.rehearse('return', early, quick);
  practice.lab.powerOn('voice-b');
  await expect.poll(() => practice.lab.state().power['voice-b'], patience).toBe('on');
  const stopped = await practice.run('resume', folder, '--answers', practice.answers('return'));
  const role = practice.lab.state().client.role;
  practice.lab.powerOff('voice-b', { mains: true });
  const upToMaster = practice.answers('return', { without: ['master/power-on'] });
  const again = await practice.run('resume', folder, '--answers', upToMaster);
  expect([stopped.code, stopped.stdout.match(/^not taken .*/m)?.[0], role]).toEqual([
    3,
    expect.stringMatching(/deactivate\/release: STOP: the guard deactivate\/still-dark .*still open: Voice B/),
    'active',
  ]);
  const { client, splitBrain } = practice.lab.state();
  expect([again.code, client.role, splitBrain]).toEqual([3, 'standby', false]);
});

test('a client that becomes active again keeps the master off: the guard is taken at the moment of switching on', async () => {
  await activated();
  const { folder } = await practice.rehearse(
    'return',
    practice.answers('return', { without: ['master/power-on'] }),
    quick,
  );
  practice.act('activate');
  const stopped = await practice.run('resume', folder, '--answers', practice.answers('return'));
  expect([stopped.code, stopped.stdout.match(/^not taken .*/m)?.[0], practice.lab.state().splitBrain]).toEqual([
    3,
    expect.stringMatching(/confirm of master\/power-on: STOP: the guard deactivate\/inactive does not hold now/),
    false,
  ]);
});

test('a return that fails is rolled back: the master goes dark before the client serves again', async () => {
  await activated();
  const halfway = practice.answers('return', {
    first: accepting,
    without: ['acceptance/calls-work/**', 'acceptance/**'],
  });
  const { folder } = await practice.rehearse('return', halfway, quick);
  const before = journalOf(folder).length;
  const back = await practice.run('rollback', folder, '--answers', practice.answers('return'), '--yes');
  const order = attemptedOf(journalOf(folder).slice(before)).slice(0, 4);
  const { client, nameAt, splitBrain } = practice.lab.state();
  expect([back.code, order, client.role, nameAt, splitBrain]).toEqual([
    0,
    ['isolate/power-off', 'isolate/dark', 'activate/press-in-lab', 'activate/role'].map((id) => `rollback/${id}`),
    'active',
    'voice-c',
    false,
  ]);
});
