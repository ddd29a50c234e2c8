import { Worker } from 'node:worker_threads';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import type { OutputStream, Recording, RecordingSummary } from '../../engine/ports.ts';
import type { CastState } from '../../journal/recordings.ts';
import type { OutputChunk } from './output-chunk.ts';
import type { FromRecorder, Piece, ToRecorder } from './recording-messages.ts';

/** Bytes of one recording that the thread has not written yet, from which on the host waits. */
const highWater = 1024 * 1024;
/** MiB of short-lived values: what was handed over and written is given back when they are cleared away, so early. */
const youngMiB = 6;
/** Writes of one turn of the event loop go over together, up to so many bytes. */
const batchBytes = 256 * 1024;

export interface AdoptedRecording {
  readonly recording: Recording;
  /** What is written from now on, as `LiveText.read` gives it. */
  readonly read: (from: number, signal: AbortSignal) => AsyncIterable<OutputChunk>;
}

/** One thread that keeps all long recordings of this process, so that a flood of output does not hold up its windows. */
export interface RecordingThread {
  /**
   * Takes over a recording whose text goes on at offset `from`. Gives nothing while the thread is not there: it is
   * started by the first call, and where it cannot start everything goes on as before.
   */
  adopt(from: number, leave: () => Promise<CastState>): AdoptedRecording | undefined;
}

interface Open {
  /** Bytes under way. */
  behind: number;
  room: PromiseWithResolvers<void> | undefined;
  readonly closed: PromiseWithResolvers<RecordingSummary>;
}

export function createRecordingThread(): RecordingThread {
  return new Thread();
}

class Thread implements RecordingThread {
  readonly #open = new Map<number, Open>();
  readonly #readers = new Map<number, (message: OutputChunk | 'end') => void>();
  #worker: Worker | undefined;
  #ready = false;
  #next = 1;
  #buffer = new ArrayBuffer(0);
  #used = 0;
  #pieces: Piece[] = [];
  #flushing: NodeJS.Immediate | undefined;

  adopt(from: number, leave: () => Promise<CastState>): AdoptedRecording | undefined {
    this.#worker ??= this.#start();
    if (!this.#ready) return undefined;
    const id = (this.#next += 1);
    const open: Open = { behind: 0, room: undefined, closed: Promise.withResolvers() };
    // Heard by whoever closes it.
    open.closed.promise.catch(() => undefined);
    this.#open.set(id, open);
    // While it keeps something the process must not end by itself.
    this.#worker.ref();
    const adopted = leave().then(
      (state) => {
        this.#tell({ kind: 'adopt', id, from, state });
      },
      (thrown: unknown) => {
        this.#settle(id, thrown);
      },
    );
    return {
      recording: this.#recording(id, open, adopted),
      read: (at, signal) => this.#read(adopted, id, at, signal),
    };
  }

  #recording(id: number, open: Open, adopted: Promise<void>): Recording {
    // What comes before the file was left goes over after it, in its order.
    let before: (() => void)[] | undefined = [];
    void adopted.then(() => {
      for (const go of before ?? []) go();
      before = undefined;
    });
    const inTurn = (work: () => void): void => {
      if (before === undefined) work();
      else before.push(work);
    };
    return {
      write: (stream, bytes, atMs) => {
        if (!this.#open.has(id)) return undefined;
        open.behind += bytes.length;
        if (before === undefined) this.#write(id, stream, bytes, atMs);
        else {
          const copy = Uint8Array.from(bytes);
          before.push(() => {
            this.#write(id, stream, copy, atMs);
          });
        }
        if (open.behind <= highWater) return undefined;
        open.room ??= Promise.withResolvers();
        return open.room.promise;
      },
      typed: (text, atMs) => {
        inTurn(() => {
          this.#tell({ kind: 'typed', id, text, atMs });
        });
      },
      close: () => {
        inTurn(() => {
          this.#tell({ kind: 'close', id });
        });
        return open.closed.promise;
      },
    };
  }

  #start(): Worker {
    // A checkout runs as it is written; the bundle has the thread's program beside its own.
    const program = import.meta.url.endsWith('.ts')
      ? new URL('./recording-worker.ts', import.meta.url)
      : new URL('./recording-worker.mjs', import.meta.url);
    // Files are opened here and closed there.
    const resourceLimits = { maxYoungGenerationSizeMb: youngMiB };
    const worker = new Worker(program, { trackUnmanagedFds: false, resourceLimits });
    worker.on('message', (message: FromRecorder) => {
      this.#hear(message);
    });
    // Where it cannot start, or breaks: what it kept is said to be incomplete, and nothing more is handed to it.
    worker.on('error', (thrown) => {
      this.#broken(thrown);
    });
    worker.on('exit', () => {
      this.#broken(new Error('the thread that wrote it ended'));
    });
    // Behind the listeners, of which the first holds the process again.
    worker.unref();
    return worker;
  }

  #hear(message: FromRecorder): void {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        return;
      case 'written':
        this.#written(message.id, message.bytes);
        return;
      case 'closed':
        this.#open.get(message.id)?.closed.resolve(message.summary);
        this.#settle(message.id, undefined);
        return;
      case 'failed':
        this.#settle(message.id, new DrillError('recording.write-failed', message.message));
        return;
      case 'chunk':
        this.#readers.get(message.reader)?.(message.chunk);
        return;
      case 'end':
        this.#readers.get(message.reader)?.('end');
        return;
    }
  }

  #written(id: number, bytes: number): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    open.behind -= bytes;
    if (open.behind > highWater / 2) return;
    open.room?.resolve();
    open.room = undefined;
  }

  /** It is over, well or not: nobody waits for it any more. */
  #settle(id: number, thrown: unknown): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    open?.closed.reject(thrown instanceof Error ? thrown : new Error(messageOf(thrown)));
    open?.room?.resolve();
    if (this.#open.size === 0) this.#worker?.unref();
  }

  #broken(thrown: unknown): void {
    this.#ready = false;
    const text = `The recording is not complete: ${messageOf(thrown)}`;
    for (const id of [...this.#open.keys()]) {
      this.#settle(id, new DrillError('recording.write-failed', text, { cause: thrown }));
    }
    for (const heard of [...this.#readers.values()]) heard('end');
  }

  #tell(message: ToRecorder): void {
    this.#flush();
    this.#worker?.postMessage(message);
  }

  /** One copy, into the buffer that goes over: the caller's bytes may be part of something bigger, or used again. */
  #write(id: number, stream: OutputStream, bytes: Uint8Array, atMs: number): void {
    if (bytes.length > this.#buffer.byteLength - this.#used) {
      this.#flush();
      this.#buffer = new ArrayBuffer(Math.max(batchBytes, bytes.length));
    }
    new Uint8Array(this.#buffer).set(bytes, this.#used);
    this.#pieces.push([id, stream === 'stderr', atMs, this.#used, bytes.length]);
    this.#used += bytes.length;
    this.#flushing ??= setImmediate(() => {
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#flushing !== undefined) clearImmediate(this.#flushing);
    this.#flushing = undefined;
    if (this.#pieces.length === 0) return;
    const message: ToRecorder = { kind: 'write', buffer: this.#buffer, pieces: this.#pieces };
    const transfer = [this.#buffer];
    this.#buffer = new ArrayBuffer(0);
    this.#used = 0;
    this.#pieces = [];
    this.#worker?.postMessage(message, transfer);
  }

  async *#read(adopted: Promise<void>, id: number, from: number, signal: AbortSignal): AsyncGenerator<OutputChunk> {
    await adopted;
    const reader = (this.#next += 1);
    let heard = Promise.withResolvers<OutputChunk | 'end'>();
    this.#readers.set(reader, (message) => {
      heard.resolve(message);
    });
    const leave = (): void => {
      this.#tell({ kind: 'leave', reader });
    };
    signal.addEventListener('abort', leave);
    this.#tell({ kind: 'read', reader, id, from });
    try {
      for (;;) {
        const message = await heard.promise;
        if (message === 'end' || signal.aborted) return;
        heard = Promise.withResolvers();
        yield message;
        this.#tell({ kind: 'taken', reader });
      }
    } finally {
      signal.removeEventListener('abort', leave);
      this.#readers.delete(reader);
      leave();
    }
  }
}
