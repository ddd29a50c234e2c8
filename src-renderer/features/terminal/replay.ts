import { LastLines } from './last-lines.ts';
import type { OutputStream, Segment } from './output-queue.ts';
import type { ReplayReader } from './replay-reader.ts';

/** Where a replay is shown. */
export interface ReplaySink {
  text(stream: OutputStream, text: string): void;
  gap(units: number): void;
  fill(segments: readonly Segment[]): void;
  reset(): void;
}

/** Brings a screen to any moment of a recording: on by what comes next, elsewhere by the last lines before it. */
export class Replay {
  readonly #reader: ReplayReader;
  readonly #sink: ReplaySink;
  #part = 0;
  #event = 0;
  #stream: OutputStream = 'stdout';
  #position = 0;
  /** The newest wish counts: somebody drags the seek bar faster than parts can be read. */
  #turn = 0;

  constructor(reader: ReplayReader, sink: ReplaySink) {
    this.#reader = reader;
    this.#sink = sink;
  }

  /** Time of the next event, as far as it is in memory; undefined where that is not known, or nothing comes. */
  get nextMs(): number | undefined {
    return this.#reader.loaded(this.#part)?.[this.#event]?.atMs;
  }

  /** Resolves when all up to `ms` was given to the screen; false where another wish came before. */
  async go(ms: number): Promise<boolean> {
    const turn = (this.#turn += 1);
    const target = await this.#reader.partAt(ms);
    if (turn !== this.#turn) return false;
    if (ms < this.#position || target > this.#part + 1) return this.#jump(target, ms, turn);
    while (await this.#advance(ms, turn));
    return turn === this.#turn;
  }

  /** Goes on through one part; true where the next one is to be looked at. */
  async #advance(ms: number, turn: number): Promise<boolean> {
    const events = this.#reader.loaded(this.#part) ?? (await this.#reader.events(this.#part));
    if (turn !== this.#turn) return false;
    for (; events !== undefined; this.#event += 1) {
      const event = events[this.#event];
      if (event === undefined) break;
      if (event.atMs > ms) {
        this.#position = ms;
        return false;
      }
      if (event.kind === 'm') this.#stream = event.text === 'stderr' ? 'stderr' : 'stdout';
      if (event.kind === 'o') this.#sink.text(this.#stream, event.text);
    }
    this.#position = ms;
    if ((await this.#reader.events(this.#part + 1)) === undefined || turn !== this.#turn) return false;
    this.#part += 1;
    this.#event = 0;
    return true;
  }

  /** Two parts hold more than a screen and its scrollback, where parts are full. */
  async #jump(target: number, ms: number, turn: number): Promise<boolean> {
    const first = Math.max(0, target - 1);
    const last = new LastLines();
    let count = 0;
    for (let part = first; part <= target; part += 1) {
      const events = (await this.#reader.events(part)) ?? [];
      if (turn !== this.#turn) return false;
      const end = events.findIndex(({ atMs }) => atMs > ms);
      count = end < 0 ? events.length : end;
      last.push(events.slice(0, count));
    }
    this.#sink.reset();
    const older = this.#reader.unitsBefore(first) + last.forgotten;
    if (older > 0) this.#sink.gap(older);
    this.#sink.fill(last.segments());
    [this.#part, this.#event, this.#position, this.#stream] = [target, count, ms, last.stream];
    return true;
  }
}
