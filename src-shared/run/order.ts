import type { HostId, StepId } from '../base/ids.ts';
import type { PlanStep } from '../plan/plan.ts';
import type { RunState, StepRunState } from './state.ts';

/** True when what waits for this step may go on: it passed, or it was left out in the open. */
export function isSatisfied(step: StepRunState | undefined, plan: PlanStep): boolean {
  switch (step?.state) {
    case 'passed':
    case 'skipped':
    case 'not-applicable':
    case 'owed':
    case 'undone':
      return true;
    case 'failed':
      return plan.onFailure === 'continue' || step.decisions.at(-1)?.choice === 'continue';
    default:
      return false;
  }
}

/**
 * The steps that may move now: those of the first phase that is not done. A phase opens again when one of its steps
 * does (a debt that can be paid, a signature that was voided): nothing behind it begins until it is done once more.
 */
export function openSteps(state: RunState, steps: readonly PlanStep[]): readonly PlanStep[] {
  const first = steps.find((step) => !isSatisfied(state.steps.get(step.id), step));
  return first === undefined ? [] : steps.filter((step) => step.phase === first.phase);
}

/** True when every step that this one needs is satisfied. */
export function needsMet(state: RunState, step: PlanStep, byId: ReadonlyMap<StepId, PlanStep>): boolean {
  return step.needs.every((id) => {
    const needed = byId.get(id);
    return needed === undefined || isSatisfied(state.steps.get(id), needed);
  });
}

/** Hosts that owe something and answer again: the first of their debts comes before everything else that uses them. */
export function hostsPayingDebts(state: RunState, steps: readonly PlanStep[]): ReadonlyMap<HostId | 'app', StepId> {
  const paying = new Map<HostId | 'app', StepId>();
  for (const step of steps) {
    const run = state.steps.get(step.id);
    if (run?.state !== 'ready' && run?.state !== 'running') continue;
    for (const host of run.hosts) {
      const owedBefore = host.attempts.some((attempt) => attempt.ended?.outcome === 'owed');
      const pays = owedBefore && (host.state === 'waiting' || host.state === 'running');
      if (pays && !paying.has(host.host)) paying.set(host.host, step.id);
    }
  }
  return paying;
}

/** The checks of the same phase that come after a step by their needs, also by way of other steps. */
export function checksAfter(steps: readonly PlanStep[], id: StepId): readonly PlanStep[] {
  const phase = steps.find((step) => step.id === id)?.phase;
  const after = new Set([id]);
  // Needs may name later steps of the file too: it is done when a round adds none.
  for (let before = 0; before < after.size;) {
    before = after.size;
    for (const step of steps) {
      if (step.phase === phase && step.needs.some((need) => after.has(need))) after.add(step.id);
    }
  }
  return steps.filter((step) => step.action.kind === 'check' && step.id !== id && after.has(step.id));
}
