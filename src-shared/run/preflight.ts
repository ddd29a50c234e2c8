import type { HostId } from '../base/ids.ts';
import type { HostWork, PlanStep } from '../plan/plan.ts';
import { isDecidedPerHost, preflightFreshMs } from './begin-step.ts';
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
    .filter((step) => atPreflight(state, step) !== undefined);
  const required = checks.filter((step) => step.action.kind === 'check' && phase.get(step.phase)?.preflight === true);
  return {
    required: required.map(({ id }) => id),
    shown: checks.filter((step) => !required.includes(step)).map(({ id }) => id),
  };
}

/**
 * A step as preflight looks at it: with the hosts on which its `when` holds or cannot be decided yet, so that none is
 * forgotten. `undefined` where nothing is left of it now.
 */
export function atPreflight(state: RunState, step: PlanStep): PlanStep | undefined {
  if (step.mode !== 'both' && step.mode !== state.created?.mode) return undefined;
  if (!isDecidedPerHost(step)) return mayHold(state, step) ? step : undefined;
  const { action } = step;
  const held = <T extends HostWork>(hosts: readonly T[]): readonly T[] =>
    hosts.filter(({ host }) => mayHold(state, step, host));
  if (action.kind === 'copy') {
    const hosts = held(action.hosts);
    return hosts.length === 0 ? undefined : { ...step, action: { ...action, hosts } };
  }
  if (action.kind !== 'check' || action.check.kind !== 'run') return step;
  const hosts = held(action.check.hosts);
  return hosts.length === 0 ? undefined : { ...step, action: { ...action, check: { ...action.check, hosts } } };
}

/** False only where `when` is false now; one that names what is not there yet may still become true. */
function mayHold(state: RunState, step: PlanStep, host?: HostId): boolean {
  if (step.when === undefined) return true;
  try {
    return evaluateCondition(step.when, expressionContext(state, step, host));
  } catch {
    return true;
  }
}
