import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOf, hostOf, remoteHosts, runOn, until } from './remote.ts';
import type { Sshd } from './sshd.ts';
import { startSshd } from './sshd.ts';
import type { RemoteHosts } from '../../../src-main/engine/ports.ts';

let sshd: Sshd;
let hosts: RemoteHosts;

beforeAll(async () => {
  sshd = await startSshd();
  hosts = remoteHosts([sshd], { timing: { drainMs: 500 } });
});
afterAll(async () => {
  await hosts.dispose();
  await sshd.stop();
});

const exit = (code: number): unknown => ({ end: { kind: 'exit', code }, marked: true, leftRunning: false });

test.each([
  ['status and both streams', 'echo out; echo err >&2; exit 3', exit(3), 'out\n', 'err\n'],
  ['the last status', 'false', exit(1), '', ''],
  ['an empty input', 'cat; echo end', exit(0), 'end\n', ''],
  ['signal death', 'kill -KILL $$', { ...(exit(0) as object), end: { kind: 'signal', signal: 'SIGKILL' } }, '', ''],
  [
    'a child in the background',
    'echo x; sleep 60 & echo $! > /tmp/drillbook-bg',
    { ...(exit(0) as object), leftRunning: true },
    'x\n',
    '',
  ],
])('%s', async (_name, script, end, stdout, stderr) => {
  const ran = await runOn(hosts, hostOf(sshd), script);
  expect([endOf(ran), ran.stdout, ran.stderr]).toEqual([end, stdout, stderr]);
});
