import { inOrderOfNeeds } from '../../../src-shared/plan/in-order-of-needs.ts';
import type { GraphPhase, GraphStep } from './graph-model.ts';

interface End {
  readonly atMs: number;
  readonly step: string | undefined;
}

/**
 * The chain of steps whose expected times add up to the end of the last phase, in order; phases are barriers. Empty
 * where no step says how long it takes: then nothing is more critical than the rest.
 */
export function criticalChain(phases: readonly GraphPhase[], steps: readonly GraphStep[]): readonly string[] {
  if (steps.every(({ takesMs = 0 }) => takesMs === 0)) return [];
  const byPhase = Map.groupBy(steps, ({ phase }) => phase);
  const after = new Map<string, string | undefined>();
  let barrier: End = { atMs: 0, step: undefined };
  for (const { id } of phases) {
    const ends = new Map<string, End>();
    for (const step of inOrderOfNeeds(byPhase.get(id) ?? []).values()) {
      const start = latest(
        barrier,
        step.needs.flatMap((need) => ends.get(need) ?? []),
      );
      after.set(step.id, start.step);
      ends.set(step.id, { atMs: start.atMs + (step.takesMs ?? 0), step: step.id });
    }
    barrier = latest(barrier, [...ends.values()]);
  }
  const chain: string[] = [];
  for (let at = barrier.step; at !== undefined; at = after.get(at)) chain.push(at);
  return chain.reverse();
}

/** Of those that end together the later one counts: it has the longer chain behind it. */
function latest(floor: End, ends: readonly End[]): End {
  return ends.reduce((found, end) => (end.atMs >= found.atMs ? end : found), floor);
}
