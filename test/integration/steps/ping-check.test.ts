import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeWorldCheck } from '../../../src-main/steps/take-check.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { Endpoint, Vantage } from '../../../src-shared/plan/world-check.ts';
import { localHost, worldOutside } from './world-outside.ts';

const here = asId<HostId>('here');

/** A machine or a container without the program, or without the right to use it. */
function whyNoPing(): string | undefined {
  if (spawnSync('ping', ['-c', '1', '127.0.0.1']).status === 0) return undefined;
  const why = 'this machine cannot ping itself: apt-get install iputils-ping';
  process.stderr.write(`Skipped: pings: ${why}\n`);
  return why;
}

async function take(to: Endpoint, from: Vantage = 'app', programs?: string): Promise<readonly [string, string]> {
  const taken = await takeWorldCheck(
    worldOutside({}, programs),
    { kind: 'ping', from: [from], details: { to: [to] } },
    () => localHost(),
    new AbortController().signal,
  );
  return [taken.result, taken.detail.replace(/ after [\d.]+ ms/u, '')];
}

describe.skipIf(whyNoPing() !== undefined)('check ping, by the ping of this machine', () => {
  test('who answers, who does not, and what cannot be asked', async () => {
    // All of loopback answers, and what lies beyond it is another one on each machine.
    const folder = mkdtempSync(join(tmpdir(), 'drillbook-ping-'));
    writeFileSync(join(folder, 'ping'), '#!/bin/sh\necho "3 packets transmitted, 0 received"\nexit 1\n', {
      mode: 0o755,
    });
    writeFileSync(join(folder, 'uname'), '#!/bin/sh\necho Linux\n', { mode: 0o755 });
    expect([
      await take({ address: '127.0.0.1' }),
      await take({ address: '127.0.0.1' }, here),
      await take({ address: '192.0.2.1' }, here, folder),
      (await take({ address: 'nowhere.invalid' }))[0],
      (await take({ address: 'nowhere.invalid' }, here))[0],
      await take({ address: '-f' }),
      await take({ address: '127.0.0.1' }, here, '/nonexistent'),
      await take({ host: here }, here),
    ]).toEqual([
      ['true', '127.0.0.1 answers'],
      ['true', '127.0.0.1 from here answers'],
      ['false', '192.0.2.1 from here does not answer'],
      'not-taken',
      'not-taken',
      ['not-taken', 'cannot tell: -f could not be pinged: -f is no address'],
      [
        'not-taken',
        'cannot tell: 127.0.0.1 from here could not be pinged: there is no ping on here; install iputils-ping (Debian) or iputils (Red Hat)',
      ],
      ['not-taken', 'cannot tell: there was nobody to ask'],
    ]);
    rmSync(folder, { recursive: true });
  });
});
