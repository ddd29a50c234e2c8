import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { RemoteFiles, RemoteHosts } from '../../../src-main/engine/ports.ts';
import { hostOf, remoteHosts } from './remote.ts';
import { startSshd, type Sshd } from './sshd.ts';

const isRoot = userInfo().uid === 0;

let sshd: Sshd;
let hosts: RemoteHosts;
let files: RemoteFiles;
let folder: string;

beforeAll(async () => {
  sshd = await startSshd();
  hosts = remoteHosts([sshd]);
  files = await hosts.openFiles(hostOf(sshd), false, new AbortController().signal);
});

afterAll(async () => {
  files.close();
  await hosts.dispose();
  await sshd.stop();
});

/** A folder of the login's own: what is told of owners is only true away from root. */
beforeEach(() => {
  folder = mkdtempSync('/tmp/drillbook-files-');
  if (isRoot) spawnSync('chown', [sshd.user, folder]);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
});

function own(path: string, text: string | Buffer, mode = 0o644): string {
  writeFileSync(path, text);
  chmodSync(path, mode);
  if (isRoot) spawnSync('chown', [`${sshd.user}:`, path]);
  return path;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    return `no refusal: ${JSON.stringify(await work)}`;
  } catch (thrown) {
    return thrown instanceof DrillError ? thrown.code : String(thrown);
  }
}

const there = (): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

test('a file is replaced in one step: mode and owner stay, the old one is kept under its own name', async () => {
  const path = own(join(folder, 'peer.conf'), 'peer=192.0.2.10\n', 0o640);
  const before = await files.find(path);
  if (before === undefined) throw new Error('not found');
  const inode = lstatSync(path).ino;
  expect(Buffer.from(await files.read(before, 1000)).toString()).toBe('peer=192.0.2.10\n');
  const notes = await files.place({
    path: before.path,
    content: Buffer.from('peer=192.0.2.20\n'),
    mode: before.mode,
    owner: before,
    part: `${path}.part`,
    keepAs: `${path}.kept`,
  });
  expect([notes, there()]).toEqual([[], { 'peer.conf': 'peer=192.0.2.20\n', 'peer.conf.kept': 'peer=192.0.2.10\n' }]);
  expect([statSync(path).mode & 0o7777, statSync(path).uid, statSync(`${path}.kept`).ino === inode]).toEqual([
    0o640,
    before.uid,
    true,
  ]);
  await files.putBack(`${path}.kept`, path);
  expect([there(), statSync(path).ino === inode]).toEqual([{ 'peer.conf': 'peer=192.0.2.10\n' }, true]);
});

test('megabytes arrive whole, and come back', async () => {
  const content = Buffer.alloc(3 * 1024 * 1024 + 17, 'drill ');
  const path = join(folder, 'big.bin');
  await files.place({ path, content, mode: 0o600, part: `${path}.part` });
  const found = await files.find(path);
  if (found === undefined) throw new Error('not found');
  expect(Buffer.compare(Buffer.from(await files.read(found, 4 * 1024 * 1024)), content)).toBe(0);
  expect([await refusal(files.read(found, 1024)), found.bytes, found.mode]).toEqual([
    'copy.too-large',
    content.length,
    0o600,
  ]);
});

test('through a link its target is meant; a link to nowhere is refused', async () => {
  const target = own(join(folder, 'target'), 'old');
  symlinkSync(target, join(folder, 'link'));
  symlinkSync(join(folder, 'gone'), join(folder, 'dangling'));
  expect((await files.find(join(folder, 'link')))?.path).toBe(target);
  expect(await refusal(files.find(join(folder, 'dangling')))).toBe('copy.not-a-file');
});

test('what cannot be done is told by its reason, and leaves nothing behind', async () => {
  const path = own(join(folder, 'a'), 'old');
  own(`${path}.part`, 'of an earlier attempt');
  const content = Buffer.from('new');
  const base = { path, content, mode: 0o644, part: `${path}.part` };
  expect({
    missingFolder: await refusal(files.find(join(folder, 'no', 'such', 'file'))),
    missingFile: await files.find(join(folder, 'b')),
    folder: (await files.find(folder))?.kind,
    inTheWay: await refusal(files.place(base)),
    denied: isRoot ? await refusal(files.place({ ...base, path: '/etc/x', part: '/etc/x.part' })) : 'copy.denied',
    readOnly: await refusal(files.place({ ...base, path: '/proc/x', part: '/proc/x.part' })),
  }).toEqual({
    missingFolder: 'copy.not-found',
    missingFile: undefined,
    folder: 'folder',
    inTheWay: 'copy.in-the-way',
    denied: 'copy.denied',
    readOnly: expect.stringMatching(/^copy\.(not-found|denied|no-space|failed)$/) as string,
  });
  expect(there()).toEqual({ a: 'old', 'a.part': 'of an earlier attempt' });
});

test.runIf(isRoot)('a file of somebody else is not taken over: its owner would change', async () => {
  const path = join(folder, 'root.conf');
  writeFileSync(path, 'root');
  chownSync(path, 0, 0);
  const before = await files.find(path);
  if (before === undefined) throw new Error('not found');
  const placing = files.place({
    path,
    content: Buffer.from('new'),
    mode: before.mode,
    owner: before,
    part: `${path}.part`,
    keepAs: `${path}.kept`,
  });
  expect([await refusal(placing), there()]).toEqual(['copy.owner', { 'root.conf': 'root' }]);
});

test.runIf(isRoot)('a full and a read-only file system are told apart', async () => {
  const full = join(folder, 'full');
  const fixed = join(folder, 'fixed');
  mkdirSync(full);
  mkdirSync(fixed);
  const mount = (options: string, at: string): number | null =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at]).status;
  const mounted = [mount('size=64k,mode=777', full), mount('ro', fixed)];
  try {
    if (mounted.some((status) => status !== 0)) {
      process.stderr.write('skipped: this machine does not let file systems be mounted\n');
      return;
    }
    const content = Buffer.alloc(200_000, 'x');
    const at = (path: string): Promise<string> =>
      refusal(files.place({ path, content, mode: 0o600, part: `${path}.part` }));
    expect([await at(join(full, 'a')), await at(join(fixed, 'a')), readdirSync(full)]).toEqual([
      'copy.no-space',
      'copy.read-only',
      [],
    ]);
  } finally {
    spawnSync('umount', [full, fixed]);
  }
});

test('with sudo the same is done by scripts: owner and mode stay, and the host says what it refuses', async () => {
  const shims = join(folder, 'bin');
  mkdirSync(shims);
  // Stands in for sudo, so that the scripts are tried without touching the machine's own rules.
  writeFileSync(join(shims, 'sudo'), '#!/bin/sh\n[ "$1" = -n ] || exit 1\nshift\nexec "$@"\n', { mode: 0o755 });
  const other = await startSshd({ config: [`SetEnv PATH=${shims}:/usr/bin:/bin`] });
  const remote = remoteHosts([other]);
  const root = await remote.openFiles(hostOf(other), true, new AbortController().signal);
  try {
    const path = own(join(folder, 'peer.conf'), 'old\n', 0o640);
    symlinkSync(path, join(folder, 'link'));
    const before = await root.find(join(folder, 'link'));
    if (before === undefined) throw new Error('not found');
    const { bytes, mode, kind } = before;
    expect([before.path, bytes, mode.toString(8), kind]).toEqual([path, 4, '640', 'file']);
    expect(Buffer.from(await root.read(before, 100)).toString()).toBe('old\n');
    const content = Buffer.from('new \0 bytes\n');
    const place = { path, content, mode: 0o600, part: `${path}.part`, owner: before, keepAs: `${path}.kept` };
    expect(await root.place(place)).toEqual(['done as root, by sudo']);
    const names = (): readonly string[] => readdirSync(folder).sort();
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777, statSync(path).uid, names()]).toEqual([
      'new \0 bytes\n',
      0o600,
      before.uid,
      ['bin', 'link', 'peer.conf', 'peer.conf.kept'],
    ]);
    expect([await refusal(root.place(place)), await refusal(root.find('/no/such/file'))]).toEqual([
      'copy.in-the-way',
      'copy.not-found',
    ]);
    expect([await refusal(root.read(before, 3)), await root.find(join(folder, 'none'))]).toEqual([
      'copy.too-large',
      undefined,
    ]);
    await root.putBack(`${path}.kept`, path);
    expect([readFileSync(path, 'utf8'), names()]).toEqual(['old\n', ['bin', 'link', 'peer.conf']]);
    await root.remove(path);
    expect(names()).toEqual(['bin', 'link']);
  } finally {
    root.close();
    await remote.dispose();
    await other.stop();
  }
});
