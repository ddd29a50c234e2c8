import { indexOf } from './plan-index.ts';
import type { RunState, StepRunState } from './state.ts';

/** ISO 8601 UTC. `reachedAt` is absent while the clock runs, and for ever where its `to` was never reached. */
export interface RtoTimes {
  readonly startedAt?: string;
  readonly reachedAt?: string;
}

/**
 * RUN-50: from the declared time, or a step's start, to a step's pass; without a clock from the run's start to its end.
 * A step of `forEach` has begun with its first instance, and has passed with its last.
 */
export function rtoTimes(state: RunState): RtoTimes {
  const { clock } = state.plan.objectives;
  const declared = clock === undefined || clock.from === 'declared';
  const startedAt = declared ? (state.rtoDeclaredAt ?? state.startedAt) : firstStart(instancesOf(state, clock.from));
  const reachedAt = clock === undefined ? endWithoutFailure(state) : lastPass(instancesOf(state, clock.to));
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(reachedAt === undefined ? {} : { reachedAt }),
  };
}

function instancesOf(state: RunState, name: string): readonly StepRunState[] {
  return indexOf(state.plan).main.flatMap(({ id }) => {
    const run = id === name || id.startsWith(`${name}@`) ? state.steps.get(id) : undefined;
    return run === undefined ? [] : [run];
  });
}

function firstStart(runs: readonly StepRunState[]): string | undefined {
  return runs.flatMap(({ startedAt }) => startedAt ?? []).toSorted()[0];
}

function lastPass(runs: readonly StepRunState[]): string | undefined {
  const counted = runs.filter(({ state }) => state !== 'not-applicable');
  if (counted.some(({ state }) => state !== 'passed')) return undefined;
  return counted
    .flatMap(({ endedAt }) => endedAt ?? [])
    .toSorted()
    .at(-1);
}

function endWithoutFailure({ steps, endedAt }: RunState): string | undefined {
  return [...steps.values()].some(({ state }) => state === 'failed') ? undefined : endedAt;
}
