import { roleTitle } from '../../../src-shared/report/person-words.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { FailMark } from '../../ui/fail-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './step-head.module.css';
import { isStopped } from './guard-proofs.tsx';
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
  const stopped = state === 'needs-person' && isStopped(run);
  const waits = state === 'needs-person' && !stopped;
  const person = holder.name === role ? roleTitle(plan, role) : `${roleTitle(plan, role)}, ${holder.name}`;
  const fails = useRun((view) => failedCases(view.state, step.id).length);
  return (
    <header className={classes['head']}>
      <h2>{step.title}</h2>
      <div className={classes['line']}>
        <StateMark state={state} fails={fails} stopped={stopped} word />
        {state === 'passed' ? null : <FailMark fails={fails} />}
        {waits ? <span className={classes['who']}>{words.needs(person)}</span> : null}
        {step.destructive ? <span className={classes['grave']}>{words.destructive}</span> : null}
        <NoUndo step={step} />
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

/** Alarming only where there is something that would have to be undone. */
function NoUndo({ step: { undo, destructive } }: Pick<StepHeadProps, 'step'>) {
  const words = useTexts(stepTexts);
  if (undo?.kind !== 'none') return null;
  if (destructive) return <span className={classes['grave']}>{words.noUndo}</span>;
  return <span className={classes['soft']}>{words.noUndoNeeded(undo.reason)}</span>;
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
