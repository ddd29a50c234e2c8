import { inOrderOfNeeds } from './in-order-of-needs.ts';
import type { CaseId, StepId } from '../base/ids.ts';
import type { Plan, PlanForm, PlanStep } from './plan.ts';

type Schedule = Pick<Plan, 'phases' | 'steps' | 'forms'>;

interface Times {
  readonly startMs: number;
  readonly endMs: number;
  /** The step whose end let this one start; undefined at the very beginning. */
  readonly after: StepId | undefined;
}

/**
 * Expected seconds from the start of the first phase to the end of the last, and the chain of steps that makes them:
 * `takes`, waits, `for` and due delays, phases being barriers. What says nothing of its length counts as 0; so does
 * `wait until`, whose length depends on when the run starts, and each step of `idle`, which will not take place.
 * Rollback steps are no part of it.
 */
export function criticalPath(plan: Schedule, idle: ReadonlySet<StepId>): Plan['criticalPath'] {
  const forms = new Map(plan.forms.map((form) => [form.id, form]));
  const stepsOf = Map.groupBy(
    plan.steps.filter((step) => step.section === 'main'),
    (step) => step.phase,
  );
  const times = new Map<StepId, Times>();
  let barrier: Earliest = { atMs: 0, step: undefined };
  for (const phase of plan.phases) {
    const steps = inOrderOfNeeds(stepsOf.get(phase.id) ?? []);
    for (const step of steps.values()) {
      // What it needs of earlier phases ended before the barrier did.
      const start = latest(
        barrier,
        step.needs.filter((id) => steps.has(id)),
        times,
      );
      times.set(
        step.id,
        idle.has(step.id)
          ? { startMs: start.atMs, endMs: start.atMs, after: start.step }
          : timesOf(step, start, times, forms.get(step.id)),
      );
    }
    barrier = latest(barrier, steps.keys(), times);
  }
  return { seconds: Math.ceil(barrier.atMs / 1000), steps: chainTo(barrier.step, times) };
}

/** When something can begin, and the step whose end that is. */
interface Earliest {
  readonly atMs: number;
  readonly step: StepId | undefined;
}

/** Of steps that end together the last one counts: it has the longer chain behind it. */
function latest(floor: Earliest, steps: Iterable<StepId>, times: ReadonlyMap<StepId, Times>): Earliest {
  let found = floor;
  for (const id of steps) {
    const endMs = times.get(id)?.endMs;
    if (endMs !== undefined && endMs >= found.atMs) found = { atMs: endMs, step: id };
  }
  return found;
}

function timesOf(
  step: PlanStep,
  start: Earliest,
  times: ReadonlyMap<StepId, Times>,
  form: PlanForm | undefined,
): Times {
  const ownEnd = start.atMs + durationOf(step);
  const dueEnd = form === undefined ? { atMs: 0, step: undefined } : lastDue(form, start.atMs, times);
  // Evidence that is due after an earlier step may be what holds the form open: then that step is in the chain.
  if (dueEnd.atMs > ownEnd) {
    return { startMs: start.atMs, endMs: dueEnd.atMs, after: dueEnd.step ?? start.step };
  }
  return { startMs: start.atMs, endMs: ownEnd, after: start.step };
}

/** A check may be true at once, but must stay so: `for` is its least, `within` only its patience. */
function durationOf(step: PlanStep): number {
  const waits = step.action.kind === 'wait' && 'forMs' in step.action ? step.action.forMs : 0;
  return Math.max(step.timing.takesMs ?? 0, step.timing.forMs ?? 0, waits);
}

/** When the last due evidence of a form is taken, counted from the end of a step or from the form's start. */
function lastDue(form: PlanForm, startMs: number, times: ReadonlyMap<StepId, Times>): Earliest {
  const cases = new Map(form.groups.flatMap((group) => group.cases.map((one) => [one.id, one])));
  const known = new Map<CaseId, Earliest>();
  const dueOf = (id: CaseId): Earliest => {
    const seen = known.get(id);
    if (seen !== undefined) return seen;
    // Stands in for the answer while it is looked for, so that a cycle of due cases ends.
    known.set(id, { atMs: startMs, step: undefined });
    const due = cases.get(id)?.due;
    let found: Earliest = { atMs: startMs, step: undefined };
    if (due !== undefined) {
      const step = times.get(due.after as StepId);
      const from = step === undefined ? dueOf(due.after as CaseId) : { atMs: step.endMs, step: due.after as StepId };
      found = { atMs: from.atMs + due.byMs, step: from.step };
    }
    known.set(id, found);
    return found;
  };
  let last: Earliest = { atMs: 0, step: undefined };
  for (const id of cases.keys()) {
    const due = dueOf(id);
    if (due.atMs > last.atMs) last = due;
  }
  return last;
}

/** The chain backwards from what ends last. */
function chainTo(last: StepId | undefined, times: ReadonlyMap<StepId, Times>): readonly StepId[] {
  const chain: StepId[] = [];
  for (let id = last; id !== undefined; id = times.get(id)?.after) chain.push(id);
  return chain.reverse();
}
