import { acceptanceOf, doubtsOf, runNameOf } from '../../src-shared/run/acceptance.ts';
import type { RunState } from '../../src-shared/run/state.ts';

/** 0 done · 1 failed or not accepted · 2 wrong usage · 3 waits for people, or owed · 4 an unknown is undecided. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** How the command that drove or looked at a run ends. An unknown weighs more than anything else that is open. */
export function exitCodeOf(state: RunState): ExitCode {
  const doubts = doubtsOf(state);
  if (doubts.unknown.length > 0) return 4;
  switch (runNameOf(state)) {
    case 'failed':
    case 'aborted':
      return 1;
    case 'rolled-back':
      return 0;
    case 'completed':
      return ofCompleted(state);
    case 'draft':
    case 'preflight':
    case 'approved':
    case 'running':
    case 'paused':
    case 'rolling-back':
      return 3;
  }
}

function ofCompleted(state: RunState): ExitCode {
  const acceptance = acceptanceOf(state);
  if (acceptance.accepted === false || acceptance.doubts.failed.length > 0) return 1;
  if (acceptance.doubts.owed.length > 0) return 3;
  return acceptance.cases > 0 && acceptance.accepted === undefined ? 3 : 0;
}
