import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, SystemName } from './lab-system.ts';

/** What is kept of a system, so that a program that was killed finds its lab again. */
export interface SavedSystem {
  /** Hosts that are off, or on their way there. */
  readonly off: readonly string[];
  readonly faults: Readonly<Record<string, Fault>>;
  /** In ms, by name. */
  readonly timings: Readonly<Record<string, number>>;
  /** What the system itself gave. */
  readonly system: unknown;
}

interface Kept extends SavedSystem {
  readonly version: 1;
  /** Where the homes of the hosts are: what is on their disks belongs to the rest. */
  readonly runtime: string;
  /** Addresses stand in what a system keeps, and in its files. */
  readonly network: string;
}

/** The memory of one system in the lab's folder, with the place of its hosts' files. */
export interface LabMemory {
  readonly runtime: string;
  /** Undefined: it begins anew, with empty homes. */
  readonly saved: SavedSystem | undefined;
  /** Cheap where nothing changed. */
  keep(saved: SavedSystem): void;
  /** Everything of it is gone: the next start is a new one. */
  forget(): void;
  /** What is not kept goes. */
  close(): void;
}

/**
 * Opens what is kept of a system on its network. It is dropped where the network is another one, or where the files of
 * its hosts are gone (a cleared /tmp): the rest means nothing then. For one program at a time.
 */
export function openMemory(folder: string, name: SystemName, network: string): LabMemory {
  const file = memoryFile(folder, name);
  const kept = readKept(file);
  const usable = kept?.network === network && existsSync(kept.runtime) ? kept : undefined;
  if (kept !== undefined && usable === undefined) forgetSystem(folder, name);
  const runtime = usable?.runtime ?? makeRuntime(folder, name);
  let last = '';
  return {
    runtime,
    saved: usable,
    keep: (saved) => {
      const text = JSON.stringify({ version: 1, runtime, network, ...saved } satisfies Kept);
      if (text === last) return;
      last = text;
      // Whole or not at all: a program that is killed while it writes must not forget everything.
      writeFileSync(`${file}.part`, text, { mode: 0o600 });
      renameSync(`${file}.part`, file);
    },
    forget: () => {
      rmSync(file, { force: true });
      rmSync(runtime, { recursive: true, force: true });
    },
    close: () => undefined,
  };
}

/** For a lab that begins anew each time, and leaves nothing behind. */
export function noMemory(): LabMemory {
  const runtime = temporaryRuntime();
  const forget = (): void => {
    rmSync(runtime, { recursive: true, force: true });
  };
  return { runtime, saved: undefined, keep: () => undefined, forget, close: forget };
}

/** The network that a system had the last time, if that is kept. */
export function keptNetwork(folder: string, name: SystemName): string | undefined {
  return readKept(memoryFile(folder, name))?.network;
}

/** Forgets a system that does not run. */
export function forgetSystem(folder: string, name: SystemName): void {
  const runtime = readKept(memoryFile(folder, name))?.runtime;
  if (runtime !== undefined) rmSync(runtime, { recursive: true, force: true });
  rmSync(memoryFile(folder, name), { force: true });
}

function memoryFile(folder: string, name: SystemName): string {
  return join(folder, `${name}.state.json`);
}

function readKept(file: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.version === (1 as number) ? kept : undefined;
  } catch {
    // None, or not ours: the lab begins anew.
    return undefined;
  }
}

function makeRuntime(folder: string, name: SystemName): string {
  // Where the lab is root its scripts run as another account, which may not get into the folder of the lab.
  if (process.getuid?.() === 0) return temporaryRuntime();
  const runtime = join(folder, 'hosts', name);
  rmSync(runtime, { recursive: true, force: true });
  mkdirSync(runtime, { recursive: true });
  return runtime;
}

function temporaryRuntime(): string {
  const runtime = mkdtempSync(join(tmpdir(), 'drillbook-lab-'));
  chmodSync(runtime, 0o755);
  return runtime;
}
