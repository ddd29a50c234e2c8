import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEvidenceStore } from '../../../src-main/journal/evidence.ts';
import { settled, tempFolder } from './fixture.ts';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a file is kept under its hash, once, with the name that it had', async () => {
  const folder = tempFolder();
  const bytes = randomBytes(3_000_000);
  const source = join(tempFolder(), 'Photo of the panel.JPG');
  writeFileSync(source, bytes);
  const store = createEvidenceStore(folder);
  const first = await store.putFile(source);
  const second = await store.putFile(source);
  const file = `evidence/${sha(bytes)}.jpg`;
  expect({ first, second, stored: readdirSync(join(folder, 'evidence')) }).toEqual({
    first: { sha256: sha(bytes), file, bytes: bytes.length, name: 'Photo of the panel.JPG' },
    second: first,
    stored: [`${sha(bytes)}.jpg`],
  });
  expect({
    mode: statSync(join(folder, file)).mode & 0o777,
    same: readFileSync(join(folder, file)).equals(bytes),
  }).toEqual({
    mode: 0o600,
    same: true,
  });
});

test('a stored file that was damaged is whole again after the same file is put once more', async () => {
  const folder = tempFolder();
  const store = createEvidenceStore(folder);
  const { file } = await store.putBytes('scan.pdf', Buffer.from('scan'));
  writeFileSync(join(folder, file), 'other');
  await store.putBytes('scan.pdf', Buffer.from('scan'));
  expect(readFileSync(join(folder, file), 'utf8')).toBe('scan');
});

const endings: readonly (readonly [string, string])[] = [
  ['mail.eml', 'eml'],
  ['no ending', 'bin'],
  ['.hidden', 'bin'],
  ['odd.p/../x', 'bin'],
  ['x.<script>', 'bin'],
  ['x.averylongending', 'bin'],
];

test.each(endings)('the ending is kept where it is plain: %s', async (name, ending) => {
  const stored = await createEvidenceStore(tempFolder()).putBytes(name, Buffer.from('x'));
  expect(stored).toEqual({
    sha256: sha(Buffer.from('x')),
    file: `evidence/${stored.sha256}.${ending}`,
    bytes: 1,
    name,
  });
});

test('only plain files are taken, and nothing hangs', async () => {
  const folder = tempFolder();
  const sources = tempFolder();
  mkdirSync(join(sources, 'folder'));
  execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', join(sources, 'pipe')]);
  symlinkSync('/dev/zero', join(sources, 'endless'));
  const store = createEvidenceStore(folder);
  const said = [];
  for (const name of ['folder', 'pipe', 'endless', 'missing'])
    said.push(await settled(store.putFile(join(sources, name))));
  const plain = (name: string) =>
    `file.not-readable: “${join(sources, name)}” cannot be attached: it is not a plain file.`;
  expect(said).toEqual([
    plain('folder'),
    plain('pipe'),
    plain('endless'),
    expect.stringMatching(/^file.not-readable: .*missing” cannot be attached: ENOENT/) as string,
  ]);
  expect(readdirSync(folder)).toEqual([]);
});
