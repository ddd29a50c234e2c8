import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { labKey } from '../../../src-main/lab/lab-keys.ts';

test('a key stays the same from start to start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-keys-'));
  expect(labKey(folder, 'host-voice-a')).toEqual(labKey(folder, 'host-voice-a'));
});

test('a private key that cannot be read is made anew, with its public one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-keys-'));
  const before = labKey(folder, 'host-voice-a');
  writeFileSync(before.file, before.privateKey.slice(0, -60));
  const { privateKey, publicKey } = labKey(folder, 'host-voice-a');
  const read = ssh2.utils.parseKey(privateKey);
  if (read instanceof Error) throw read;
  expect(`${read.type} ${read.getPublicSSH().toString('base64')}`).toBe(publicKey);
  expect(publicKey).not.toBe(before.publicKey);
});
