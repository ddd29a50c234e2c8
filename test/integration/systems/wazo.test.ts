import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { validateFiles } from '../../../src-main/library/validate-files.ts';
import type { WazoState } from '../../../src-main/lab/systems/wazo.ts';
import { runFolderOf, type Ended, type Running } from '../cli/drillbook.ts';
import { reportOf } from './report-of.ts';
import { runbooks, SystemPractice } from './system-practice.ts';

const folder = join(runbooks, 'wazo');
const names = ['berofos-setup', 'berofos-switch', 'berofos-reset'] as const;
/** With everything that a shell, awk or an ini file could stumble over; it must turn up nowhere. */
const password = `Pw-6%b&$x"y'z\\n=`;

let practice: SystemPractice;
beforeEach(async () => {
  practice = await SystemPractice.open('wazo', { watchMs: 100, fosStartMs: 1000 });
});
afterEach(() => practice.dispose());

const state = (): WazoState => practice.lab.system('wazo').state() as WazoState;

/** A run of a shipped runbook; `inventory` replaces texts of the lab's. */
function begin(
  runbook: (typeof names)[number],
  other: {
    readonly inventory?: Readonly<Record<string, string>>;
    readonly answers?: string;
    readonly more?: readonly string[];
  } = {},
): Running {
  const site = Object.entries(other.inventory ?? {}).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    readFileSync(practice.lab.inventoryPath, 'utf8'),
  );
  const secret = runbook === 'berofos-setup' ? [`berofos_password=@${practice.file('password', password)}`] : [];
  return practice.start(
    ...['run', join(folder, `${runbook}.yaml`), '--inventory', practice.file('site.inventory.yaml', site)],
    ...['--answers', other.answers ?? practice.answers(runbook), '--no-seal'],
    ...secret.flatMap((one) => ['--secret', one]),
    ...(other.more ?? []),
  );
}

/** Exit status of the rollback of a run of the set-up. */
async function rolledBack({ stdout }: Ended): Promise<number | null> {
  const answers = practice.answers('berofos-setup');
  const secret = `berofos_password=@${practice.file('password', password)}`;
  const run = ['rollback', runFolderOf(stdout), '--answers', answers, '--yes', '--secret', secret];
  const back = await practice.run(...run);
  return back.code;
}

const lastLines = ({ stdout }: Ended): readonly string[] => stdout.match(/^(completed|Accepted: ).*$/gm) ?? [];

test('runbooks, answers and inventory are valid, without a hint, and the inventory is the lab’s', async () => {
  const files = [...names.flatMap((name) => [`${name}.yaml`, `${name}.answers.yaml`]), 'lab.inventory.yaml'];
  const network = /address: (\S+\.)\d+/.exec(practice.lab.inventoryText)?.[1] ?? '';
  const made = practice.lab.inventoryText
    .replaceAll(network, '127.42.4.')
    .replaceAll(/^ {4}hostKey: .*\n/gm, '')
    .replaceAll(/key: ".*"/g, 'key: "~/.local/share/drillbook/lab/id_ed25519"');
  const committed = readFileSync(join(folder, 'lab.inventory.yaml'), 'utf8').replaceAll(/^#.*\n/gm, '');
  expect([await validateFiles(files.map((file) => join(folder, file))), made]).toEqual([[], committed]);
});

test('two devices from the box beside one in service: set up in order, and the password is nowhere', async () => {
  const before = state().conf;
  const ended = await begin('berofos-setup').ended;
  const run = runFolderOf(ended.stdout);
  expect([ended.code, lastLines(ended)]).toEqual([0, ['completed', 'Accepted: 2 of 2 verdicts, 2 PASS']]);
  expect(await reportOf(practice, run)).toMatch(/"actualMs": ?\d+,\s*"from": ?"connect\/tools"/);

  const { berofos, conf = '' } = state();
  const inService = {
    dhcp: false,
    firmware: '1.53',
    passwordRequired: true,
    adminPassword: password,
    settings: { wdog: 0, wdogdef: 0, scenario: 0, mode: 1, modedef: 1 },
    relays: 'A-B',
  };
  expect([berofos['fos2'], berofos['fos3'], conf.match(/^\[.*|^login.*/gm)]).toMatchObject([
    inService,
    inService,
    [
      '[fos1]',
      'login = admin:practice-fos1',
      '[fos2]',
      `login = admin:${password}`,
      '[fos3]',
      `login = admin:${password}`,
    ],
  ]);

  const pdf = join(practice.folder, 'report.html');
  await practice.run('report', run, '--format', 'html', '--out', pdf);
  const report = readFileSync(pdf, 'utf8');
  // As it is, and in the ways in which JSON and HTML write it.
  const written = [password, JSON.stringify(password).slice(1, -1), 'Pw-6%b', 'practice-fos1'];
  const found = spawnSync('grep', ['-rlF', ...written.flatMap((text) => ['-e', text]), run], { encoding: 'utf8' });
  expect([
    found.stdout,
    written.filter((text) => report.includes(text)),
    report.includes('in the process list (ps)'),
  ]).toEqual(['', [], true]);
  expect([await rolledBack(ended), state().conf]).toEqual([0, before]);
});

test('the first device of a site: scanned by its address, and once more at the new one', async () => {
  practice.act('unpack fos1', 'remove-conf');
  const ended = await begin('berofos-setup', { inventory: { 'berofos: [fos2, fos3]': 'berofos: fos1' } }).ended;
  const { steps } = await practice.status(runFolderOf(ended.stdout));
  expect([
    ended.code,
    steps['declare/scan']?.state,
    steps['address/rescan']?.state,
    state().berofos['fos1']?.relays,
  ]).toEqual([0, 'passed', 'passed', 'A-B']);
  expect([await rolledBack(ended), state().conf]).toEqual([0, undefined]);
});

test('wrong names and devices that answer for each other are told before the start', async () => {
  const renamed = { fos2: 'fosA', '192.168.0.103': '192.168.0.2' };
  const { code, stdout } = await begin('berofos-setup', { inventory: renamed }).ended;
  expect([code, stdout.match(/waits for the operator: problem of \S+/g)?.sort()]).toEqual([
    3,
    ['found-apart', 'names'].map((id) => `waits for the operator: problem of preflight/${id}.`),
  ]);
});

test('a berofos password that is wrong: said by the device’s name, and mended by a retry', async () => {
  practice.act('wrong-password fos1');
  const wrong = await begin('berofos-switch').ended;
  const told = await reportOf(practice, runFolderOf(wrong.stdout));
  expect([wrong.code, wrong.stdout.match(/failure of \S+/)?.[0], state().berofos['fos1']?.relays]).toEqual([
    3,
    'failure of to-slave/switch.',
    'A-B',
  ]);
  expect(told).toContain('xivo-berofos: fos1: login refused: wrong password');
  practice.act('right-password fos1');
  const retry = { step: '*/*', decide: { by: 'operator', failed: 'retry', reason: 'the file has the right one now' } };
  const answers = practice.answers('berofos-switch', { first: [retry] });
  const again = await practice.run('resume', runFolderOf(wrong.stdout), '--answers', answers);
  expect([again.code, state().berofos['fos1']?.relays]).toEqual([0, 'A-B']);
});

test('to the slave and back, and the rollback from the slave', async () => {
  const whole = await begin('berofos-switch').ended;
  expect([whole.code, lastLines(whole)]).toEqual([0, ['completed', 'Accepted: 2 of 2 verdicts, 2 PASS']]);

  const answers = practice.answers('berofos-switch', { without: ['on-slave/**'] });
  const halfway = await begin('berofos-switch', { answers }).ended;
  const moved = state().berofos['fos1']?.relays;
  const back = await practice.run('rollback', runFolderOf(halfway.stdout), '--answers', answers, '--yes');
  const logged = state().syslog.map((line) => line.replace(/^.*wazo-2 /, ''));
  expect([halfway.code, moved, back.code, state().berofos['fos1']?.relays, logged.slice(-4)]).toEqual([
    3,
    'A-D',
    0,
    'A-B',
    ['slave', 'master', 'slave', 'master'].map((side) => `berofos: fos1 switched to ${side}`),
  ]);
});

test('the slave that takes a switch back by itself is noticed', async () => {
  const running = begin('berofos-switch', { more: ['--set', 'hold_for=20s'] });
  await running.until('running      to-slave/stays');
  practice.act('slave-looks');
  const { code, stdout } = await running.ended;
  const told = await reportOf(practice, runFolderOf(stdout));
  expect([code, stdout.match(/failure of to-slave\/stays/)?.[0]]).toEqual([3, 'failure of to-slave/stays']);
  expect(told).toContain('STOP: switched again, not by this run');
});

test('a reset device has forgotten all, and the slave does not know it any more', async () => {
  const ended = await begin('berofos-reset').ended;
  const { conf, berofos } = state();
  expect(await reportOf(practice, runFolderOf(ended.stdout))).toMatch(/"actualMs": ?\d+,\s*"from": ?"decision\/go"/);
  expect([ended.code, conf, berofos['fos1']]).toMatchObject([
    0,
    undefined,
    { address: '192.168.0.2', passwordRequired: false, adminPassword: '', relays: 'A-D' },
  ]);
});

test('a device to reset that is another one than the file names: told before the start', async () => {
  const other = {
    inventory: { 'berofos: in-service': 'berofos: [fos1, fos3]', '00:19:32:00:12:1D': '00:19:32:00:12:77' },
  };
  const { code, stdout } = await begin('berofos-reset', other).ended;
  expect([code, stdout.match(/problem of \S+/)?.[0], state().conf?.match(/^\[.*/gm)]).toEqual([
    3,
    'problem of preflight/declared.',
    ['[fos1]'],
  ]);
});

test('a device that has a password already is not set up: its name is told, and the other one goes on', async () => {
  const answers = practice.answers('berofos-setup', { without: ['password/alone'] });
  const halfway = await begin('berofos-setup', { answers }).ended;
  practice.act('wrong-password fos2');
  const secret = `berofos_password=@${practice.file('password', password)}`;
  const run = runFolderOf(halfway.stdout);
  const ended = await practice.run('resume', run, '--answers', practice.answers('berofos-setup'), '--secret', secret);
  expect([ended.code, await practice.notable(run)]).toMatchObject([
    3,
    { 'password/set-password@fos2': 'failed', 'password/require-password@fos2': 'waiting' },
  ]);
  expect(await reportOf(practice, run)).toContain('bnfos: fos2: login required');
});
