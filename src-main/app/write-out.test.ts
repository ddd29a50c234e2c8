import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { writeOut } from './write-out.ts';

const folder = mkdtempSync(join(tmpdir(), 'drillbook-out-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a file is written whole, in folders that are made for it', async () => {
  const path = await writeOut(join(folder, 'new/place/report.json'), '{}');
  await writeOut(path, '{"again":true}');
  expect([readFileSync(path, 'utf8'), readdirSync(join(folder, 'new/place'))]).toEqual([
    '{"again":true}',
    ['report.json'],
  ]);
});

test('two that write one file at once do not take it from each other', async () => {
  const path = join(folder, 'twice.pdf');
  const { promise, resolve } = Promise.withResolvers<undefined>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('first, ');
    await promise;
    yield Buffer.from('and whole');
  }
  const first = writeOut(path, slow());
  await writeOut(path, 'second');
  resolve(undefined);
  await first;
  expect([readFileSync(path, 'utf8'), readdirSync(folder).filter((name) => name.startsWith('twice'))]).toEqual([
    'first, and whole',
    ['twice.pdf'],
  ]);
});

// A link stands for the device: were it replaced, so would be /dev/null of a machine where root writes a report there.
test.skipIf(process.platform === 'win32')('a device is written to, never replaced', async () => {
  const link = join(folder, 'null');
  symlinkSync('/dev/null', link);
  await writeOut(link, 'gone');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test('what cannot be written says so and leaves nothing behind', async () => {
  await expect(writeOut(folder, 'x')).rejects.toMatchObject({ code: 'file.not-writable' });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('content that cannot be made to its end leaves the file as it was, and says what it says itself', async () => {
  const path = await writeOut(join(folder, 'report.pdf'), 'before');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    await Promise.resolve();
    throw new DrillError('file.not-readable', 'a recording is gone');
  }
  await expect(writeOut(path, broken())).rejects.toMatchObject({ code: 'file.not-readable' });
  expect([readFileSync(path, 'utf8'), readdirSync(folder).filter((name) => name.endsWith('.part'))]).toEqual([
    'before',
    [],
  ]);
});
