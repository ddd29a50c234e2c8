import type { OutputSink, OutputStream } from '../../engine/ports.ts';
import type { OutputChunk } from './output-chunk.ts';

/** A chunk on the wire, in UTF-16 units: whichever comes first, this or `frameMs`. */
const chunkLength = 32 * 1024;
/** Milliseconds between two chunks of one reader; about a frame of the screen. The first after a silence goes at once. */
const frameMs = 16;
/** Short pieces are joined up to this length: a host that writes character by character must not fill the memory. */
const joinedLength = 8 * 1024;

/** Recent text that is kept of each recording, and of all together, in UTF-16 units: one byte each for plain ASCII. */
const keptEach = 512 * 1024;
const keptInAll = 64 * 1024 * 1024;

/** How much is kept of each of so many recordings. */
export function keptLength(recordings: number): number {
  return Math.min(keptEach, Math.floor(keptInAll / Math.max(1, recordings)));
}

/** Gives the output from an offset on, chunk by chunk. */
export type OutputSource = (from: number, signal: AbortSignal) => AsyncIterable<OutputChunk>;

export interface LiveTextOptions {
  /** Below the run folder. */
  readonly file: string;
  /** Offset of the first character that will come. */
  readonly from: number;
  /** Asked at each write: what is over it is forgotten from the front. */
  readonly limit: () => number;
  readonly onClosed: () => void;
}

interface Piece {
  readonly from: number;
  readonly stream: OutputStream;
  readonly atMs: number;
  text: string;
}

/**
 * The last part of one recording's text, and its end. Offsets count UTF-16 units of the decoded output since the beginning
 * of the recording, both streams together.
 */
export class LiveText implements OutputSink {
  readonly #file: string;
  readonly #limit: () => number;
  readonly #onClosed: () => void;
  #source: OutputSource | undefined;
  readonly #waiting = new Set<() => void>();
  #pieces: Piece[] = [];
  /** Pieces before this one are forgotten: taking them off the array each time would cost its whole length. */
  #first = 0;
  #end: number;
  #closed = false;

  constructor({ file, from, limit, onClosed }: LiveTextOptions) {
    this.#file = file;
    this.#end = from;
    this.#limit = limit;
    this.#onClosed = onClosed;
  }

  /** Offset of what comes next. */
  get end(): number {
    return this.#end;
  }

  /** What comes after this moment is to be had elsewhere. */
  continueAt(source: OutputSource): void {
    this.#source = source;
    this.#wake();
  }

  text(stream: OutputStream, text: string, atMs: number): void {
    const last = this.#pieces.at(-1);
    if (last?.stream === stream && last.text.length + text.length <= joinedLength) last.text += text;
    else for (const part of partsOf(text)) this.#push({ from: this.#endOfPieces(), stream, atMs, text: part });
    this.#end += text.length;
    this.#forget();
    this.#wake();
  }

  closed(): void {
    this.#closed = true;
    this.#onClosed();
    this.#wake();
  }

  /** Everything from `from` on, then what comes, then the end. What is kept no longer is told as a gap. */
  async *read(from: number, signal: AbortSignal): AsyncGenerator<OutputChunk> {
    let at = this.#source === undefined ? Math.min(from, this.#end) : from;
    let sentAt = -Infinity;
    while (!signal.aborted) {
      if (at >= this.#end) {
        if (this.#source !== undefined) {
          yield* this.#source(at, signal);
          return;
        }
        if (this.#closed) {
          yield { kind: 'closed', file: this.#file };
          return;
        }
        await this.#more(signal);
        await pause(sentAt + frameMs - performance.now(), signal);
        continue;
      }
      const chunk = this.#chunkAt(at);
      at = chunk.to;
      sentAt = performance.now();
      yield chunk;
    }
  }

  #chunkAt(at: number): Extract<OutputChunk, { readonly kind: 'text' | 'gap' }> {
    const start = this.#pieces[this.#first]?.from ?? this.#end;
    if (at < start) return { kind: 'gap', from: at, to: start };
    let index = this.#indexOf(at);
    const first = this.#pieces[index];
    if (first === undefined) return { kind: 'gap', from: at, to: this.#end };
    let text = first.text.slice(at - first.from);
    for (;;) {
      index += 1;
      const next = this.#pieces[index];
      if (next?.stream !== first.stream || text.length + next.text.length > chunkLength) break;
      text += next.text;
    }
    return { kind: 'text', from: at, to: at + text.length, stream: first.stream, text, atMs: first.atMs };
  }

  /** Of the piece that holds `at`; by halves, because a reader may be far behind. */
  #indexOf(at: number): number {
    let low = this.#first;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle]?.from ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
  }

  #endOfPieces(): number {
    const last = this.#pieces.at(-1);
    return last === undefined ? this.#end : last.from + last.text.length;
  }

  #forget(): void {
    const limit = this.#limit();
    for (;;) {
      const next = this.#pieces[this.#first + 1];
      if (next === undefined || this.#end - next.from < limit) break;
      this.#first += 1;
    }
    if (this.#first > 64 && this.#first * 2 > this.#pieces.length) {
      this.#pieces = this.#pieces.slice(this.#first);
      this.#first = 0;
    }
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  #wake(): void {
    for (const go of [...this.#waiting]) go();
  }
}

/** Pieces that fit a chunk, none cut inside a character. */
function partsOf(text: string): readonly string[] {
  if (text.length <= chunkLength) return [text];
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + chunkLength);
    const unit = text.charCodeAt(end - 1);
    if (end < text.length && unit >= 0xd800 && unit < 0xdc00) end -= 1;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
