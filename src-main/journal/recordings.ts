import { createHash } from 'node:crypto';
import { close, fsync, open, write } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type {
  OutputListener,
  OutputSink,
  OutputStream,
  Recording,
  Recordings,
  RecordingSummary,
  TerminalSize,
} from '../engine/ports.ts';
import { syncFolder } from './durable.ts';
import { sha256 } from './sha256.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

// A step waits for these: the callback interface costs a fraction of a FileHandle's calls.
const openFile = promisify(open);
const writeBytes = promisify(write);
const syncFile = promisify(fsync);

/** Bytes in memory from which the caller is asked to wait; a flood of output must not outgrow the disk. */
const highWater = 1024 * 1024;

/**
 * Recordings of a run: asciicast v2 files under `recordings/`, playable by asciinema. `listener` hears their text as it is
 * written, so that nothing is decoded twice.
 */
export function createRecordings(runFolder: string, listener?: OutputListener): Recordings {
  const folder = join(runFolder, 'recordings');
  let made = false;
  return {
    open: async (name, title, startedAt, size) => {
      try {
        if (!made && (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(runFolder);
        made = true;
        const { file, fd } = await openNew(folder, safeName(name));
        const sink = listener?.opened(name, `recordings/${file}`);
        // The name becomes durable while the script runs; `close` waits for it, and nobody speaks of the file before.
        return new CastFile(file, fd, syncFolder(folder), header(title, startedAt, size), sink);
      } catch (cause) {
        throw new DrillError('recording.write-failed', `No recording can be made: ${messageOf(cause)}`, { cause });
      }
    },
  };
}

/**
 * One event a chunk, in the raw bytes' order: line ends stay as the host sent them. Both streams are "o" events; an "m"
 * event names the stream wherever it changes (it begins with stdout). After a crash the file ends in the middle of an
 * event: what stands up to its last newline is whole.
 */
class CastFile implements Recording {
  readonly #file: string;
  readonly #fd: number;
  readonly #sink: OutputSink | undefined;
  readonly #named: Promise<void>;
  readonly #decoders = { stdout: new Utf8Decoder(), stderr: new Utf8Decoder() };
  readonly #hash = createHash('sha256');
  #queue: Buffer[] = [];
  #queued = 0;
  #bytes = 0;
  #stream: OutputStream = 'stdout';
  #lastMs = 0;
  #draining: Promise<void> | undefined;
  #failure: unknown;

  constructor(file: string, fd: number, named: Promise<void>, head: object, sink: OutputSink | undefined) {
    this.#file = `recordings/${file}`;
    this.#fd = fd;
    this.#sink = sink;
    this.#named = named;
    // Its failure is heard in `close`; until then it must not count as one that nobody hears.
    named.catch(() => undefined);
    this.#add(head);
  }

  write(stream: OutputStream, bytes: Uint8Array, atMs: number): void | Promise<void> {
    this.#lastMs = Math.max(this.#lastMs, atMs);
    this.#output(stream, this.#decoders[stream].decode(bytes));
    return this.#queued > highWater ? this.#draining : undefined;
  }

  typed(text: string, atMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, atMs);
    this.#add([Math.round(this.#lastMs) / 1000, 'i', text.toWellFormed()]);
  }

  /** Rejects with DrillError `recording.write-failed`; the file then ends where the disk refused it. */
  async close(): Promise<RecordingSummary> {
    for (const stream of ['stdout', 'stderr'] as const) this.#output(stream, this.#decoders[stream].end());
    this.#sink?.closed();
    await this.#draining;
    if (this.#failure === undefined) await this.#sync().catch((cause: unknown) => (this.#failure = cause));
    // What was written is on disk, or known not to be: closing can add nothing that a step should wait for.
    close(this.#fd, () => undefined);
    if (this.#failure !== undefined) {
      const text = `The recording ${this.#file} is not complete: ${messageOf(this.#failure)}`;
      throw new DrillError('recording.write-failed', text, { cause: this.#failure });
    }
    const invalidBytes = this.#decoders.stdout.invalidBytes + this.#decoders.stderr.invalidBytes;
    return { file: this.#file, bytes: this.#bytes, sha256: asId(this.#hash.digest('hex')), invalidBytes };
  }

  /** The content, and the name if it is not yet on disk: the journal speaks of the file only after this. */
  async #sync(): Promise<void> {
    await Promise.all([syncFile(this.#fd), this.#named]);
  }

  #output(stream: OutputStream, text: string): void {
    if (text === '') return;
    const seconds = Math.round(this.#lastMs) / 1000;
    if (stream !== this.#stream) this.#add([seconds, 'm', stream]);
    this.#stream = stream;
    this.#add([seconds, 'o', text]);
    this.#sink?.text(stream, text, this.#lastMs);
  }

  #add(event: unknown): void {
    // The output itself goes on after a failure: what runs on the host is not stopped by our disk.
    if (this.#failure !== undefined) return;
    // Bytes at once: long joined texts would live until the next full garbage collection, by the hundred MiB.
    const line = Buffer.from(`${JSON.stringify(event)}\n`);
    this.#queue.push(line);
    this.#queued += line.length;
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const bytes = Buffer.concat(this.#queue);
      this.#queue = [];
      this.#queued = 0;
      try {
        for (let rest: Uint8Array = bytes; rest.length > 0;) {
          const { bytesWritten } = await writeBytes(this.#fd, rest);
          rest = rest.subarray(bytesWritten);
        }
        this.#hash.update(bytes);
        this.#bytes += bytes.length;
      } catch (cause) {
        this.#failure = cause;
        this.#queue = [];
      }
    }
    this.#draining = undefined;
  }
}

function header(title: string, startedAt: number, size: TerminalSize = { columns: 80, rows: 24 }): object {
  const timestamp = Math.floor(startedAt / 1000);
  return { version: 2, width: size.columns, height: size.rows, timestamp, title: title.toWellFormed() };
}

/** A name may come again, after a crash or where two ids differ in replaced characters only: nothing is overwritten. */
async function openNew(folder: string, name: string): Promise<{ readonly file: string; readonly fd: number }> {
  for (let n = 1; ; n += 1) {
    const file = n === 1 ? `${name}.cast` : `${name}-${n}.cast`;
    try {
      return { file, fd: await openFile(join(folder, file), 'ax', 0o600) };
    } catch (cause) {
      if (!(cause instanceof Error) || (cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
  }
}

/** Safe on every file system: plain characters, no device names of Windows, a limited length. */
function safeName(name: string): string {
  const plain = name
    .replaceAll(/[^A-Za-z0-9._@-]/g, '_')
    .replace(/^(?=[.-]|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i, '_');
  return plain.length <= 160 ? plain : `${plain.slice(0, 150)}~${sha256(name).slice(0, 8)}`;
}
