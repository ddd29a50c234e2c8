import type { PlanQuestion } from './plan.ts';

/** The questions of a step as the runbook puts them: the canonical form of a plan sorts its keys. */
export function questionsInOrder(
  ask: Readonly<Record<string, PlanQuestion>>,
): readonly (readonly [id: string, question: PlanQuestion])[] {
  return Object.entries(ask).toSorted(([, a], [, b]) => a.order - b.order);
}
