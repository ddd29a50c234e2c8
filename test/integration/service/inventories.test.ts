import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { knownHostsFiles } from '../../../src-main/app/service/known-hosts-files.ts';
import { testHost } from '../../../src-main/app/service/test-host.ts';
import { windowCredentials } from '../../../src-main/app/service/window-credentials.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import { freePort, startSshd, type Sshd } from '../ssh/sshd.ts';
import { createDeskSite, type DeskSite } from './desk.ts';

const sshdIsHere = existsSync('/usr/sbin/sshd');
if (!sshdIsHere) process.stderr.write('Skipped: trying hosts needs openssh-server (/usr/sbin/sshd).\n');

let site: DeskSite;
let sshd: Sshd | undefined;

beforeEach(() => {
  site = createDeskSite({ runbooks: '/nonexistent' });
});

afterEach(async () => {
  await sshd?.stop();
  sshd = undefined;
  await site.dispose();
});

const runbook = `drillbook: 1
id: move
title: Move
version: "1"
targets: { client: { title: Client, hosts: 1 } }
phases:
  - { id: p, title: P, steps: [{ id: a, title: A, on: client, run: 'true' }] }
`;
const inventory = (id: string, more = ''): string => `drillbook: 1
kind: inventory
id: ${id}
hosts: { a: { address: 192.0.2.1, user: dr }, dark: { address: 192.0.2.2, login: none } }
groups: { all: [a] }
${more}`;

test('inventories are found near the runbook and in the library, those that fit first', async () => {
  const root = join(site.home, 'site');
  const books = join(root, 'books');
  mkdirSync(join(books, 'inventories'), { recursive: true });
  mkdirSync(join(root, 'inventories'));
  const file = join(books, 'move.yaml');
  writeFileSync(file, runbook);
  writeFileSync(join(books, 'beside.yaml'), inventory('beside'));
  writeFileSync(join(books, 'inventories/near.yaml'), inventory('near', 'bindings: { "*": { client: [a, dark] } }'));
  writeFileSync(join(root, 'inventories/above.yaml'), inventory('above', 'bindings: { move: { client: all } }'));
  writeFileSync(join(root, 'inventories/broken.yaml'), 'kind: inventory\nid: [');
  const own = (await site.calls['library.import']({ name: 'own.yaml', text: inventory('own') })).file;
  const entries = await site.calls['inventories.list']({ runbook: file });
  expect(entries.map(({ id, fits, binds, problems }) => [id, fits, binds, problems.length])).toEqual([
    ['above', true, ['move'], 0],
    ['beside', false, [], 0],
    ['near', false, ['*'], 0],
    ['', false, [], 1],
    ['own', false, [], 0],
  ]);
  expect(entries[0]).toMatchObject({
    practice: false,
    groups: ['all'],
    hosts: [
      { id: 'a', name: 'a', address: '192.0.2.1', login: true },
      { id: 'dark', name: 'dark', address: '192.0.2.2', login: false },
    ],
  });
  expect((await site.calls['inventories.list']({})).map((one) => one.file)).toEqual([own]);
});

test('a copy of the lab’s inventory for a runbook of one’s own is shown: the lab’s does not fit there', async () => {
  const root = join(site.home, 'site');
  mkdirSync(root, { recursive: true });
  mkdirSync(join(site.data, 'lab'), { recursive: true });
  writeFileSync(join(site.data, 'lab/tvox.inventory.yaml'), inventory('lab-tvox', 'practice: true'));
  writeFileSync(join(root, 'move.yaml'), runbook);
  const ours = 'practice: true\nbindings: { move: { client: a } }';
  writeFileSync(join(root, 'copy.yaml'), inventory('lab-tvox', ours));
  writeFileSync(join(root, 'other.yaml'), inventory('lab-tvox', 'practice: true'));
  const entries = await site.calls['inventories.list']({ runbook: join(root, 'move.yaml') });
  expect(entries.map(({ file, fits }) => [basename(file), fits])).toEqual([
    ['copy.yaml', true],
    ['tvox.inventory.yaml', false],
  ]);
});

test('a plan is made of both files, or every problem of both is told', async () => {
  const file = join(site.home, 'move.yaml');
  const bound = join(site.home, 'bound.yaml');
  writeFileSync(file, runbook);
  writeFileSync(bound, inventory('bound', 'bindings: { move: { client: a } }'));
  const made = await site.calls['plan.make']({ runbook: file, inventory: bound, set: {}, secrets: [] });
  expect(made).toMatchObject({ ok: true, plan: { runbook: { id: 'move' } } });
  writeFileSync(bound, inventory('bound'));
  expect(await site.calls['plan.make']({ runbook: file, inventory: bound, set: {}, secrets: [] })).toMatchObject({
    ok: false,
    problems: [{ code: 'plan.target-unbound', file, line: 5 }],
  });
});

function hostFile(address: string, port: number, user: string, key: string, more = ''): string {
  const file = join(site.home, 'hosts.yaml');
  const a = `{ address: ${address}, port: ${port}, user: ${user}, auth: { key: ${JSON.stringify(key)} } }`;
  writeFileSync(file, `drillbook: 1\nkind: inventory\nid: real\nhosts:\n  a: ${a}\n${more}`);
  return file;
}

const host = (id: string): HostId => asId<HostId>(id);

test.skipIf(!sshdIsHere)('a host is tried: its unknown key is shown, trusted, and then all is well', async () => {
  sshd = await startSshd();
  const { address, port, user, keyFile, hostKeyLine } = sshd;
  // The same host once more, behind itself: the key that is missing is that of the jump host.
  const behind = `  b: { address: ${address}, port: ${port}, user: ${user}, auth: { key: ${JSON.stringify(keyFile)} }, jump: a }\n`;
  const file = hostFile(address, port, user, keyFile, behind);
  const first = await site.calls['inventories.test']({ file, host: host('a') });
  expect(first).toMatchObject({
    host: 'a',
    ok: false,
    code: 'ssh.host-key-unknown',
    untrusted: {
      address,
      port,
      key: hostKeyLine,
      fingerprint: expect.stringMatching(/^ssh-ed25519 SHA256:/) as string,
    },
  });
  expect(await site.calls['inventories.test']({ file, host: host('b') })).toMatchObject({
    ok: false,
    code: 'ssh.jump-failed',
    untrusted: { address, port, key: hostKeyLine },
  });
  const { key } = first.untrusted ?? { key: '' };
  await site.calls['knownHosts.trust']({ address, port, key });
  const file0600 = join(site.home, '.ssh/known_hosts');
  expect([readFileSync(file0600, 'utf8'), statSync(file0600).mode & 0o777]).toEqual([
    `[${address}]:${port} ${hostKeyLine}\n`,
    0o600,
  ]);
  expect(await site.calls['inventories.test']({ file, host: host('a') })).toMatchObject({
    ok: true,
    user,
    sudo: 'not-needed',
  });
  expect(await site.calls['inventories.test']({ file, host: host('b') })).toMatchObject({ ok: true });
});

test.skipIf(!sshdIsHere)('the passphrase of a key is asked for in the windows', async () => {
  sshd = await startSshd();
  const { address, port, user, keyFile, folder } = sshd;
  const locked = join(folder, 'locked');
  writeFileSync(locked, readFileSync(keyFile), { mode: 0o600 });

  spawnSync('/usr/bin/ssh-keygen', ['-q', '-p', '-N', 'night', '-f', locked]);
  writeFileSync(join(site.home, '.ssh/known_hosts'), readFileSync(sshd.knownHosts));
  const file = hostFile(address, port, user, locked);
  const subscription = site.questions.onChange(() => {
    for (const { id, kind } of site.questions.list()) {
      if (kind === 'passphrase') site.questions.answer(id, 'night');
    }
  });
  expect(await site.calls['inventories.test']({ file, host: host('a') })).toMatchObject({ ok: true });
  await subscription.dispose();
});

test('what keeps a host from being tried has its code', async () => {
  const port = await freePort();
  const file = hostFile('127.0.0.1', port, 'dr', '/nonexistent');
  expect(await site.calls['inventories.test']({ file, host: host('a') })).toMatchObject({
    ok: false,
    code: 'ssh.refused',
  });
  await expect(site.calls['inventories.test']({ file, host: host('none') })).rejects.toMatchObject({
    code: 'plan.unknown-host',
  });
  writeFileSync(file, 'drillbook: 1\nkind: inventory\nid: real\nhosts: { a: { nonsense: 1 } }\n');
  await expect(site.calls['inventories.test']({ file, host: host('a') })).rejects.toMatchObject({
    code: 'library.invalid',
  });
});

test('a host that takes the connection and says nothing is given up', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const file = hostFile('127.0.0.1', (silent.address() as AddressInfo).port, 'dr', '/nonexistent');
  const deps = {
    credentials: windowCredentials(site.questions, undefined),
    knownHosts: knownHostsFiles(site.data, undefined),
    limitMs: 300,
  };
  const probe = await testHost(deps, file, host('a'));
  silent.close();
  expect(probe).toMatchObject({ ok: false, code: 'ssh.timeout', detail: 'a did not answer for 0.3 s' });
});
