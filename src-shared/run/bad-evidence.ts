import type { PlanCase } from '../plan/plan.ts';
import type { AttemptEnd } from './facts.ts';
import type { RunState } from './state.ts';

/** What was looked at ended otherwise than a look should: with another exit status than 0, or with none. */
export function endedBadly(end: AttemptEnd): boolean {
  return end.kind === 'exit' ? end.code !== 0 : end.kind !== 'observed' && end.kind !== 'simulated';
}

/**
 * On how many hosts the newest evidence of a case ended badly; of a step that stands in for it, how many hosts' last
 * attempts did not pass.
 */
export function badEvidence(state: RunState, one: PlanCase): number {
  if (one.evidence?.kind === 'step') {
    const hosts = state.steps.get(one.evidence.step)?.hosts ?? [];
    return hosts.filter(({ attempts }) => (attempts.at(-1)?.ended?.outcome ?? 'passed') !== 'passed').length;
  }
  const newest = new Map((state.cases.get(one.id)?.evidence ?? []).map(({ host, end }) => [host, end]));
  return [...newest.values()].filter(endedBadly).length;
}
