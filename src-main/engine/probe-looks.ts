import type { CheckTaken, Clock } from './ports.ts';

/** What a look said, and how long it took in milliseconds. */
export interface Heard {
  readonly taken: CheckTaken;
  readonly tookMs: number;
}

interface LooksOutside {
  readonly take: (signal: AbortSignal) => Promise<CheckTaken>;
  readonly clock: Clock;
  /** Looks that may be under way at the same time. */
  readonly most: number;
}

/** setTimeout takes no more. */
const longestMs = 2 ** 31 - 1;

/** The looks of one probe that are under way. Each has a time of its own: one that hangs holds up none. */
export class ProbeLooks {
  readonly #outside: LooksOutside;
  readonly #under = new Set<AbortController>();
  readonly #unfinished = new Set<Promise<void>>();
  #heard: Heard | undefined;
  #broken: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(outside: LooksOutside) {
    this.#outside = outside;
  }

  /** Looks once more, where one more may be under way. */
  start(): void {
    if (this.#under.size >= this.#outside.most) return;
    const look = new AbortController();
    this.#under.add(look);
    const finished: Promise<void> = this.#look(look)
      .catch((thrown: unknown) => {
        this.#broken ??= thrown instanceof Error ? thrown : new Error(String(thrown));
        this.#wake();
      })
      .finally(() => this.#unfinished.delete(finished));
    this.#unfinished.add(finished);
  }

  /** What is heard first, or nothing after `ms`, or once all is given up. Throws what broke inside of a look. */
  async next(ms: number): Promise<Heard | undefined> {
    if (this.#heard === undefined && this.#under.size > 0) {
      const waiting = new AbortController();
      this.#wake = () => {
        waiting.abort();
      };
      await this.#outside.clock.sleep(Math.min(ms, longestMs), waiting.signal);
    }
    if (this.#broken !== undefined) throw this.#broken;
    const heard = this.#heard;
    this.#heard = undefined;
    return heard;
  }

  /** Nothing is heard any more of what is under way now. */
  giveUp(): void {
    for (const look of this.#under) look.abort();
    this.#under.clear();
    this.#heard = undefined;
    this.#wake();
  }

  /** Gives all up, and resolves when the last of them has let go of what it held. */
  async end(): Promise<void> {
    this.giveUp();
    await Promise.all(this.#unfinished);
  }

  async #look(look: AbortController): Promise<void> {
    const { take, clock } = this.#outside;
    const since = clock.mono();
    const taken = await take(look.signal);
    if (!this.#under.delete(look)) return;
    // While others still wait for the service, one that could not be sent says nothing of it.
    if (taken.result === 'not-taken' && this.#under.size > 0) return;
    // An answer is an answer, also where a refusal came at the same moment.
    if (this.#heard?.taken.result === 'true') return;
    this.#heard = { taken, tookMs: clock.mono() - since };
    this.#wake();
  }
}
