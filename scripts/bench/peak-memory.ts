import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Peak {
  readonly ms: number;
  /** Most memory that the process ever held, in MiB. */
  readonly peakMiB: number;
}

/** The kernel keeps the peak itself: looking seldom loses only what the last look before the end did not show yet. */
const lookEveryMs = 50;

/**
 * Runs a Node program to its end and gives its time and its peak of resident memory. Linux only, as /proc is. Throws
 * with its last output where it ends with anything but 0.
 */
export async function runForPeak(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Peak> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-2000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let peakMiB = 0;
  const look = setInterval(() => {
    peakMiB = Math.max(peakMiB, highWater(child.pid ?? 0));
  }, lookEveryMs);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status ?? 'a signal'}:\n${output}`);
    return { ms: performance.now() - start, peakMiB };
  } finally {
    clearInterval(look);
  }
}

function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}
