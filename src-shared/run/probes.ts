import { assertNever } from '../base/assert-never.ts';
import type { Fact } from './facts.ts';
import type { ProbeCounted, ProbeFactData, ProbeResult, ProbeSampled, TakeTimes } from './probes-facts.ts';
import type { ProbeRunState, ProbeSpan } from './probes-state.ts';
import type { RunState } from './state.ts';

export type ProbeFact = Extract<Fact, { readonly type: keyof ProbeFactData }>;

/**
 * Longer than this between two takes, nobody looked (the machine slept, or had no time): milliseconds. A look that is a
 * little late is no hole.
 */
export function holeAfterMs(everyMs: number): number {
  return 3 * everyMs + 1000;
}

/** How often what did not change is told, in milliseconds: what a crash can take from the measured time. */
export const countEveryMs = 60_000;

/** RUN-60: probes look from the start of the run to its end, through pauses and rollbacks. */
export function isMeasured({ plan, name, startedAt, endedAt }: RunState): boolean {
  const moving = name === 'running' || name === 'paused' || name === 'rolling-back';
  return plan.probes.length > 0 && moving && startedAt !== undefined && endedAt === undefined;
}

/** RUN-64: what was before the change is known: each probe has been taken once. */
export function isBaselineTaken({ plan, probes }: RunState): boolean {
  return plan.probes.every(({ id }) => probes[id] !== undefined);
}

/** Folds what probes told into the state. A probe that the plan does not have leaves no trace. */
export function evolveProbes(state: RunState, fact: ProbeFact): RunState {
  switch (fact.type) {
    case 'probe-sampled': {
      const probe = state.plan.probes.find(({ id }) => id === fact.data.probe);
      if (probe === undefined) return state;
      const run = sampled(state.probes[probe.id], fact.data, holeAfterMs(probe.everyMs));
      return { ...state, probes: { ...state.probes, [probe.id]: run } };
    }
    case 'probes-counted':
      return fact.data.probes.reduce(counted, state);
    case 'probes-stopped':
      return stoppedProbes(state);
    default:
      return assertNever(fact, 'probe fact');
  }
}

/** A session that ended, in whatever way, leaves no probe looking. */
export function stoppedProbes(state: RunState): RunState {
  const stopped = Object.entries(state.probes).map(([id, run]) => [id, { ...run, live: false }] as const);
  return stopped.length === 0 ? state : { ...state, probes: Object.fromEntries(stopped) };
}

function counted(state: RunState, { probe, takes, askedAt, answeredAt }: ProbeCounted): RunState {
  const run = state.probes[probe];
  if (run === undefined) return state;
  const seen = { ...lastSeen(run, { askedAt, answeredAt }), takes: run.takes + takes };
  return { ...state, probes: { ...state.probes, [probe]: seen } };
}

const spanOf: Readonly<Record<ProbeResult, ProbeSpan['is']>> = {
  true: 'up',
  false: 'down',
  'not-taken': 'not-measured',
};

function sampled(before: ProbeRunState | undefined, take: ProbeSampled, holeMs: number): ProbeRunState {
  const { askedAt, answeredAt, since, detail } = take;
  const is = spanOf[take.result];
  const fresh = { is, from: askedAt, to: later(askedAt, answeredAt), detail };
  if (before === undefined) return { spans: [fresh], takes: 1, last: { askedAt, answeredAt }, live: true };
  const known = since === undefined ? before : lastSeen(before, since);
  const hole = since === undefined || Date.parse(askedAt) - Date.parse(since.answeredAt) > holeMs;
  return {
    spans: hole ? overHole(known.spans, fresh) : joined(known.spans, fresh, known.last),
    takes: before.takes + (since?.takes ?? 0) + 1,
    last: { askedAt, answeredAt },
    live: true,
  };
}

/** The last span lasts at least until the answer of a take that said the same. */
function lastSeen(run: ProbeRunState, { askedAt, answeredAt }: TakeTimes): ProbeRunState {
  const span = run.spans.at(-1);
  if (span === undefined) return run;
  const spans = [...run.spans.slice(0, -1), { ...span, to: later(span.to, answeredAt) }];
  return { ...run, spans, last: { askedAt, answeredAt } };
}

/** Between the last answer and the first question nobody looked. */
function overHole(spans: readonly ProbeSpan[], fresh: ProbeSpan): readonly ProbeSpan[] {
  const before = spans.at(-1);
  if (before === undefined) return [fresh];
  const from = later(before.to, fresh.from);
  const after = { ...fresh, from, to: later(from, fresh.to) };
  if (before.is === 'not-measured' && after.is === 'not-measured') return extended(spans, after.to);
  const hole: ProbeSpan = { is: 'not-measured', from: before.to, to: from, detail: '' };
  if (before.is === 'not-measured') return [...extended(spans, from), after];
  if (after.is === 'not-measured') return [...spans, { ...hole, to: after.to, detail: after.detail }];
  return [...spans, hole, after];
}

function extended(spans: readonly ProbeSpan[], to: string): readonly ProbeSpan[] {
  const last = spans.at(-1);
  return last === undefined ? spans : [...spans.slice(0, -1), { ...last, to: later(last.to, to) }];
}

/**
 * A take right after another. An outage begins when the first take that failed was asked, and ends when the first one
 * that worked was answered; between an answer and the next question the earlier state is taken to go on.
 */
function joined(spans: readonly ProbeSpan[], fresh: ProbeSpan, last: TakeTimes): readonly ProbeSpan[] {
  const before = spans.at(-1);
  if (before === undefined) return [fresh];
  if (before.is === fresh.is) return extended(spans, fresh.to);
  const proven = before.is !== 'not-measured';
  // Wall clocks can be set back: a span never ends before it began.
  const at = later(before.from, before.is === 'down' && fresh.is === 'up' ? fresh.to : fresh.from);
  const bothSeen = proven && fresh.is !== 'not-measured';
  const slackMs = Math.max(0, Date.parse(at) - Date.parse(last.askedAt));
  return [
    ...spans.slice(0, -1),
    { ...before, to: at, ...(bothSeen ? { toSlackMs: slackMs } : {}) },
    { ...fresh, from: at, to: later(at, fresh.to), ...(bothSeen ? { fromSlackMs: slackMs } : {}) },
  ];
}

function later(one: string, other: string): string {
  return other > one ? other : one;
}
