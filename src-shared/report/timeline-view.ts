import type { StepId } from '../base/ids.ts';
import type { Plan, PlanStep } from '../plan/plan.ts';
import type { JournalRecord } from '../run/record.ts';
import { recoveryPoint } from '../run/rpo.ts';
import { rtoTimes } from '../run/rto.ts';
import type { RunState } from '../run/state.ts';
import type { TimelineRow, TimelineView } from './model.ts';
import { executedSteps, notDone } from './step-views.ts';
import { timeSplit } from './time-split.ts';

/** Planned against actual, in milliseconds from the run's start. A run that has not started has planned times only. */
export function timelineView(state: RunState, events: readonly JournalRecord[]): TimelineView {
  const planned = plannedTimes(state.plan);
  const critical = new Set(state.plan.criticalPath.steps);
  const from = state.startedAt ?? '';
  const startMs = Date.parse(from);
  const ends = [...state.steps.values()].flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  const to = state.endedAt ?? ends.sort().at(-1) ?? from;
  const rows = executedSteps(state).map((step): TimelineRow => {
    const run = state.steps.get(step.id);
    const plan = planned.get(step.id);
    return {
      step: step.id,
      title: step.title,
      state: run?.state ?? 'waiting',
      simulated: run?.simulated ?? false,
      overridden: run?.overridden ?? false,
      ...notDone(state, step, run),
      critical: critical.has(step.id),
      ...(plan === undefined ? {} : { plannedStartMs: plan.startMs, plannedEndMs: plan.endMs }),
      ...(run?.startedAt === undefined || from === ''
        ? {}
        : { startMs: Math.max(0, Date.parse(run.startedAt) - startMs) }),
      ...(run?.endedAt === undefined || from === '' ? {} : { endMs: Math.max(0, Date.parse(run.endedAt) - startMs) }),
    };
  });
  return {
    from,
    to,
    zone: state.created?.about.zone ?? 'UTC',
    rows,
    ...rtoView(state),
    ...rpoView(state),
    split: timeSplit(state, events),
    plannedMs: state.plan.criticalPath.seconds * 1000,
  };
}

function rpoView(state: RunState): Pick<TimelineView, 'rpo'> {
  const rpo = recoveryPoint(state);
  return rpo === undefined ? {} : { rpo };
}

/** The objective's clock: from the declared time or a step's start to a step's pass. */
function rtoView(state: RunState): Pick<TimelineView, 'rto'> {
  const { rtoMs, clock } = state.plan.objectives;
  if (rtoMs === undefined && clock === undefined) return {};
  const from = clock === undefined || clock.from === 'declared' ? 'declared' : clock.from;
  const to = clock?.to ?? '';
  const { startedAt, reachedAt } = rtoTimes(state);
  const measured = startedAt !== undefined && reachedAt !== undefined;
  return {
    rto: {
      ...(rtoMs === undefined ? {} : { targetMs: rtoMs }),
      ...(measured ? { actualMs: Date.parse(reachedAt) - Date.parse(startedAt) } : {}),
      from,
      to,
    },
  };
}

interface Planned {
  readonly startMs: number;
  readonly endMs: number;
}

/** Earliest times by `takes`, waits and `for`, phases being barriers; what says nothing of its length counts as 0. */
function plannedTimes(plan: Plan): ReadonlyMap<StepId, Planned> {
  const times = new Map<StepId, Planned>();
  let barrier = 0;
  for (const phase of plan.phases) {
    let waiting = plan.steps.filter((step) => step.phase === phase.id && step.section === 'main');
    const here = new Set(waiting.map(({ id }) => id));
    // Needs may point forward in the document: place what can be placed until nothing is left (the graph has no cycle).
    for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
      before = waiting.length;
      waiting = waiting.filter((step) => {
        const needs = step.needs.filter((id) => here.has(id));
        if (needs.some((id) => !times.has(id))) return true;
        const startMs = Math.max(barrier, ...needs.map((id) => times.get(id)?.endMs ?? 0));
        times.set(step.id, { startMs, endMs: startMs + lengthOf(step) });
        return false;
      });
    }
    barrier = Math.max(barrier, ...[...here].map((id) => times.get(id)?.endMs ?? 0));
  }
  return times;
}

function lengthOf({ action, timing }: PlanStep): number {
  const waits = action.kind === 'wait' && 'forMs' in action ? action.forMs : 0;
  return Math.max(timing.takesMs ?? 0, timing.forMs ?? 0, waits);
}
