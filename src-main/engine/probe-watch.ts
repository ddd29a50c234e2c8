import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import { holeAfterMs } from '../../src-shared/run/probes.ts';
import type { ProbeCounted, ProbeResult, ProbeSampled, TakeTimes } from '../../src-shared/run/probes-facts.ts';

/** Characters of what a take said: the journal is no log of errors. */
const longestDetail = 300;

export interface Take extends TakeTimes {
  readonly result: ProbeResult;
  readonly detail: string;
}

/** Decides what of one probe's takes is news, and counts the rest. One of them lives as long as a session measures. */
export class ProbeWatch {
  readonly probe: PlanProbe;
  #last: Take | undefined;
  #untold = 0;

  constructor(probe: PlanProbe) {
    this.probe = probe;
  }

  get hasTaken(): boolean {
    return this.#last !== undefined;
  }

  /** The service gave no answer when last looked at, or a wrong one. */
  get isDown(): boolean {
    return this.#last?.result === 'false';
  }

  /** The fact of a take that is news; `last`: it is told whatever it says. */
  took(take: Take, last: boolean): ProbeSampled | undefined {
    const before = this.#last;
    this.#last = take;
    const quiet = before !== undefined && before.result === take.result && !this.#isHole(before, take);
    if (quiet && !last) {
      this.#untold += 1;
      return undefined;
    }
    const takes = this.#untold;
    this.#untold = 0;
    const since =
      before === undefined ? {} : { since: { takes, askedAt: before.askedAt, answeredAt: before.answeredAt } };
    return { probe: this.probe.id, ...take, detail: take.detail.slice(0, longestDetail), ...since };
  }

  /** What was seen since anything was told, or nothing. */
  count(): readonly ProbeCounted[] {
    const takes = this.#untold;
    if (this.#last === undefined || takes === 0) return [];
    this.#untold = 0;
    const { askedAt, answeredAt } = this.#last;
    return [{ probe: this.probe.id, takes, askedAt, answeredAt }];
  }

  #isHole(before: Take, take: Take): boolean {
    return Date.parse(take.askedAt) - Date.parse(before.answeredAt) > holeAfterMs(this.probe.everyMs);
  }
}
