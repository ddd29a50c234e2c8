import { close, open } from 'node:fs';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import { sealRecord } from '../../src-shared/run/record.ts';
import type { JournalRecord, SealedRecord } from '../../src-shared/run/record.ts';
import type { Clock, Journal } from '../engine/ports.ts';
import { syncFolder } from './durable.ts';
import { GroupCommit } from './group-commit.ts';
import { readJournal } from './read-journal.ts';
import type { JournalContent } from './read-journal.ts';
import { takeRunLock } from './run-lock.ts';
import type { RunLock } from './run-lock.ts';
import { sha256 } from './sha256.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const nothing: JournalContent = { records: [], whole: new Uint8Array(), torn: new Uint8Array() };

/**
 * Opens the journal of a run folder for writing, or begins it. A torn tail is cut off and kept in `journal.torn-<n>`.
 * Throws DrillError `run.locked`, `journal.corrupt`, `file.not-readable` or `file.not-writable`.
 */
export async function openJournal(folder: string, planHash: Sha256, clock: Clock): Promise<Journal> {
  const lock = await takeRunLock(folder);
  try {
    const { content, fd } = await moveToNewFile(folder, planHash);
    return new FileJournal(content, planHash, new GroupCommit(fd), lock, clock);
  } catch (cause) {
    await lock.release();
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-writable', `The journal cannot be opened: ${messageOf(cause)}`, { cause });
  }
}

class FileJournal implements Journal {
  readonly tornBytes: number;
  readonly #records: JournalRecord[];
  readonly #planHash: Sha256;
  readonly #commit: GroupCommit;
  readonly #lock: RunLock;
  readonly #clock: Clock;
  readonly #startedAt: number;
  /** The end of the chain with what is on its way to the disk. */
  #last: { readonly seq: number; readonly hash: Sha256 };

  constructor(content: JournalContent, planHash: Sha256, commit: GroupCommit, lock: RunLock, clock: Clock) {
    this.tornBytes = content.torn.length;
    this.#records = [...content.records];
    this.#planHash = planHash;
    this.#commit = commit;
    this.#lock = lock;
    this.#clock = clock;
    this.#startedAt = clock.mono();
    this.#last = { seq: content.records.length, hash: this.head };
  }

  get records(): readonly JournalRecord[] {
    return this.#records;
  }

  get head(): Sha256 {
    return this.#records.at(-1)?.hash ?? this.#planHash;
  }

  async append(facts: readonly Fact[]): Promise<readonly JournalRecord[]> {
    const sealed = this.#seal(facts);
    await this.#commit.append(sealed.map(({ line }) => `${line}\n`).join(''));
    const records = sealed.map(({ record }) => record);
    // Batches resolve in the order of the calls, so this is the order of the file.
    for (const record of records) this.#records.push(record);
    return records;
  }

  async close(): Promise<void> {
    await this.#commit.close();
    await this.#lock.release();
  }

  /** Data that cannot be recorded throws before the chain has moved on. */
  #seal(facts: readonly Fact[]): readonly SealedRecord[] {
    const at = new Date(this.#clock.now()).toISOString();
    const mono = Math.round(this.#clock.mono() - this.#startedAt);
    let { seq, hash: prev } = this.#last;
    const sealed = facts.map((fact) => {
      seq += 1;
      const made = sealRecord(fact, { seq, at, mono, prev }, sha256);
      prev = made.record.hash;
      return made;
    });
    this.#last = { seq, hash: prev };
    return sealed;
  }
}

/**
 * Every session writes to a new file that takes the old one's name. A program that held the run before, and was
 * thought to be gone, then still has a file open that no name leads to: it cannot append here, and finds out.
 */
async function moveToNewFile(folder: string, planHash: Sha256): Promise<{ content: JournalContent; fd: number }> {
  const path = join(folder, 'journal.jsonl');
  const content = (await exists(path)) ? await readJournal(path, planHash) : nothing;
  await keepTorn(folder, content.torn);
  const part = join(folder, 'journal.jsonl.new');
  await rm(part, { force: true });
  await writeSynced(part, content.whole);
  const fd = await openFile(part, 'a');
  try {
    await refuseGrown(path, content);
    await rename(part, path);
    await syncFolder(folder);
    return { content, fd };
  } catch (cause) {
    await closeFile(fd);
    throw cause;
  }
}

/** Whoever still appends has acknowledged records that the new file would not have. */
async function refuseGrown(path: string, content: JournalContent): Promise<void> {
  const size = (await exists(path)) ? (await stat(path)).size : 0;
  if (size === content.whole.length + content.torn.length) return;
  throw new DrillError('run.locked', `Another program is writing to ${path} at this moment. Close it there.`);
}

/** The torn bytes are no record, but may help to understand a crash. */
async function keepTorn(folder: string, torn: Uint8Array): Promise<void> {
  if (torn.length === 0) return;
  const names = new Set(await readdir(folder));
  let n = 1;
  while (names.has(`journal.torn-${n}`)) n += 1;
  await writeSynced(join(folder, `journal.torn-${n}`), torn);
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600, flush: true });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    // Any other trouble must not look like a run that has not begun.
    if (cause instanceof Error && (cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
}
