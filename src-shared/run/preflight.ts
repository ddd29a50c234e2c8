import { preflightFreshMs } from './begin-step.ts';
import type { PlanStep } from '../plan/plan.ts';
import { evaluateCondition, expressionContext } from './context.ts';
import { indexOf } from './plan-index.ts';
import type { RunState } from './state.ts';

export interface PreflightProblem {
  /** A host id, or the id of a check step. */
  readonly subject: string;
  readonly what: string;
}

/**
 * What stands between preflight and the start: not taken, too old (15 minutes), or failed and not accepted. A target
 * that may be dark, and a check outside the preflight phases, are shown and never stand in the way.
 */
export function preflightProblems(state: RunState, now: number): readonly PreflightProblem[] {
  const { preflight } = state;
  if (preflight.finishedAt === undefined) return [{ subject: 'preflight', what: 'has not been taken' }];
  if (now - Date.parse(preflight.finishedAt) > preflightFreshMs) {
    return [{ subject: 'preflight', what: 'is older than 15 minutes and must be repeated' }];
  }
  // In the order of inventory and plan: the order of the answers is another one each time.
  const hosts = Object.keys(state.plan.inventory.hosts)
    .flatMap((id) => preflight.hosts[id] ?? [])
    .filter((probe) => !probe.ok && probe.required)
    .map((probe) => ({ subject: probe.host, what: probe.detail }));
  const checks = indexOf(state.plan)
    .main.flatMap(({ id }) => preflight.checks[id] ?? [])
    .filter((taken) => taken.required && taken.result !== 'true')
    .map((taken) => ({ subject: taken.step, what: taken.detail }));
  return [...hosts, ...checks].filter(({ subject }) => preflight.accepted[subject] === undefined);
}

/**
 * The check steps that preflight requires: those of the phases that are marked so. Of the others, and of what a copy
 * would change, it only tells.
 */
export function preflightChecks(state: RunState): {
  readonly required: readonly string[];
  readonly shown: readonly string[];
} {
  const { main, phase } = indexOf(state.plan);
  const checks = main
    .filter(({ action }) => action.kind === 'check' || action.kind === 'copy')
    .filter((step) => mayApply(state, step));
  const required = checks.filter((step) => step.action.kind === 'check' && phase.get(step.phase)?.preflight === true);
  return {
    required: required.map(({ id }) => id),
    shown: checks.filter((step) => !required.includes(step)).map(({ id }) => id),
  };
}

/** A check whose `when` is false now is not looked at; one that cannot be decided yet is, so that it is not forgotten. */
function mayApply(state: RunState, step: PlanStep): boolean {
  if (step.when === undefined) return true;
  try {
    return evaluateCondition(step.when, expressionContext(state, step));
  } catch {
    return true;
  }
}
