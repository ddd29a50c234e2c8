import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
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
