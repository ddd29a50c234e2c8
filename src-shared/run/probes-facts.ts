/** What probes leave in a journal. Thousands of takes that say the same become one fact a minute, for all probes. */
export interface ProbeFactData {
  /** A take that is news: the first of a session, another result than before, the first after a hole, the last one. */
  readonly 'probe-sampled': ProbeSampled;
  /** Once a minute: what the probes went on seeing since they last told anything. */
  readonly 'probes-counted': { readonly probes: readonly ProbeCounted[] };
  /** Nothing is measured from here: the run has ended, or the program is about to. */
  readonly 'probes-stopped': Readonly<Record<string, never>>;
}

export type ProbeResult = 'true' | 'false' | 'not-taken';

/** When a take was asked, and when its answer (or the certainty that there is none) was there; ISO 8601 UTC. */
export interface TakeTimes {
  readonly askedAt: string;
  readonly answeredAt: string;
}

export interface ProbeSampled extends TakeTimes {
  readonly probe: string;
  /** `not-taken`: this side could not look, so nothing was measured. */
  readonly result: ProbeResult;
  readonly detail: string;
  /** The take right before this one in the same session, and how many had not been told singly, this one left out. */
  readonly since?: TakeTimes & { readonly takes: number };
}

/** `takes` that said what the probe's last fact says; the times are those of the last of them. */
export interface ProbeCounted extends TakeTimes {
  readonly probe: string;
  readonly takes: number;
}
