import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { clockText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './wait-countdown.module.css';
import { stepTexts } from './step-texts.ts';

/** How long a wait still lasts. */
export function WaitCountdown({ step, run }: { readonly step: PlanStep; readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const now = useNow();
  const { action } = step;
  if (action.kind !== 'wait') return null;
  if ('until' in action) return <p className={classes['left']}>{words.waitUntil(action.until)}</p>;
  const from = run.hosts[0]?.attempts.at(-1)?.startedAt ?? run.startedAt;
  const left = from === undefined ? action.forMs : Math.max(0, Date.parse(from) + action.forMs - now);
  return (
    <div role="timer" className={classes['left']}>
      {words.waitLeft(clockText(left))}
      <progress max={action.forMs} value={action.forMs - left} aria-label={step.title} />
    </div>
  );
}
