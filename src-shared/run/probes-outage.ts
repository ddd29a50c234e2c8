import type { PlanProbe } from '../plan/plan.ts';
import { countEveryMs, isMeasured } from './probes.ts';
import type { ProbeRunState, ProbeSpan } from './probes-state.ts';
import type { RunState } from './state.ts';

/** One outage as a customer saw it: from the asking of the first take that failed to the answer of the first that worked. */
export interface OutageGap {
  readonly from: string;
  /** Of an outage that goes on: the time until which it is known. */
  readonly to: string;
  readonly ms: number;
  /** The service is still out, as far as is known. */
  readonly open: boolean;
  /** False: it was out already when the measurement began. */
  readonly startSeen: boolean;
  /** False: the measurement broke off while it was out. */
  readonly endSeen: boolean;
  /** `ms` may be wrong by this much either way, as far as start and end were seen; about the probe's interval. */
  readonly uncertainMs: number;
  /** What the first take that failed said. */
  readonly detail: string;
}

/** What one probe has seen of the service, all durations in milliseconds. */
export interface ProbeOutage {
  readonly id: string;
  readonly title: string;
  readonly everyMs: number;
  readonly is: ProbeSpan['is'] | 'not-started';
  /** Since when it is so. */
  readonly since?: string;
  readonly gaps: readonly OutageGap[];
  readonly longestMs: number;
  readonly totalMs: number;
  readonly measuredMs: number;
  readonly notMeasuredMs: number;
  readonly takes: number;
  /** For drawing; they cover everything from the first take on. */
  readonly spans: readonly ProbeSpan[];
}

/**
 * What each probe of the plan has seen, in their order. `now` (milliseconds since 1970): how it stands at this moment,
 * where a run is under way; without it only what is in the record.
 */
export function probeOutages(state: RunState, now?: number): readonly ProbeOutage[] {
  return state.plan.probes.map((probe) => {
    const run = state.probes[probe.id];
    const open = run !== undefined && now !== undefined && isMeasured(state);
    return outageOf(probe, run, open ? spansUntil(run, probe, new Date(now).toISOString()) : (run?.spans ?? []));
  });
}

/** Probes that say at this moment that the service is out. */
export function currentOutages(state: RunState, now: number): readonly ProbeOutage[] {
  return probeOutages(state, now).filter(({ is }) => is === 'down');
}

function outageOf(
  { id, title, everyMs }: PlanProbe,
  run: ProbeRunState | undefined,
  spans: readonly ProbeSpan[],
): ProbeOutage {
  const last = spans.at(-1);
  const gaps = spans.flatMap((span, at) => (span.is === 'down' ? [gapOf(span, at === spans.length - 1, everyMs)] : []));
  const sum = (of: readonly ProbeSpan[]): number => of.reduce((ms, span) => ms + lengthOf(span), 0);
  return {
    id,
    title,
    everyMs,
    is: last?.is ?? 'not-started',
    ...(last === undefined ? {} : { since: last.from }),
    gaps,
    longestMs: Math.max(0, ...gaps.map(({ ms }) => ms)),
    totalMs: gaps.reduce((ms, gap) => ms + gap.ms, 0),
    measuredMs: sum(spans.filter(({ is }) => is !== 'not-measured')),
    notMeasuredMs: sum(spans.filter(({ is }) => is === 'not-measured')),
    takes: run?.takes ?? 0,
    spans,
  };
}

/** A minute of silence is usual; after that, whoever held the run is gone, and nobody looked since. */
function spansUntil(run: ProbeRunState, { everyMs }: PlanProbe, now: string): readonly ProbeSpan[] {
  const last = run.spans.at(-1);
  if (last === undefined || now <= last.to) return run.spans;
  const quietMs = Date.parse(now) - Date.parse(run.last.answeredAt);
  const looking = run.live && quietMs <= Math.max(countEveryMs, everyMs) + everyMs + graceMs;
  if (looking || last.is === 'not-measured') return [...run.spans.slice(0, -1), { ...last, to: now }];
  return [...run.spans, { is: 'not-measured', from: last.to, to: now, detail: '' }];
}

/** A slow take, a slow disk: milliseconds. */
const graceMs = 30_000;

function gapOf(span: ProbeSpan, open: boolean, everyMs: number): OutageGap {
  const { from, to, detail, fromSlackMs, toSlackMs } = span;
  return {
    from,
    to,
    ms: lengthOf(span),
    open,
    startSeen: fromSlackMs !== undefined,
    endSeen: toSlackMs !== undefined,
    uncertainMs: Math.max(everyMs, fromSlackMs ?? 0, toSlackMs ?? 0),
    detail,
  };
}

function lengthOf({ from, to }: ProbeSpan): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
