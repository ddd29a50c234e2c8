import { asId, type StepId } from '../base/ids.ts';
import type { PlanStep, PlanUndo } from '../plan/plan.ts';
import type { RollbackItem } from './facts.ts';
import { isSatisfied } from './order.ts';
import { activeSteps, indexOf } from './plan-index.ts';
import { rollbackItems } from './rollback-items.ts';
import { rtoTimes } from './rto.ts';
import type { RunState, StepRunState } from './state.ts';
import { waitingFor } from './waiting.ts';

/** What is assumed to take as long as this where neither the undo nor its step says: a script, and a person. */
const assumedMs = { script: 60_000, person: 300_000 } as const;

/** The clocks of a run at one moment; all durations in milliseconds, times in ISO 8601 UTC. */
export interface Clocks {
  readonly rto?: RtoClock;
  readonly window?: WindowClock;
  readonly rollback: RollbackEstimate;
  /** Present while the run can still be rolled back inside its window's clock. */
  readonly latestSafeDecision?: LatestSafeDecision;
  readonly pointOfNoReturn?: PointOfNoReturn;
  /** Whose time passes now; absent before the start and after the end. Since `RunState.at`, the time of the last fact. */
  readonly spending?: 'machine' | 'operator' | 'witness' | 'hold';
}

export interface RtoClock {
  readonly targetMs?: number;
  readonly elapsedMs: number;
  readonly running: boolean;
  /** Where the clock has stopped at its `to`, and there is a target. */
  readonly met?: boolean;
}

export interface WindowClock {
  readonly from: string;
  readonly to: string;
  /** Negative once the window is over. */
  readonly remainingMs: number;
}

/** What a rollback that began now would take, one undo after the other. `steps`: undos that can be done. */
export interface RollbackEstimate {
  readonly ms: number;
  readonly steps: number;
  /** Undos of which nobody said how long they take: the assumed time stands in. */
  readonly assumed: number;
}

/** `at`: begun later than this, the rollback would end after the window. `late`: it is past. */
export interface LatestSafeDecision {
  readonly at: string;
  readonly late: boolean;
}

/** The first step that cannot be undone: `passed` it has acted, else it lies ahead. */
export interface PointOfNoReturn {
  readonly step: StepId;
  readonly passed: boolean;
}

/** The clocks of a run (RUN-50 to RUN-53). `now`: milliseconds since 1970. */
export function clocks(state: RunState, now: number): Clocks {
  const rto = rtoClock(state, now);
  const window = windowClock(state, now);
  const rollback = rollbackEstimate(state);
  const point = pointOfNoReturn(state);
  const spending = spendingNow(state);
  const decidable = state.startedAt !== undefined && state.endedAt === undefined && state.rollback === undefined;
  const safeAt = window === undefined || !decidable ? undefined : Date.parse(window.to) - rollback.ms;
  return {
    rollback,
    ...(rto === undefined ? {} : { rto }),
    ...(window === undefined ? {} : { window }),
    ...(safeAt === undefined ? {} : { latestSafeDecision: { at: new Date(safeAt).toISOString(), late: now > safeAt } }),
    ...(point === undefined ? {} : { pointOfNoReturn: point }),
    ...(spending === undefined ? {} : { spending }),
  };
}

function rtoClock(state: RunState, now: number): RtoClock | undefined {
  const { rtoMs, clock } = state.plan.objectives;
  if (rtoMs === undefined && clock === undefined) return undefined;
  const target = rtoMs === undefined ? {} : { targetMs: rtoMs };
  const { startedAt, reachedAt } = rtoTimes(state);
  if (startedAt === undefined) return { ...target, elapsedMs: 0, running: false };
  // A run that ended before its clock could stop has missed the point, and weeks of signing are no outage.
  const end = reachedAt ?? state.endedAt;
  const elapsedMs = Math.max(0, (end === undefined ? now : Date.parse(end)) - Date.parse(startedAt));
  const met = reachedAt === undefined || rtoMs === undefined ? {} : { met: elapsedMs <= rtoMs };
  return { ...target, elapsedMs, running: end === undefined, ...met };
}

function windowClock(state: RunState, now: number): WindowClock | undefined {
  const window = state.created?.about.window;
  // The window is text that people gave: one that is no time has no clock.
  const to = Date.parse(window?.to ?? '');
  return window === undefined || Number.isNaN(to) ? undefined : { ...window, remainingMs: to - now };
}

/** Once a rollback has begun, what is left of it; before that, all that it would have to do. */
function rollbackEstimate(state: RunState): RollbackEstimate {
  if (state.startedAt === undefined) return { ms: 0, steps: 0, assumed: 0 };
  const open = new Set(
    activeSteps(state).flatMap((step) => (isSatisfied(state.steps.get(step.id), step) ? [] : [step.id])),
  );
  // An undo takes the same time before the rollback and in it: both are asked of the same list.
  const items = state.rollback?.undos.filter(({ id }) => open.has(id)) ?? rollbackItems(state);
  const left = items.flatMap((item) => undoTime(state, item));
  return {
    ms: left.reduce((sum, { ms }) => sum + ms, 0),
    steps: left.length,
    assumed: left.filter(({ assumed }) => assumed).length,
  };
}

interface Expected {
  readonly ms: number;
  readonly assumed: boolean;
}

function undoTime(state: RunState, item: RollbackItem): readonly Expected[] {
  const { step } = indexOf(state.plan);
  if (item.kind === 'none') return [];
  if (item.of === undefined) {
    const own = step.get(item.id);
    return own === undefined ? [] : [timeOfStep(own)];
  }
  const of = step.get(item.of);
  return of?.undo === undefined || of.undo.kind === 'none' ? [] : [timeOfUndo(of, of.undo)];
}

function timeOfUndo(of: PlanStep, undo: Exclude<PlanUndo, { readonly kind: 'none' }>): Expected {
  const said = undo.takesMs ?? of.timing.takesMs;
  if (said !== undefined) return { ms: said, assumed: false };
  return { ms: undo.kind === 'manual' ? assumedMs.person : assumedMs.script, assumed: true };
}

function timeOfStep(step: PlanStep): Expected {
  const said = expectedMs(step);
  if (said !== undefined) return { ms: said, assumed: false };
  const { kind } = step.action;
  const byPerson = kind === 'manual' || kind === 'choose' || kind === 'sign' || kind === 'form' || kind === 'terminal';
  return { ms: byPerson ? assumedMs.person : assumedMs.script, assumed: true };
}

/** How long a step should take, as far as its author said: `takes`, a wait's length, or the time a check must hold. */
export function expectedMs({ action, timing }: PlanStep): number | undefined {
  const wait = action.kind === 'wait' && 'forMs' in action ? action.forMs : undefined;
  return timing.takesMs ?? wait ?? timing.forMs;
}

/**
 * A rollback of the runbook's own answers for what its steps changed; there, only `undo: { none }` says that a step
 * cannot be taken back. Else every destructive step without an undo is one, too.
 */
function pointOfNoReturn(state: RunState): PointOfNoReturn | undefined {
  if (state.rollback !== undefined) return undefined;
  const { main, rollback } = indexOf(state.plan);
  const final = main.filter(
    ({ undo, destructive }) => destructive && (undo?.kind === 'none' || (rollback.length === 0 && undo === undefined)),
  );
  const passed = final.find((step) => hasActed(state.steps.get(step.id)));
  if (passed !== undefined) return { step: passed.id, passed: true };
  const ahead = final.find((step) => !isSatisfied(state.steps.get(step.id), step));
  return ahead === undefined ? undefined : { step: ahead.id, passed: false };
}

/** Something of it reached the world, or may have where a person says that it did not work; not what was stood in for. */
function hasActed(run: StepRunState | undefined): boolean {
  if (run === undefined) return false;
  const attempts = run.hosts.flatMap((host) => host.attempts);
  return (
    run.confirmed !== undefined ||
    run.reports.length > 0 ||
    attempts.some(({ started, ended }) => !started.simulated && ended?.end.kind !== 'not-sent')
  );
}

/** While anything runs it is the machine's time; else the witness's where only the witness is waited for. */
function spendingNow(state: RunState): Clocks['spending'] {
  if (state.startedAt === undefined || state.endedAt !== undefined) return undefined;
  if (state.name === 'paused') return 'hold';
  const waiting = state.busy.size > 0 ? [] : waitingFor(state).filter(({ optional }) => !optional);
  if (waiting.length === 0) return 'machine';
  return waiting.every(({ who }) => who === asId('witness')) ? 'witness' : 'operator';
}
