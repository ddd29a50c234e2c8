import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import type { ObservedFact } from '../../src-shared/run/commands.ts';
import { countEveryMs, isMeasured } from '../../src-shared/run/probes.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { CheckTaken, Clock } from './ports.ts';
import { onHosts } from './probe-pace.ts';
import { ProbeQuestion } from './probe-question.ts';
import { ProbeWatch, type Take } from './probe-watch.ts';

export interface ProbeRunnerOutside {
  readonly state: () => RunState;
  readonly observe: (fact: ObservedFact) => Promise<void>;
  /** Looks once. Never rejects for what the world does. */
  readonly take: (probe: PlanProbe, signal: AbortSignal) => Promise<CheckTaken>;
  readonly clock: Clock;
}

/** Looks of hosts at the same time, of all probes: they must not take the hosts from the steps. */
const atOnce = 8;

/** Looks at the service all through the run: each probe on its own clock, and more often while it is not served. */
export class ProbeRunner {
  readonly #outside: ProbeRunnerOutside;
  readonly #closing = new AbortController();
  readonly #slots = new Slots(atOnce);
  #over: AbortController | undefined;
  #watches: readonly ProbeWatch[] = [];
  #round: Promise<void> = Promise.resolve();
  #ending = 0;
  #failure: Error | undefined;

  constructor(outside: ProbeRunnerOutside) {
    this.#outside = outside;
  }

  /** The first look is still under way, on which the change waits, or the last one. */
  get busy(): boolean {
    return this.#ending > 0 || (this.#over !== undefined && this.#watches.some(({ hasTaken }) => !hasTaken));
  }

  /** What broke inside: the journal could not be written. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** To be called after every change: begins when the run is under way, takes a last look when it is not any more. */
  follow(): void {
    const measured = isMeasured(this.#outside.state()) && !this.#closing.signal.aborted;
    if (measured && this.#over === undefined) this.#begin();
    if (!measured && this.#over !== undefined) this.#end();
  }

  /** Resolves when what was to be told at the end is told. */
  async settled(): Promise<void> {
    await (this.#over === undefined ? this.#round : Promise.resolve());
  }

  /** Ends at once: looks that are under way are given up, what was seen is told. */
  async stop(): Promise<void> {
    this.#closing.abort();
    if (this.#over !== undefined) this.#end();
    await this.#round;
  }

  #begin(): void {
    const over = new AbortController();
    const before = this.#round;
    const watches = this.#outside.state().plan.probes.map((probe) => new ProbeWatch(probe));
    this.#over = over;
    this.#watches = watches;
    // A rollback of a run that had ended: the last looks of the round before are told first.
    this.#round = before
      .then(() => this.#measure(watches, over.signal))
      .catch((thrown: unknown) => {
        this.#failure ??= thrown instanceof Error ? thrown : new Error(String(thrown));
        over.abort();
      });
  }

  #end(): void {
    this.#over?.abort();
    this.#over = undefined;
    this.#ending += 1;
    void this.#round.then(() => {
      this.#ending -= 1;
    });
  }

  async #measure(watches: readonly ProbeWatch[], over: AbortSignal): Promise<void> {
    const { observe } = this.#outside;
    await Promise.all([...watches.map((watch) => this.#watch(watch, over)), this.#count(watches, over)]);
    await this.#tellCounts(watches);
    await observe({ type: 'probes-stopped', data: {} });
  }

  async #watch(watch: ProbeWatch, over: AbortSignal): Promise<void> {
    const question = new ProbeQuestion(watch.probe, this.#outside);
    try {
      await this.#askOn(watch, question, over);
    } finally {
      await question.end();
    }
  }

  async #askOn(watch: ProbeWatch, question: ProbeQuestion, over: AbortSignal): Promise<void> {
    const { clock } = this.#outside;
    const { everyMs } = watch.probe;
    let due = clock.mono();
    while (!over.aborted) {
      const asked = clock.mono();
      await this.#look(watch, question, over, false);
      const now = clock.mono();
      // What is late is left out, so that looks never pile up: the next one is due at its own time.
      if (watch.isDown) due = Math.max(now, asked + question.pace.againMs);
      else due += Math.max(1, Math.ceil((now - due) / everyMs)) * everyMs;
      await clock.sleep(due - now, over);
    }
    if (!this.#isClosing()) await this.#look(watch, question, this.#closing.signal, true);
  }

  async #look(watch: ProbeWatch, question: ProbeQuestion, signal: AbortSignal, last: boolean): Promise<void> {
    const ask = (): Promise<readonly Take[]> => question.ask(watch.isDown, signal);
    for (const take of await (onHosts(watch.probe.check) ? this.#slots.hold(ask) : ask())) {
      const data = watch.took(take, last);
      if (data !== undefined) await this.#outside.observe({ type: 'probe-sampled', data });
    }
  }

  async #count(watches: readonly ProbeWatch[], over: AbortSignal): Promise<void> {
    for (;;) {
      await this.#outside.clock.sleep(countEveryMs, over);
      if (over.aborted) return;
      await this.#tellCounts(watches);
    }
  }

  async #tellCounts(watches: readonly ProbeWatch[]): Promise<void> {
    const probes = watches.flatMap((watch) => watch.count());
    if (probes.length > 0) await this.#outside.observe({ type: 'probes-counted', data: { probes } });
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }
}

/** At most so many at once, in the order in which they came. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
