import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import type { CheckTaken, Clock } from './ports.ts';
import { ProbeLooks, type Heard } from './probe-looks.ts';
import { paceOf, type ProbePace } from './probe-pace.ts';
import type { Take } from './probe-watch.ts';

interface QuestionOutside {
  readonly take: (probe: PlanProbe, signal: AbortSignal) => Promise<CheckTaken>;
  readonly clock: Clock;
}

/**
 * Asks for one probe, until an answer comes or has not come in time; then what is still under way is listened to by the
 * next question. So an outage is known while its first look hangs, and the look that finds its end may be any of them.
 */
export class ProbeQuestion {
  readonly pace: ProbePace;
  readonly #clock: Clock;
  readonly #looks: ProbeLooks;
  /** The quickest answer so far: a page that always takes two seconds is not late after two. */
  #quickestMs: number | undefined;

  constructor(probe: PlanProbe, { take, clock }: QuestionOutside) {
    this.pace = paceOf(probe);
    this.#clock = clock;
    this.#looks = new ProbeLooks({ take: (signal) => take(probe, signal), clock, most: this.pace.most });
  }

  /**
   * What the question found: one take, or two where an answer came so late that it ends an outage; none where it was
   * given up. `isDown`: the question before found an outage, which goes on until an answer is heard.
   */
  async ask(isDown: boolean, signal: AbortSignal): Promise<readonly Take[]> {
    const giveUp = (): void => {
      this.#looks.giveUp();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return signal.aborted ? [] : await this.#ask(isDown, signal);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Nothing is asked any more, and nothing is under way. */
  async end(): Promise<void> {
    await this.#looks.end();
  }

  async #ask(isDown: boolean, signal: AbortSignal): Promise<readonly Take[]> {
    const { againMs, silentMs } = this.pace;
    // The wall clock for the moment, the other for its length: a clock that is set meanwhile cannot stretch a take.
    const [at, since] = [this.#clock.now(), this.#clock.mono()];
    const elapsed = (): number => Math.max(0, this.#clock.mono() - since);
    let patience = isDown ? againMs : this.#usualMs + silentMs;
    let wait = isDown ? againMs : this.#usualMs + againMs;
    for (;;) {
      this.#looks.start();
      const before = elapsed();
      const heard = await this.#looks.next(wait);
      if (signal.aborted) return [];
      if (heard !== undefined) return this.#takesOf(heard, at, elapsed(), isDown);
      // What this side overslept was no silence of the service.
      const overslept = elapsed() - before - wait;
      if (overslept > againMs) patience += overslept;
      const left = patience - elapsed();
      if (left <= 0) return [dark(at, elapsed(), 'within')];
      wait = Math.min(againMs, left);
    }
  }

  get #usualMs(): number {
    return this.#quickestMs ?? this.pace.usualMs;
  }

  #takesOf({ taken, tookMs }: Heard, at: number, ms: number, isDown: boolean): readonly Take[] {
    const { result, detail } = taken;
    const take: Take = { result, detail, askedAt: iso(at), answeredAt: iso(at + ms) };
    if (result !== 'true') return [take];
    // Those that still hang were sent before the service answered: a new question is asked by new ones.
    this.#looks.giveUp();
    const late = !isDown && tookMs > this.#usualMs + this.pace.lateMs;
    this.#quickestMs = Math.min(this.#quickestMs ?? Infinity, tookMs);
    return late ? [dark(at, ms, 'for'), { ...take, askedAt: take.answeredAt }] : [take];
  }
}

function dark(at: number, ms: number, how: 'for' | 'within'): Take {
  const detail = `no answer ${how} ${(ms / 1000).toFixed(1)} s`;
  return { result: 'false', detail, askedAt: iso(at), answeredAt: iso(at + ms) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
