import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { limit, median, type Line } from './measure.ts';

const rounds = 5;
/** 300 MB, in MiB. */
const mostMemory = 286;

interface Started {
  /** From the start of the program to its greeting. */
  readonly ms: number;
  /** The kernel's own peak, when every host is there. */
  readonly peakMiB: number;
}

/** The practice lab with all of its systems, as `drillbook lab --system all` has it: until it greets, and its memory. */
export async function measureLab(folder: string): Promise<readonly Line[]> {
  const first = await startLab(join(folder, 'first'));
  const again: Started[] = [];
  for (let round = 0; round < rounds; round += 1) again.push(await startLab(join(folder, 'again')));
  const starts = again.slice(1).map(({ ms }) => ms);
  const memory = Math.max(first.peakMiB, ...again.map(({ peakMiB }) => peakMiB));
  const detail = `the first, which makes its keys, ${first.ms.toFixed(0)} ms; slowest ${Math.max(...starts).toFixed(0)} ms`;
  return [
    limit('all systems of the lab, until the command greets', median(starts), 'ms', 2_000, detail),
    limit(
      'their memory, all in one process',
      memory,
      'MiB',
      mostMemory,
      'peak of the process; scripts of a run are apart',
    ),
  ];
}

async function startLab(data: string): Promise<Started> {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, 'lab', '--system', 'all', '--free-ports'], {
    env: { ...process.env, DRILLBOOK_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Ctrl+C ends')) break;
  }
  const ms = performance.now() - start;
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  child.kill('SIGTERM');
  await ended;
  if (!said.includes('Ctrl+C ends')) throw new Error(`The lab did not start:\n${said.slice(-2000)}`);
  return { ms, peakMiB: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024 };
}
