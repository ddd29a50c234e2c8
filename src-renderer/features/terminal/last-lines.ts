import type { RecordingEvent } from '../../../src-shared/rpc/run-calls.ts';
import type { OutputStream, Segment } from './output-queue.ts';

/** Lines of scrollback. */
export const keptLines = 5_000;
/** UTF-16 units, where lines are long or have no end. */
const keptUnits = 4 * 1024 * 1024;

interface Piece {
  readonly stream: OutputStream;
  readonly text: string;
  readonly lines: number;
}

/** The last lines of a recording that is read part by part; `stream`: what its first part begins with. */
export class LastLines {
  #pieces: Piece[] = [];
  #lines = 0;
  #units = 0;
  #forgotten = 0;
  #stream: OutputStream;

  constructor(stream: OutputStream = 'stdout') {
    this.#stream = stream;
  }

  /** UTF-16 units that came before the lines that are kept. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Of what comes next. */
  get stream(): OutputStream {
    return this.#stream;
  }

  push(events: readonly RecordingEvent[]): void {
    for (const { kind, text } of events) {
      if (kind === 'm') this.#stream = text === 'stderr' ? 'stderr' : 'stdout';
      if (kind === 'o') this.#add(text);
    }
    this.#forget();
  }

  segments(): readonly Segment[] {
    return this.#pieces.map(({ stream, text }) => ({ kind: 'text', stream, text }));
  }

  #add(text: string): void {
    const piece = { stream: this.#stream, text, lines: text.split('\n').length - 1 };
    this.#pieces.push(piece);
    this.#lines += piece.lines;
    this.#units += text.length;
  }

  #forget(): void {
    let count = 0;
    for (const { text, lines } of this.#pieces) {
      if (this.#lines - lines < keptLines && this.#units - text.length < keptUnits) break;
      count += 1;
      this.#lines -= lines;
      this.#units -= text.length;
      this.#forgotten += text.length;
    }
    this.#pieces.splice(0, count);
  }
}
