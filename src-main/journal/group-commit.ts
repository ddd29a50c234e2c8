import { close, fdatasync, fstatSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: DrillError) => void;
}

// The callback interface costs a fraction of a FileHandle's call, and a flush is two of them.
const writeBytes = promisify(write);
const syncData = promisify(fdatasync);
const closeFile = promisify(close);

/**
 * Appends texts to an open file, in the order of the calls; each promise resolves when its text is on disk. What
 * arrives during a sync goes out together with the next one, which starts as soon as the last has ended: no timer.
 * After one failure nothing more is written or acknowledged, because nobody knows what the disk then holds.
 */
export class GroupCommit {
  readonly #fd: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #failure: DrillError | undefined;

  /** Owns `fd`, which must have been opened for appending. */
  constructor(fd: number) {
    this.#fd = fd;
  }

  append(text: string): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves when everything appended is settled and the file is closed. */
  async close(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
    this.#failure ??= new DrillError('journal.sync-failed', 'The journal is closed; nothing can be appended to it.');
    await closeFile(this.#fd);
  }

  async #flush(): Promise<void> {
    // A tick comes after all promise jobs: everybody who continues after the last sync gets into this one.
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#write(Buffer.from(batch.map(({ text }) => text).join('')));
      await syncData(this.#fd);
      // No name leads to this file any more: another program has taken the run, and reads another file.
      if (fstatSync(this.#fd).nlink === 0) throw new Error('another program has taken this run over');
    } catch (cause) {
      this.#fail(cause, batch);
    }
    this.#flushing = this.#waiting.length > 0 ? this.#flush() : undefined;
    if (this.#failure === undefined) for (const { resolve } of batch) resolve();
  }

  /** A full disk takes a part of the bytes first and refuses the rest at the next call. */
  async #write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      const { bytesWritten } = await writeBytes(this.#fd, rest);
      rest = rest.subarray(bytesWritten);
    }
  }

  #fail(cause: unknown, batch: readonly Waiting[]): void {
    const text = `The journal could not be written, so nothing more is done: ${messageOf(cause)}`;
    const failure = new DrillError('journal.sync-failed', text, { cause });
    this.#failure = failure;
    const refused = [...batch, ...this.#waiting];
    this.#waiting = [];
    for (const { reject } of refused) reject(failure);
  }
}
