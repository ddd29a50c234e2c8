import type { RunState, StepRunState } from '../../../src-shared/run/state.ts';
import type { StepState } from '../../../src-shared/run/state.ts';

/** One step in two runs. `undefined`: the other plan has no such step. */
export interface ComparedStep {
  readonly id: string;
  readonly title: string;
  readonly one: StepSide | undefined;
  readonly other: StepSide | undefined;
  readonly differs: boolean;
}

export interface StepSide {
  readonly state: StepState;
  readonly attempts: number;
  /** From its start to its end; undefined where it did not end. */
  readonly tookMs: number | undefined;
}

/** Steps of both plans in the order of the first, then what only the second has. A time alone is no difference. */
export function compareSteps(one: RunState, other: RunState): readonly ComparedStep[] {
  const titles = new Map<string, string>();
  for (const { id, title } of [...one.plan.steps, ...other.plan.steps]) titles.set(id, titles.get(id) ?? title);
  return [...titles].map(([id, title]) => {
    const [left, right] = [sideOf(one, id), sideOf(other, id)];
    const differs = left?.state !== right?.state || left?.attempts !== right?.attempts;
    return { id, title, one: left, other: right, differs };
  });
}

function sideOf(state: RunState, id: string): StepSide | undefined {
  const step = state.plan.steps.find((planned) => planned.id === id);
  if (step === undefined) return undefined;
  const run = state.steps.get(step.id);
  return { state: run?.state ?? 'waiting', attempts: attemptsOf(run), tookMs: tookOf(run) };
}

function attemptsOf(run: StepRunState | undefined): number {
  return run?.hosts.reduce((sum, host) => sum + host.attempts.length, 0) ?? 0;
}

function tookOf(run: StepRunState | undefined): number | undefined {
  if (run?.startedAt === undefined || run.endedAt === undefined) return undefined;
  return Date.parse(run.endedAt) - Date.parse(run.startedAt);
}
