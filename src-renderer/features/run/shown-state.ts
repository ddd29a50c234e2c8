import type { StepRunState, StepState } from '../../../src-shared/run/state.ts';

/** A step's state as it is shown: after the end of the run nobody is waited for, and nothing begins. */
export function shownState(run: StepRunState | undefined, ended: boolean): StepState {
  const state = run?.state ?? 'waiting';
  return ended && (state === 'needs-person' || state === 'ready') ? 'waiting' : state;
}
