import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostOf, labForTest, type TestLab } from './lab-client.ts';

let started: TestLab;

beforeAll(async () => {
  started = await labForTest();
});
afterAll(() => started.end());

/** The real client, with nothing of this machine's own configuration. */
function ssh(
  id: string,
  command: string,
  input = '',
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exit: unknown }> {
  const host = hostOf(started.lab, id);
  const settings = [
    `UserKnownHostsFile=${started.lab.knownHostsFile}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'LogLevel=ERROR',
  ].flatMap((setting) => ['-o', setting]);
  const place = ['-F', '/dev/null', '-i', host.keyFile, '-p', String(host.port), `${host.user}@${host.address}`];
  return new Promise((resolve) => {
    const child = execFile('ssh', [...settings, ...place, command], (error, stdout, stderr) => {
      resolve({ stdout, stderr, exit: error ? error.code : 0 });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

const here = existsSync('/usr/bin/ssh');

test.skipIf(!here)('the real ssh client: a script by standard input, status and streams', async () => {
  expect(await ssh('voice-c', 'exec /bin/sh -s', '{ hostname; echo err >&2; exit 9; }\n')).toEqual({
    stdout: 'voice-c\n',
    stderr: 'err\n',
    exit: 9,
  });
});

test.skipIf(!here)('the real ssh client: 1 MiB each way', async () => {
  const input = 'x'.repeat(1 << 20);
  const { stdout, exit } = await ssh('voice-c', 'cat', input);
  expect([stdout === input, exit]).toEqual([true, 0]);
});

test.skipIf(!here)('the real ssh client: a changed host key and a power-off', async () => {
  await started.lab.setFault('voice-b', { kind: 'changed-host-key' });
  const changed = await ssh('voice-b', 'true');
  await started.lab.clearFault('voice-b');
  const cut = await ssh('voice-b', 'sudo -n systemctl poweroff; sleep 60');
  expect([changed.exit, changed.stderr.includes('REMOTE HOST IDENTIFICATION HAS CHANGED'), cut.exit]).toEqual([
    255,
    true,
    255,
  ]);
});
