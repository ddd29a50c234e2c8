import { createHash, type Hash } from 'node:crypto';
import { close, createReadStream, fsync, open, write } from 'node:fs';
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
import { Utf8Decoder, type Utf8State } from './utf8-decoder.ts';

// A step waits for these: the callback interface costs a fraction of a FileHandle's calls.
const openFile = promisify(open);
const writeBytes = promisify(write);
const syncFile = promisify(fsync);

/** A recording of this many bytes is handed over, where somebody takes it: short ones never pay for that. */
const longBytes = 256 * 1024;

/** A recording as its file holds it, and what writing on needs to know. */
export interface CastState {
  /** Where the file is on this machine. */
  readonly path: string;
  /** Below the run folder. */
  readonly file: string;
  readonly fd: number;
  readonly bytes: number;
  readonly stream: OutputStream;
  readonly lastMs: number;
  readonly stdout: Utf8State;
  readonly stderr: Utf8State;
}

/**
 * Takes over a long recording, or gives nothing: then it goes on as it is and asks again later. `leave` is called at once
 * by whoever takes it; it resolves when the file holds everything so far, and rejects where the disk refused that.
 */
export type TakeOver = (name: string, leave: () => Promise<CastState>) => Recording | undefined;

export interface RecordingsOptions {
  /** Hears the text of recordings as it is written, so that nothing is decoded twice. */
  readonly listener?: OutputListener;
  readonly takeOver?: TakeOver;
}

/** Bytes in memory from which the caller is asked to wait; a flood of output must not outgrow the disk. */
const highWater = 1024 * 1024;

/** Recordings of a run: asciicast v2 files under `recordings/`, playable by asciinema. */
export function createRecordings(runFolder: string, { listener, takeOver }: RecordingsOptions = {}): Recordings {
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
        const recording = new CastFile({ ...newState(join(folder, file), file, fd), named: syncFolder(folder), sink });
        recording.begin(header(title, startedAt, size));
        if (takeOver !== undefined) recording.takeOver = (leave) => takeOver(name, leave);
        return recording;
      } catch (cause) {
        throw new DrillError('recording.write-failed', `No recording can be made: ${messageOf(cause)}`, { cause });
      }
    },
  };
}

/** Goes on with a recording that was handed over. Rejects where its file cannot be read back for the hash. */
export async function resumeRecording(state: CastState, sink: OutputSink): Promise<Recording> {
  const hash = createHash('sha256');
  if (state.bytes > 0) {
    for await (const chunk of createReadStream(state.path, { end: state.bytes - 1 }) as AsyncIterable<Buffer>)
      hash.update(chunk);
  }
  return new CastFile({ ...state, hash, named: Promise.resolve(), sink });
}

function newState(path: string, file: string, fd: number): CastState {
  const fresh = new Utf8Decoder().state;
  return { path, file: `recordings/${file}`, fd, bytes: 0, stream: 'stdout', lastMs: 0, stdout: fresh, stderr: fresh };
}

interface CastStart extends CastState {
  /** The file's name is on disk. */
  readonly named: Promise<void>;
  readonly sink: OutputSink | undefined;
  readonly hash?: Hash;
}

/**
 * One event a chunk, in the raw bytes' order: line ends stay as the host sent them. Both streams are "o" events; an "m"
 * event names the stream wherever it changes (it begins with stdout). After a crash the file ends in the middle of an
 * event: what stands up to its last newline is whole.
 */
class CastFile implements Recording {
  readonly #path: string;
  readonly #file: string;
  readonly #fd: number;
  readonly #sink: OutputSink | undefined;
  readonly #named: Promise<void>;
  readonly #decoders: Readonly<Record<OutputStream, Utf8Decoder>>;
  readonly #hash: Hash;
  /** Set once by whoever made it. */
  takeOver: ((leave: () => Promise<CastState>) => Recording | undefined) | undefined;
  #heir: Recording | undefined;
  #queue: Buffer[] = [];
  #queued = 0;
  #bytes: number;
  #stream: OutputStream;
  #lastMs: number;
  #draining: Promise<void> | undefined;
  #failure: unknown;

  constructor(start: CastStart) {
    this.#path = start.path;
    this.#file = start.file;
    this.#sink = start.sink;
    this.#fd = start.fd;
    this.#named = start.named;
    this.#hash = start.hash ?? createHash('sha256');
    this.#bytes = start.bytes;
    this.#stream = start.stream;
    this.#lastMs = start.lastMs;
    this.#decoders = { stdout: new Utf8Decoder(start.stdout), stderr: new Utf8Decoder(start.stderr) };
    // Its failure is heard in `close`; until then it must not count as one that nobody hears.
    start.named.catch(() => undefined);
  }

  begin(head: object): void {
    this.#add(head);
  }

  write(stream: OutputStream, bytes: Uint8Array, atMs: number): void | Promise<void> {
    if (this.takeOver !== undefined && this.#bytes + this.#queued > longBytes) this.#offer(this.takeOver);
    if (this.#heir !== undefined) return this.#heir.write(stream, bytes, atMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
    this.#output(stream, this.#decoders[stream].decode(bytes));
    return this.#queued > highWater ? this.#draining : undefined;
  }

  typed(text: string, atMs: number): void {
    if (this.#heir !== undefined) {
      this.#heir.typed(text, atMs);
      return;
    }
    this.#lastMs = Math.max(this.#lastMs, atMs);
    this.#add([Math.round(this.#lastMs) / 1000, 'i', text.toWellFormed()]);
  }

  /** Rejects with DrillError `recording.write-failed`; the file then ends where the disk refused it. */
  async close(): Promise<RecordingSummary> {
    if (this.#heir !== undefined) return this.#closeHeir(this.#heir);
    for (const stream of ['stdout', 'stderr'] as const) this.#output(stream, this.#decoders[stream].end());
    this.#sink?.closed();
    await this.#draining;
    if (this.#failure === undefined) await this.#sync().catch((cause: unknown) => (this.#failure = cause));
    // What was written is on disk, or known not to be: closing can add nothing that a step should wait for.
    close(this.#fd, () => undefined);
    if (this.#failure !== undefined) throw this.#incomplete();
    const invalidBytes = this.#decoders.stdout.invalidBytes + this.#decoders.stderr.invalidBytes;
    return { file: this.#file, bytes: this.#bytes, sha256: asId(this.#hash.digest('hex')), invalidBytes };
  }

  #offer(takeOver: NonNullable<CastFile['takeOver']>): void {
    this.#heir = takeOver(async () => {
      await this.#draining;
      if (this.#failure !== undefined) throw this.#incomplete();
      return {
        path: this.#path,
        file: this.#file,
        fd: this.#fd,
        bytes: this.#bytes,
        stream: this.#stream,
        lastMs: this.#lastMs,
        stdout: this.#decoders.stdout.state,
        stderr: this.#decoders.stderr.state,
      };
    });
    if (this.#heir !== undefined) this.takeOver = undefined;
  }

  async #closeHeir(heir: Recording): Promise<RecordingSummary> {
    try {
      const [summary] = await Promise.all([heir.close(), this.#named]);
      return summary;
    } finally {
      this.#sink?.closed();
    }
  }

  #incomplete(): DrillError {
    const text = `The recording ${this.#file} is not complete: ${messageOf(this.#failure)}`;
    return new DrillError('recording.write-failed', text, { cause: this.#failure });
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
