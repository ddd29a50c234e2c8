import { roleTitle } from '../../../src-shared/report/person-words.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './step-head.module.css';
import { shownState } from './shown-state.ts';
import { stepTexts } from './step-texts.ts';
import { isTicking, stepTime } from './step-times.ts';

export interface StepHeadProps {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
}

/** Title, state in words, who must act, and the time against what was expected. */
export function StepHead({ step, run }: StepHeadProps) {
  const words = useTexts(stepTexts);
  const plan = useRun(({ opened }) => opened.plan);
  const role = run?.asked?.role ?? step.by;
  const holder = useHolder(role);
  const state = shownState(
    run,
    useRun((view) => view.state.endedAt !== undefined),
  );
  const waits = state === 'needs-person';
  const person = holder.name === role ? roleTitle(plan, role) : `${roleTitle(plan, role)}, ${holder.name}`;
  const noUndo = step.undo?.kind === 'none';
  return (
    <header className={classes['head']}>
      <h2>{step.title}</h2>
      <div className={classes['line']}>
        <StateMark state={state} word />
        {waits ? <span className={classes['who']}>{words.needs(person)}</span> : null}
        {step.destructive ? <span className={classes['grave']}>{words.destructive}</span> : null}
        {noUndo ? <span className={classes['grave']}>{words.noUndo}</span> : null}
        <span className={classes['time']}>
          {state === 'waiting' && isTicking(run) ? null : isTicking(run) ? (
            <Ticking step={step} run={run} />
          ) : (
            stepTime(step, run, 0, words.of).text
          )}
        </span>
      </div>
    </header>
  );
}

function Ticking({ step, run }: StepHeadProps) {
  const words = useTexts(stepTexts);
  const { text, late } = stepTime(step, run, useNow(), words.of);
  return (
    <span data-late={late}>
      {text}
      {late ? ` · ${words.late}` : ''}
    </span>
  );
}
