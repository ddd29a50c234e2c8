import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

export interface RunLock {
  /** Gives the run free. Does nothing when somebody took the lock away meanwhile. */
  release(): Promise<void>;
}

/** Who holds a run. A process is the same one only if boot and start time agree too: pids are used again. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Empty where the system does not tell. */
  readonly bootId: string;
  /** Clock ticks from boot to the process's start; empty where the system does not tell. */
  readonly started: string;
}

/**
 * Makes this process the one writer of a run. A lock whose process is gone is taken over; one that is held here, or on
 * another machine (where nobody can see from here whether it is gone), throws DrillError `run.locked`.
 */
export async function takeRunLock(folder: string): Promise<RunLock> {
  const path = join(folder, 'lock');
  // The token tells two openings by one process apart.
  const mine = JSON.stringify({ ...(await holderOf(process.pid)), token: randomBytes(6).toString('hex') });
  // One pass takes a free lock, two a stale one; a third is needed only where another process is just as quick.
  for (let pass = 0; pass < 5; pass += 1) {
    if (await placeLock(path, mine)) return { release: () => releaseLock(path, mine) };
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    if (!(await isGone(found))) throw heldBy(path, found);
    await removeStale(path, found);
  }
  throw new DrillError('run.locked', `Other programs are taking this run at the same moment (${path}). Try again.`);
}

/** Whether a living program, here or on another machine, holds the run. */
export async function isRunLocked(folder: string): Promise<boolean> {
  const found = await readFile(join(folder, 'lock'), 'utf8').catch(() => undefined);
  return found !== undefined && !(await isGone(found));
}

/** A link appears with its whole content or not at all, so that a crash cannot leave a lock that names nobody. */
async function placeLock(path: string, content: string): Promise<boolean> {
  const part = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(part, content, { flag: 'wx', mode: 0o600 });
    await link(part, path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw new DrillError('file.not-writable', `The run cannot be locked: ${messageOf(cause)}`, { cause });
  } finally {
    await rm(part, { force: true });
  }
}

/** Two programs may find the same stale lock: only what was really read may be removed, anything else goes back. */
async function removeStale(path: string, found: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== found) await link(aside, path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT' && codeOf(cause) !== 'EEXIST') throw cause;
  } finally {
    await rm(aside, { force: true });
  }
}

async function releaseLock(path: string, mine: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found === mine) await rm(path, { force: true });
}

async function holderOf(pid: number): Promise<Holder> {
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, host: hostname(), bootId: bootId.trim(), started: (await processOf(pid)).started };
}

/** Field 3 (state) and 22 (start time) of /proc/PID/stat; the second field may hold spaces and brackets. */
async function processOf(pid: number): Promise<{ readonly state: string; readonly started: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

async function isGone(content: string): Promise<boolean> {
  const holder = parseHolder(content);
  if (holder === undefined) return false;
  const here = await holderOf(holder.pid);
  if (holder.host !== here.host) return false;
  if (holder.bootId !== here.bootId) return true;
  if (!isAlive(holder.pid)) return true;
  // A dead child that nobody has waited for keeps its pid, and writes no more.
  return holder.started !== here.started || ['Z', 'X'].includes((await processOf(holder.pid)).state);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

function parseHolder(content: string): Holder | undefined {
  try {
    const { pid, host, bootId, started } = JSON.parse(content) as Partial<Holder>;
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { pid, host, bootId: bootId ?? '', started: started ?? '' };
  } catch {
    return undefined;
  }
}

function heldBy(path: string, content: string): DrillError {
  const holder = parseHolder(content);
  const who = holder === undefined ? 'a program that cannot be told' : `process ${holder.pid} on ${holder.host}`;
  const hint = `If that program is gone for certain, delete ${path} and try again.`;
  return new DrillError('run.locked', `This run is held by ${who}. ${hint}`);
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
}
