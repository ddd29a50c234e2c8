import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';

const fixedSwitches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-startup-window',
  // Ours is the pipe; the port is for Playwright, which finds the windows by it.
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
];

const profilePrefix = 'electron-stand-in-';

export interface Chromium {
  readonly cdp: CdpConnection;
  readonly version: string;
}

/**
 * Starts Chromium in a profile of its own, removed at our exit, and repeats its "DevTools listening" line, by which
 * Playwright finds it. `onGone` is called when it ends before we do.
 */
export async function startChromium(switches: readonly string[], onGone: () => void): Promise<Chromium> {
  sweepProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
  const program = process.env['STAND_IN_CHROMIUM'] ?? '/usr/bin/chromium';
  const child = spawn(program, [...fixedSwitches, `--user-data-dir=${profile}`, ...switches], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: its many processes end at once, and none writes into the profile while that is removed.
    detached: true,
  });
  process.on('exit', () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  });
  let said = '';
  const listening = new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8192);
      const line = /^DevTools listening on ws:\S+$/m.exec(said)?.[0];
      if (line === undefined) return;
      process.stderr.write(`${line}\n`);
      said = '';
      resolve();
    });
    child.on('error', reject);
    child.on('exit', () => {
      reject(new Error(`Chromium ended: ${said}`));
      onGone();
    });
  });
  const [, , , out, input] = child.stdio;
  const cdp = new CdpConnection(out as Writable, input as Readable);
  await listening;
  const { product } = await cdp.session().send('Browser.getVersion');
  return { cdp, version: product.split('/')[1] ?? '' };
}

/** Removes the profiles of stand-ins that were killed: they carry the number of their process. */
function sweepProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^electron-stand-in-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
