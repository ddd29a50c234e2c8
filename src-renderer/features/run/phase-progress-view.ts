import { expectedMs } from '../../../src-shared/run/clocks.ts';
import { isSatisfied } from '../../../src-shared/run/order.ts';
import { activeSteps, indexOf } from '../../../src-shared/run/plan-index.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { RunState, StepState } from '../../../src-shared/run/state.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { shownState } from './shown-state.ts';

/** A phase with the states of its steps; times in ISO 8601 and milliseconds. */
export interface PhaseView {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly PlanStep[];
  readonly done: number;
  readonly skipped: number;
  /** Cases of its forms that stand at FAIL. */
  readonly fails: number;
  /** The state that says most about the phase. */
  readonly state: StepState;
  readonly startedAt?: string;
  /** Present once every step is done. */
  readonly endedAt?: string;
  /** Along the longest chain of its steps, as its authors said; 0 where they said nothing. */
  readonly expectedMs: number;
}

/** What the phase reads as: the gravest first, then what moves, then how far it is. */
const gravity: readonly StepState[] = ['unknown', 'failed', 'needs-person', 'running', 'ready', 'owed'];
const leftOut: ReadonlySet<StepState> = new Set(['skipped', 'not-applicable']);
const byState = new WeakMap<RunState, readonly PhaseView[]>();

/** The phases of what runs now, in their order; once a rollback has begun, the change first and then the rollback. */
export function phaseViews(state: RunState): readonly PhaseView[] {
  const known = byState.get(state);
  if (known !== undefined) return known;
  const steps =
    state.rollback === undefined ? activeSteps(state) : [...indexOf(state.plan).main, ...activeSteps(state)];
  const grouped = Map.groupBy(steps, ({ phase }) => phase);
  const made = [...grouped].map(([id, own]) => phaseView(state, id, own));
  byState.set(state, made);
  return made;
}

function phaseView(state: RunState, id: string, steps: readonly PlanStep[]): PhaseView {
  const runs = steps.map((step) => state.steps.get(step.id));
  const states = runs.map((run) => shownState(run, state.endedAt !== undefined));
  const done = steps.filter((step, at) => isSatisfied(runs[at], step)).length;
  const grave = gravity.find((one) => states.includes(one));
  const starts = runs.flatMap((run) => run?.startedAt ?? []).sort();
  const ends = runs.flatMap((run) => run?.endedAt ?? []).sort();
  const whole = done === steps.length;
  const [startedAt] = starts;
  const endedAt = ends.at(-1);
  return {
    id,
    // The undos that a rollback makes of what ran stand in no phase of the plan.
    title: indexOf(state.plan).phase.get(id)?.title ?? (id === 'rollback' ? 'Rollback' : id),
    steps,
    done,
    skipped: states.filter((one) => leftOut.has(one)).length,
    fails: steps.reduce((sum, { id }) => sum + failedCases(state, id).length, 0),
    state: grave ?? (whole ? settledState(states) : done > 0 && state.endedAt === undefined ? 'running' : 'waiting'),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(whole && endedAt !== undefined ? { endedAt } : {}),
    expectedMs: longestChain(steps.filter((_, at) => !leftOut.has(states[at] ?? 'waiting'))),
  };
}

/** Steps that need nothing of each other go on side by side. */
function longestChain(steps: readonly PlanStep[]): number {
  const own = new Map(steps.map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const endOf = (step: PlanStep): number => {
    const known = ends.get(step.id);
    if (known !== undefined) return known;
    const before = step.needs.flatMap((id) => own.get(id) ?? []);
    const end = Math.max(0, ...before.map(endOf)) + (expectedMs(step) ?? 0);
    ends.set(step.id, end);
    return end;
  };
  return Math.max(0, ...steps.map(endOf));
}

/** Nothing is green that was not proven: a phase of skipped steps is skipped. */
function settledState(states: readonly StepState[]): StepState {
  if (states.every((one) => leftOut.has(one))) return states.includes('skipped') ? 'skipped' : 'not-applicable';
  return states.includes('undone') ? 'undone' : 'passed';
}
