import type { PlanStep } from '../plan/plan.ts';
import { beginStep, isFinalFailure, moveStep, retryAt } from './begin-step.ts';
import { evolveFact } from './evolve.ts';
import type { CompareMoment } from './compare-facts.ts';
import type { Fact } from './facts.ts';
import { dueEvidence, evidenceDueAt, formProgress } from './forms-gate.ts';
import { checksAfter, hostsPayingDebts, isSatisfied, needsMet, openSteps } from './order.ts';
import { doubtsOf, outcomeSentence } from './acceptance.ts';
import { activeSteps, hostsOf, indexOf } from './plan-index.ts';
import { isBaselineTaken } from './probes.ts';
import { rollbackItems, undecidedUnknowns, undoneBy } from './rollback-items.ts';
import { settleStep } from './settle-step.ts';
import type { RunState } from './state.ts';

/**
 * Everything that begins or settles by itself at this moment, as facts, until nothing more does. Pure: what it
 * announces is done only after the facts are on disk. While the run is paused, what ended settles and nothing begins.
 */
export function advance(state: RunState, now: number): readonly Fact[] {
  const facts: Fact[] = [];
  let current: RunState = { ...state, at: new Date(now).toISOString() };
  for (;;) {
    const more = nextFacts(current, now);
    if (more.length === 0) return facts;
    facts.push(...more);
    for (const fact of more) current = evolveFact(current, fact);
  }
}

function nextFacts(state: RunState, now: number): readonly Fact[] {
  if (!isMoving(state)) return settleOnly(state);
  const steps = activeSteps(state);
  const settledNow = settleOpen(state, steps);
  if (settledNow.length > 0) return settledNow;
  // Attempts of the change that are still under way end first: an undo must not overtake what it undoes.
  if (state.name === 'rolling-back' && [...state.busy].some((id) => steps.every((step) => step.id !== id))) return [];
  const reaction = reactToFailure(state, steps);
  if (reaction.length > 0) return reaction;
  const moved = moveOpen(state, steps, now);
  return moved.length > 0 ? moved : endOfRun(state, steps);
}

function isMoving(state: RunState): boolean {
  return state.name === 'running' || state.name === 'rolling-back';
}

function settleOnly(state: RunState): readonly Fact[] {
  return state.startedAt === undefined || state.name === 'sealed' ? [] : settleOpen(state, activeSteps(state));
}

function settleOpen(state: RunState, steps: readonly PlanStep[]): readonly Fact[] {
  return steps.flatMap((step) => {
    const run = state.steps.get(step.id);
    if (run === undefined || (run.state !== 'running' && run.state !== 'needs-person') || run.guardTaking) return [];
    const facts = settleStep(state, step, run);
    const undone = facts.some((fact) => fact.type === 'step-settled' && fact.data.state === 'passed')
      ? undoneBy(state, step.id)
      : [];
    return [...facts, ...undone];
  });
}

/** RUN-20: what the runbook says of a failure, where it does not ask a person. */
function reactToFailure(state: RunState, steps: readonly PlanStep[]): readonly Fact[] {
  for (const step of steps) {
    const run = state.steps.get(step.id);
    // After "try again" it is a new failure; any other answer of a person goes before what the runbook says.
    const decided = run?.decisions.at(-1);
    const answered = decided !== undefined && decided.choice !== 'retry';
    if (run?.state !== 'failed' || answered || state.busy.size > 0) continue;
    if (step.onFailure === 'stop') {
      const outcome = `stopped: ${step.id} failed and the runbook says stop`;
      return [{ type: 'run-ended', data: { state: 'failed', outcome } }];
    }
    if (step.onFailure === 'rollback' && state.rollback === undefined && undecidedUnknowns(state).length === 0) {
      const reason = `${step.id} failed and the runbook says roll back`;
      return [{ type: 'rollback-started', data: { reason, undos: rollbackItems(state) } }];
    }
  }
  return [];
}

function moveOpen(state: RunState, steps: readonly PlanStep[], now: number): readonly Fact[] {
  const { step: byId } = indexOf(state.plan);
  const known = state.rollback === undefined ? byId : new Map(steps.map((step) => [step.id, step]));
  const paying = hostsPayingDebts(state, steps);
  const unprovable = new Set([...paying.values()].flatMap((debt) => checksAfter(steps, debt)));
  for (const step of openSteps(state, steps)) {
    const run = state.steps.get(step.id);
    if (run === undefined || (unprovable.has(step) && run.state === 'waiting')) continue;
    const debtFirst = hostsOf(step).some((host) => paying.has(host) && paying.get(host) !== step.id);
    if (debtFirst) continue;
    let facts: readonly Fact[] = [];
    if (run.state === 'ready' || (run.state === 'waiting' && needsMet(state, step, known))) {
      facts = comparing(state, step, steps) ?? probing(state, step) ?? beginStep(state, step, run, now);
    } else if (run.state === 'running') facts = moveStep(state, step, run, now);
    else if (run.state === 'needs-person') facts = openForm(state, step, now);
    if (facts.length > 0) return facts;
  }
  return comparingAfter(state, steps);
}

/** A form that takes evidence by itself; one that holds nothing at all is done. */
function openForm(state: RunState, step: PlanStep, now: number): readonly Fact[] {
  const form = step.action.kind === 'form' ? indexOf(state.plan).form.get(step.action.form) : undefined;
  return form === undefined ? [] : dueEvidence(state, form, now);
}

/** Steps whose kind may change something in the world: before the first of them values and probes are taken. */
export function changesSomething(step: PlanStep): boolean {
  return ['run', 'manual', 'terminal', 'dns', 'copy'].includes(step.action.kind);
}

/** RUN-14: declared values are taken before the first step that changes something begins. Nothing while it waits. */
function comparing(state: RunState, step: PlanStep, steps: readonly PlanStep[]): readonly Fact[] | undefined {
  if (state.plan.compare.length === 0 || state.rollback !== undefined || !changesSomething(step)) return undefined;
  if (state.compareStarted.before === undefined) return [{ type: 'compare-started', data: { when: 'before' } }];
  return compareDone(state, 'before') || steps.length === 0 ? undefined : [];
}

/** RUN-64: it waits until each probe has said once how the service is before the change. */
function probing(state: RunState, step: PlanStep): readonly Fact[] | undefined {
  return state.rollback === undefined && changesSomething(step) && !isBaselineTaken(state) ? [] : undefined;
}

/** And again at the end, when only people's verdicts and signatures are left: checks wait for what takes its time. */
function comparingAfter(state: RunState, steps: readonly PlanStep[]): readonly Fact[] {
  const when = momentOfEnd(state);
  const due =
    state.plan.compare.length > 0 &&
    state.compareStarted.before !== undefined &&
    state.compareStarted[when] === undefined &&
    steps.every((step) => isOfPeople(step) || isSatisfied(state.steps.get(step.id), step));
  return due ? [{ type: 'compare-started', data: { when } }] : [];
}

/** What a rollback left is another value than what the change left: a run that had ended before keeps both. */
function momentOfEnd(state: RunState): 'after' | 'rolled-back' {
  return state.rollback === undefined ? 'after' : 'rolled-back';
}

function isOfPeople({ action }: PlanStep): boolean {
  return action.kind === 'form' || action.kind === 'sign';
}

function compareDone(state: RunState, when: CompareMoment): boolean {
  const wanted = state.plan.compare.reduce((sum, one) => sum + one.hosts.length, 0);
  return state.compare.filter((one) => one.when === when).length >= wanted;
}

/** RUN-40: a run ends when every step is satisfied, nothing is owed and nothing is under way. */
function endOfRun(state: RunState, steps: readonly PlanStep[]): readonly Fact[] {
  const runs = steps.map((step) => state.steps.get(step.id));
  const open = steps.some((step, at) => !isSatisfied(runs[at], step)) || state.busy.size > 0;
  if (open || runs.some((run) => run?.state === 'owed')) return [];
  const when = momentOfEnd(state);
  if (state.compareStarted[when] !== undefined && !compareDone(state, when)) return [];
  const failed = runs.some((run) => run?.state === 'failed');
  const end = failed ? 'failed' : state.rollback === undefined ? 'completed' : 'rolled-back';
  return [{ type: 'run-ended', data: { state: end, outcome: outcomeSentence(end, doubtsOf(state), 'en') } }];
}

/** When something may begin by itself next, in milliseconds since 1970; Infinity: only people or the world move it. */
export function nextWake(state: RunState): number {
  if (!isMoving(state)) return Infinity;
  let wake = Infinity;
  for (const step of openSteps(state, activeSteps(state))) {
    const run = state.steps.get(step.id);
    for (const host of run?.hosts ?? []) {
      if (!isFinalFailure(step, host)) wake = Math.min(wake, retryAt(step, host));
    }
    const form = step.action.kind === 'form' && run?.state === 'needs-person' ? step.action.form : undefined;
    if (form === undefined || formProgress(state, form).open.length === 0) continue;
    for (const { case: one, form: of } of indexOf(state.plan).case.values()) {
      const taken = state.cases.get(one.id);
      if (of.id !== form || one.evidence?.kind !== 'run' || taken === undefined) continue;
      if (taken.evidencePending.length === 0 && taken.evidence.length === 0)
        wake = Math.min(wake, evidenceDueAt(state, one));
    }
  }
  return wake;
}
