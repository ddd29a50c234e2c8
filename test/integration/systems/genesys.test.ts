import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GenesysState } from '../../../src-main/lab/systems/genesys.ts';
import { validateFiles } from '../../../src-main/library/validate-files.ts';
import { patience } from '../scenarios/practice.ts';
import { committedForm, runbooks, SystemPractice } from './system-practice.ts';

let practice: SystemPractice;
beforeAll(async () => {
  const timings = { reactionMs: 100, promoteMs: 100, resolveMs: 60_000, drainMs: 500, agentsMs: 300 };
  practice = await SystemPractice.open('genesys', timings);
});
afterAll(() => practice.dispose());

const state = (): GenesysState => practice.lab.system('genesys').state() as GenesysState;
const apps = ['SIP_SERVER_PRIMARY', 'SIP_SERVER_BACKUP'];

/** Both servers run, the first is primary and has the VIP, everything is reachable. */
beforeEach(async () => {
  practice.act('site1 on', 'start-site2', 'gateways back', 'routing back', 'config-server standby');
  const power = () => new Set(Object.values(practice.lab.system('genesys').power()));
  await expect.poll(power, patience).toEqual(new Set(['on']));
  practice.act('reactions off', ...apps.map((app) => `start ${app}`));
  // Two primaries: the returned one is stopped and started, so that it becomes the backup.
  if (state().primaries.length > 1) practice.act('stop SIP_SERVER_BACKUP', 'start SIP_SERVER_BACKUP');
  if (state().primaries[0] !== 'SIP_SERVER_PRIMARY') practice.act('switchover');
  practice.act('vip-up sip-1', 'vip-down sip-2', 'reactions on');
});

test('its runbooks, answers and inventory are valid, without a hint', async () => {
  const names = ['vip-takeover', 'ha-verification', 'graceful-migration', 'site-failure'];
  const files = names.flatMap((name) => [`${name}.yaml`, `${name}.answers.yaml`]);
  const paths = [...files, 'lab.inventory.yaml'].map((file) => join(runbooks, 'genesys', file));
  expect(await validateFiles(paths)).toEqual([]);
});

test('the committed inventory is the one of the lab', () => {
  const committed = readFileSync(join(runbooks, 'genesys/lab.inventory.yaml'), 'utf8').replaceAll(/^#.*\n/gm, '');
  expect(committed).toBe(committedForm(practice.lab.system('genesys').inventoryText, '127.42.1.'));
});

test.each(['reactions on', 'reactions off'])(
  'takeover after a manual switchover, %s, and its rollback',
  async (reactions) => {
    practice.act(reactions);
    const answers = practice.answers('vip-takeover');
    const { code, folder } = await practice.rehearse('vip-takeover', answers, {}, '--no-seal');
    const moved = state();
    const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
    expect([code, moved.vipOn, moved.primaries, back.code, state().vipOn, state().primaries]).toEqual([
      0,
      ['sip-2'],
      ['SIP_SERVER_BACKUP'],
      0,
      ['sip-1'],
      ['SIP_SERVER_PRIMARY'],
    ]);
  },
);

test('takeover after a failure of the primary', async () => {
  const set = { scenario: 'primary-failure' };
  const { code, folder } = await practice.rehearse('vip-takeover', practice.answers('vip-takeover'), set);
  expect([code, state().vipOn, state().sipAnswers, await practice.notable(folder)]).toEqual([0, ['sip-2'], true, {}]);
});

test('a disconnected primary comes back as a second one: what it owes is done first, then one primary is left', async () => {
  // Nothing but the debt takes the VIP off, and SCS needs a while to find the two primaries.
  practice.act('reactions off');
  practice.lab.setTimings({ resolveMs: 6000 });
  const answers = practice.answers('vip-takeover', { without: ['return/reconnected'] });
  const { code, folder } = await practice.rehearse('vip-takeover', answers, { scenario: 'primary-disconnected' });
  const { owed } = await practice.status(folder);
  practice.act('reconnect sip-1');
  await expect.poll(() => practice.lab.system('genesys').power()['sip-1'], patience).toBe('on');
  const returned = state();
  expect([code, owed, returned.vipOn, returned.primaries]).toEqual([
    3,
    ['vip/down-linux', 'vip/gone'],
    ['sip-1', 'sip-2'],
    apps,
  ]);
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('vip-takeover'));
  const { vipOn, primaries } = state();
  expect([resumed.code, await practice.notable(folder), vipOn, primaries]).toEqual([0, {}, ['sip-2'], [apps[1]]]);
});

test('a primary that only management has lost still holds the VIP: STOP, it is not added a second time', async () => {
  // With reactions the backup would get it as well, by the vendor's own script.
  practice.act('reactions off', 'management-lost sip-1');
  await expect.poll(() => state().primaries, patience).toEqual(apps);
  const set = { scenario: 'primary-disconnected', practice_hands: '', silent_within: '2s' };
  const ended = await practice.rehearse('vip-takeover', practice.answers('vip-takeover'), set);
  expect([ended.code, state().vipOn, (await practice.notable(ended.folder))['vip/silent-posix']]).toEqual([
    3,
    ['sip-1'],
    'failed',
  ]);
  expect(ended.stdout).toContain('STOP: the VIP still answers (try 1) and is not on this host. Find out who has it.');
});

test.each([
  ['manual-switchover', ['switchover'], /WRONG SIDE: SIP_SERVER_BACKUP is primary already/],
  ['primary-failure', ['switchover'], /WRONG SIDE: SIP_SERVER_BACKUP is primary already/],
  ['manual-switchover', ['stop SIP_SERVER_BACKUP'], /NOBODY TO TAKE IT: SIP_SERVER_BACKUP is stopped/],
])('takeover from the wrong side, %s after %s: preflight says so, and nothing begins', async (scenario, acts, said) => {
  practice.act(...acts);
  const ended = await practice.rehearse('vip-takeover', practice.answers('vip-takeover'), { scenario });
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(new RegExp(`problem +preflight/direction: .*${said.source}`));
  expect(ended.stdout).not.toMatch(/running +decision/);
});

test('takeover with nobody but people to look at the modes: the place of the VIP tells the wrong side', async () => {
  practice.act('switchover');
  await expect.poll(() => state().vipOn, patience).toEqual(['sip-2']);
  const ended = await practice.rehearse('vip-takeover', practice.answers('vip-takeover'), { scs_tool: '' });
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/problem +preflight\/vip-on-first: .*WRONG SIDE\? The VIP is not on this host/);
});

test('somebody switches over while the decision is waited for: STOP before a second switchover', async () => {
  const answers = practice.answers('vip-takeover', { without: ['decision/go'] });
  const { folder } = await practice.rehearse('vip-takeover', answers);
  practice.act('switchover');
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('vip-takeover'));
  expect([resumed.code, await practice.notable(folder), state().primaries]).toMatchObject([
    3,
    { 'roles/still-backup': 'failed' },
    ['SIP_SERVER_BACKUP'],
  ]);
});

test('somebody has put the VIP on both hosts: the preflight says so, and nothing begins', async () => {
  practice.act('vip-up sip-2');
  const ended = await practice.rehearse('ha-verification', practice.answers('ha-verification'));
  expect([ended.code, state().vipOn]).toEqual([3, ['sip-1', 'sip-2']]);
  expect(ended.stdout).toMatch(/problem +preflight\/address.* sip-2: .*VIP on this host: yes\. Wanted: no/);
});

test('verification: three tests and four alarms, the contradiction is a caveat', async () => {
  const ended = await practice.rehearse('ha-verification', practice.answers('ha-verification'));
  expect([ended.code, await practice.notable(ended.folder), state().vipOn]).toEqual([0, {}, ['sip-1']]);
  expect(ended.stdout).toContain('OTHER        alarms/form/g1/primary-51');
});

test('verification without reactions: the first address that does not move is told', async () => {
  practice.act('reactions off');
  const set = { roles_within: '2s' };
  const ended = await practice.rehearse('ha-verification', practice.answers('ha-verification'), set);
  expect([ended.code, (await practice.notable(ended.folder))['switchover/address']]).toEqual([3, 'failed']);
});

test('graceful migration: no call is refused, and its rollback brings the traffic back', async () => {
  const answers = practice.answers('graceful-migration');
  const { code, folder } = await practice.rehearse('graceful-migration', answers, {}, '--no-seal');
  const { peer } = state();
  expect([code, peer.server, peer.calls, peer.agents, peer.refused]).toEqual([
    0,
    'stopped',
    0,
    { site1: 34, site2: 0 },
    0,
  ]);
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  expect([back.code, state().peer.gatewaysToSite2, state().peer.server]).toEqual([0, true, 'running']);
});

test('graceful migration with gateways that still send: the shutdown does not begin', async () => {
  const answers = practice.answers('graceful-migration', { without: ['shutdown/begin'] });
  const { folder } = await practice.rehearse('graceful-migration', answers);
  practice.act('gateways back');
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('graceful-migration'));
  expect([resumed.code, state().peer.server]).toEqual([3, 'running']);
  expect(resumed.stdout).toMatch(/STOP: the guard isolate\/isolated/);
});

test('site failure to its end: one Configuration Server, all agents at the surviving site', async () => {
  const { code } = await practice.rehearse('site-failure', practice.answers('site-failure'), { dark_for: '1s' });
  const { configServer, agents } = state().peer;
  expect([code, configServer, agents]).toEqual([0, { site1: 'dark', site2: 'running' }, { site1: 0, site2: 34 }]);
});

test('site failure: a host that comes back before the Configuration Server is started: STOP', async () => {
  const answers = practice.answers('site-failure', { without: ['services/config'] });
  const { folder } = await practice.rehearse('site-failure', answers, { dark_for: '1s', config_tool: 'scs-ctl' });
  practice.lab.powerOn('scs');
  await expect.poll(() => practice.lab.system('genesys').power()['scs'], patience).toBe('on');
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('site-failure'));
  // The only Configuration Server that is left is not kept off.
  expect([resumed.code, state().peer.configServer]).toEqual([3, { site1: 'running', site2: 'standby' }]);
  expect(resumed.stdout).toMatch(/STOP: the guard prove\/dark/);
});

test('site failure: the site comes back in the middle: its Configuration Server is kept off before anything else', async () => {
  const answers = practice.answers('site-failure', { without: ['acceptance/form/**'] });
  const { code, folder } = await practice.rehearse('site-failure', answers, { dark_for: '1s', config_tool: 'scs-ctl' });
  const { owed } = await practice.status(folder);
  practice.act('site1 on');
  const power = () => practice.lab.system('genesys').power()['scs'];
  await expect.poll(power, patience).toBe('on');
  const returned = state().peer.configServer;
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('site-failure'), '--no-seal');
  const paid = state().peer.configServer;
  expect([code, owed, returned, resumed.code, await practice.notable(folder), paid]).toEqual([
    3,
    ['services/keep-off'],
    { site1: 'running', site2: 'running' },
    0,
    {},
    { site1: 'stopped', site2: 'running' },
  ]);
  const back = await practice.run('rollback', folder, '--answers', practice.answers('site-failure'), '--yes');
  expect([back.code, state().peer.configServer]).toEqual([0, { site1: 'running', site2: 'standby' }]);
});

test.each([
  ['aix', ['aix', 'posix']],
  ['solaris', ['posix', 'solaris']],
  ['windows', ['windows']],
  ['windows-nlb', ['nlb']],
])('hosts that are %s get their own commands, and no other', async (platform, expected) => {
  const inventory = practice.lab.system('genesys').inventoryText;
  // Both hosts of the pair; the management host stays Linux.
  const other = inventory.replaceAll(
    /(SIP host [12]\n(?: {4}(?!platform).*\n)*? {4}platform: )linux/g,
    `$1${platform}`,
  );
  const path = practice.file(`${platform}.inventory.yaml`, other);
  const runbook = join(runbooks, 'genesys/vip-takeover.yaml');
  const answers = practice.answers('vip-takeover');
  const { stdout } = await practice.run('run', runbook, '--inventory', path, '--answers', answers);
  const begun = stdout.matchAll(/(?:running|failed) +(?:preflight\/card|vip\/(?:down|silent|up))-(\w+)/g);
  // The lab imitates none of them: the run pauses at the first command that it does not know.
  expect([...new Set([...begun].map(([, kind]) => kind))].sort()).toEqual(expected);
});
