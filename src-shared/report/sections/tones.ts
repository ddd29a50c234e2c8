import { assertNever } from '../../base/assert-never.ts';
import type { StepState } from '../../run/state.ts';
import type { Tone } from '../blocks.ts';
import type { StepView } from '../model.ts';
import type { ReportTexts } from '../texts/en.ts';

/** The tone of a step's state; what was only simulated, or rests on a person's word, is never green. */
export function stepTone(step: Pick<StepView, 'state' | 'simulated' | 'overridden' | 'notDone'>): Tone {
  if (step.notDone === true) return 'neutral';
  if (step.state === 'passed' && step.simulated) return 'skipped';
  if (step.state === 'passed' && step.overridden) return 'warning';
  return stateTone(step.state);
}

/** The word beside it. */
export function stepWord(
  step: Pick<StepView, 'state' | 'simulated' | 'overridden' | 'notDone'>,
  texts: ReportTexts,
): string {
  if (step.notDone === true) return texts.states.notDone;
  if (step.simulated) return texts.states.simulated;
  if (step.state === 'passed' && step.overridden) return texts.states.overridden;
  return texts.states[step.state];
}

/** The tone of a bare state. */
function stateTone(state: StepState): Tone {
  switch (state) {
    case 'waiting':
    case 'ready':
      return 'neutral';
    case 'running':
      return 'running';
    case 'needs-person':
      return 'person';
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failed';
    case 'skipped':
    case 'not-applicable':
      return 'skipped';
    case 'owed':
      return 'owed';
    case 'unknown':
      return 'unknown';
    case 'undone':
      return 'undone';
    default:
      return assertNever(state, 'step state');
  }
}
