import { expectedMs } from '../../../src-shared/run/clocks.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { clockText, expectedText } from '../../ui/times.ts';

/** Since when it counts: what runs now began with its present attempt, not with one that failed before. */
function beganAt(run: StepRunState): string | undefined {
  const open = run.hosts.flatMap(({ attempts }) => attempts.filter(({ ended }) => ended === undefined));
  return open.map(({ startedAt }) => startedAt).sort()[0] ?? run.startedAt;
}

/** True while time passes for a step: somebody or something is at work on it. */
export function isTicking(run: StepRunState | undefined): boolean {
  return run?.state === 'running' || run?.state === 'needs-person';
}

/** Milliseconds that a step took, or has taken so far; undefined while it has not begun. */
function elapsedMs(run: StepRunState | undefined, now: number): number | undefined {
  if (run === undefined) return undefined;
  const from = isTicking(run) ? beganAt(run) : run.startedAt;
  if (from === undefined) return undefined;
  const to = isTicking(run) || run.endedAt === undefined ? now : Date.parse(run.endedAt);
  return Math.max(0, to - Date.parse(from));
}

export interface StepTime {
  readonly text: string;
  readonly late: boolean;
}

/** `2:14 of ~2:00` while it is open, `2:14` when it is over, `~2:00` before. */
export function stepTime(step: PlanStep, run: StepRunState | undefined, now: number, of: string): StepTime {
  const expected = expectedMs(step);
  const elapsed = elapsedMs(run, now);
  if (elapsed === undefined || run?.state === 'not-applicable') {
    return { text: run?.state === 'not-applicable' ? '' : expectedText(expected), late: false };
  }
  if (!isTicking(run)) return { text: clockText(elapsed), late: false };
  if (expected === undefined) return { text: clockText(elapsed), late: false };
  return { text: `${clockText(elapsed)} ${of} ${expectedText(expected)}`, late: elapsed > expected };
}
