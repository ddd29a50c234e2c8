import type { RecordingEvent, RecordingPart } from '../../../src-shared/rpc/run-calls.ts';

const eventsPerPart = 10_000;
/** Parts in memory; the core sends at most 4 MiB of text in one. */
const keptParts = 6;

interface Known {
  /** Number of its first event, and of that after its last. */
  readonly from: number;
  readonly to: number;
  readonly firstMs: number;
  /** UTF-16 units of output in it. */
  readonly units: number;
  readonly last: boolean;
}

export interface ReplayHead {
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly problem: string | undefined;
}

/** A recording read in parts, each when it is needed: however long it is, little of it is in memory. */
export class ReplayReader {
  readonly #read: (from: number, limit: number) => Promise<RecordingPart>;
  readonly #known: Known[] = [];
  readonly #kept = new Map<number, readonly RecordingEvent[]>();
  #head: ReplayHead | undefined;

  constructor(read: (from: number, limit: number) => Promise<RecordingPart>) {
    this.#read = read;
  }

  async head(): Promise<ReplayHead> {
    await this.events(0);
    if (this.#head === undefined) throw new Error('The recording has no beginning.');
    return this.#head;
  }

  /** Events of a part; undefined behind the last one. */
  async events(part: number): Promise<readonly RecordingEvent[] | undefined> {
    for (let at = this.#known.length; at <= part; at += 1) {
      if (this.#known.at(-1)?.last === true) return undefined;
      await this.#load(at);
    }
    return this.#kept.get(part) ?? (await this.#load(part));
  }

  /** Events of a part that is in memory. */
  loaded(part: number): readonly RecordingEvent[] | undefined {
    return this.#kept.get(part);
  }

  /** The part in which `ms` is. Parts are found one after the other: the first way to a far place takes its time. */
  async partAt(ms: number): Promise<number> {
    for (let at = this.#known.length; (this.#known.at(-1)?.firstMs ?? -1) <= ms; at += 1) {
      if ((await this.events(at)) === undefined) break;
    }
    const after = this.#known.findIndex(({ firstMs }) => firstMs > ms);
    return Math.max(0, (after < 0 ? this.#known.length : after) - 1);
  }

  /** UTF-16 units of output before a part that was found. */
  unitsBefore(part: number): number {
    return this.#known.slice(0, part).reduce((sum, { units }) => sum + units, 0);
  }

  async #load(part: number): Promise<readonly RecordingEvent[]> {
    const before = this.#known[part - 1];
    const from = this.#known[part]?.from ?? before?.to ?? 0;
    const { events, next, width, height, durationMs, problem } = await this.#read(from, eventsPerPart);
    this.#head ??= { width, height, durationMs, problem };
    this.#known[part] = {
      from,
      to: next ?? from + events.length,
      firstMs: events[0]?.atMs ?? before?.firstMs ?? 0,
      units: events.reduce((sum, { kind, text }) => sum + (kind === 'o' ? text.length : 0), 0),
      last: next === undefined,
    };
    this.#kept.delete(part);
    this.#kept.set(part, events);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptParts && oldest !== undefined) this.#kept.delete(oldest);
    return events;
  }
}
