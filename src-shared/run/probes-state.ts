import type { TakeTimes } from './probes-facts.ts';

/** A time, without a break, in which all takes of a probe said the same. Times are ISO 8601 UTC. */
export interface ProbeSpan {
  readonly is: 'up' | 'down' | 'not-measured';
  readonly from: string;
  readonly to: string;
  /** What its first take said; nothing where nobody looked. */
  readonly detail: string;
  /** It may have begun that much earlier: the take before it was asked then. Absent: nothing was seen before it. */
  readonly fromSlackMs?: number;
  /** It may have ended that much earlier. Absent: its end was not seen. */
  readonly toSlackMs?: number;
}

export interface ProbeRunState {
  /** Oldest first; each begins where the one before it ends. */
  readonly spans: readonly ProbeSpan[];
  readonly takes: number;
  /** The last take that is known of. */
  readonly last: TakeTimes;
  /** Takes go on: what is not told has not changed. */
  readonly live: boolean;
}
