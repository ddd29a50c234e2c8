import type { RunState } from './state.ts';
import { activeSteps } from './plan-index.ts';

export interface Doubts {
  readonly failed: number;
  readonly skipped: number;
  readonly simulated: number;
  readonly owed: number;
  readonly unknown: number;
  readonly overridden: number;
}

/** How many steps of the run were not plainly done; a step is counted under its gravest word. */
export function doubtsOf(state: RunState): Doubts {
  const counts = { failed: 0, skipped: 0, simulated: 0, owed: 0, unknown: 0, overridden: 0 };
  for (const step of activeSteps(state)) {
    const run = state.steps.get(step.id);
    if (run === undefined) continue;
    if (run.state === 'failed') counts.failed += 1;
    else if (run.state === 'unknown') counts.unknown += 1;
    else if (run.state === 'owed') counts.owed += 1;
    else if (run.state === 'skipped') counts.skipped += 1;
    else if (run.simulated) counts.simulated += 1;
    else if (run.overridden) counts.overridden += 1;
  }
  return counts;
}

/** `completed with 2 skipped, 1 owed`: a run with a doubt never reads plainly. */
export function outcomeSentence(state: RunState, word: string): string {
  const doubts = Object.entries(doubtsOf(state)).filter(([, count]) => Number(count) > 0);
  return doubts.length === 0
    ? word
    : `${word} with ${doubts.map(([name, count]) => `${Number(count)} ${name}`).join(', ')}`;
}
