import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { isSatisfied, openSteps } from '../../../src-shared/run/order.ts';
import { activeSteps, indexOf } from '../../../src-shared/run/plan-index.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { ChooseTask } from './choose-task.tsx';
import { FailedTask } from './failed-task.tsx';
import { brokenGuard } from './guard-proofs.tsx';
import { Instructions } from './instructions.tsx';
import { lookAt } from './looking.ts';
import { PersonTask } from './person-task.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import classes from './step-body.module.css';
import { StepSaid } from './step-said.tsx';
import { stepTexts } from './step-texts.ts';
import { StayNote } from './stay-note.tsx';
import { StopPanel } from './stop-panel.tsx';
import { UnknownTask } from './unknown-task.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { WaitCountdown } from './wait-countdown.tsx';

/** What other features bring to a step. */
export interface BodySlots {
  readonly form: (form: StepId) => ReactNode;
  readonly sign: (subject: string, role: string) => ReactNode;
}

export interface StepBodyProps {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
  readonly slots: BodySlots;
}

/** What the step asks of people now, by its state. */
export function StepBody({ step, run, slots }: StepBodyProps): ReactNode {
  const { action } = step;
  if (run === undefined || run.state === 'waiting' || run.state === 'ready') return <BeforeIt step={step} run={run} />;
  // A form and its signatures are looked at, and signed late, whatever became of their gate.
  if (action.kind === 'form' && run.startedAt !== undefined) {
    return (
      <>
        <StayNote form={step.id} />
        {slots.form(action.form)}
      </>
    );
  }
  switch (run.state) {
    case 'needs-person':
      return <ByPerson step={step} run={run} slots={slots} />;
    case 'failed':
      return <Failed step={step} run={run} />;
    case 'unknown':
      return <UnknownTask step={step} run={run} />;
    case 'owed':
      return <OwedNote />;
    case 'running':
      return <WaitCountdown step={step} run={run} />;
    case 'passed':
    case 'skipped':
    case 'undone':
    case 'not-applicable':
      return (
        <>
          {action.kind === 'sign' && run.startedAt !== undefined ? slots.sign(step.id, action.who) : null}
          <StepSaid step={step} run={run} />
        </>
      );
    default:
      return assertNever(run.state, 'state of a step');
  }
}

function ByPerson({ step, run, slots }: StepBodyProps & { readonly run: StepRunState }): ReactNode {
  const words = useTexts(stepTexts);
  const later = useRun(({ state }) => openSteps(state, activeSteps(state))[0]?.phase !== step.phase);
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  const { action } = step;
  // Signatures and forms may still come; nothing else is taken any more (RUN-24).
  if (ended && action.kind !== 'sign' && action.kind !== 'form') return <LeftOpen run={run} />;
  // RUN-13: an earlier phase that opened again comes first; a button pressed now would be refused.
  if (later) return <p className={classes['soft']}>{words.comesLater}</p>;
  if (brokenGuard(run) !== undefined) return <StopPanel step={step} />;
  switch (action.kind) {
    case 'manual':
    case 'terminal':
      return <PersonTask step={step} run={run} ask={action.ask} evidence={action.evidence} />;
    case 'choose':
      return <ChooseTask step={step} run={run} />;
    case 'sign':
      return slots.sign(step.id, action.who);
    case 'form':
      return slots.form(action.form);
    case 'run':
    case 'check':
    case 'wait':
    case 'dns':
    case 'copy':
    case 'notify':
      return null;
    default:
      return assertNever(action, 'step kind');
  }
}

function Failed({ step, run }: { readonly step: PlanStep; readonly run: StepRunState }): ReactNode {
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  const active = useRun(({ state }) => activeSteps(state).some(({ id }) => id === step.id));
  const open = !ended && active && !isSatisfied(run, step);
  return (
    <>
      <StepSaid step={step} run={run} />
      {open ? <FailedTask step={step} run={run} /> : null}
    </>
  );
}

/** What nobody had done when the run ended: to be read, not to be confirmed. */
function LeftOpen({ run }: { readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  return (
    <>
      <p className={classes['owed']}>{words.leftOpen}</p>
      <Instructions text={run.asked?.text ?? ''} />
    </>
  );
}

function OwedNote() {
  const words = useTexts(stepTexts);
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  return (
    <div className={classes['owed']}>
      <strong>{words.owedTitle}.</strong> {ended ? words.owedEnded : words.owedText}
    </div>
  );
}

/** Before its turn: what it waits for, and the way to leave it out ahead. */
function BeforeIt({ step, run }: Omit<StepBodyProps, 'slots'>) {
  const words = useTexts(stepTexts);
  const state = useRun((one) => one.state);
  const canAct = useCanAct();
  const [asked, setAsked] = useState(false);
  const open = step.needs.filter((id) => {
    const needed = indexOf(state.plan).step.get(id);
    return needed !== undefined && !isSatisfied(state.steps.get(id), needed);
  });
  const ended = state.endedAt !== undefined;
  const maySkip = canAct && state.startedAt !== undefined && !ended && run !== undefined;
  if (ended) return <p className={classes['soft']}>{words.neverBegan}</p>;
  return (
    <div className={classes['before']}>
      {open.length === 0 ? (
        <p className={classes['soft']}>{words.comesNext}</p>
      ) : (
        <p className={classes['soft']}>
          {words.comesAfter}{' '}
          {open.map((id) => (
            <button key={id} type="button" className={classes['needed']} onClick={() => lookAt(id)}>
              <StateMark state={state.steps.get(id)?.state ?? 'waiting'} size={13} />{' '}
              {indexOf(state.plan).step.get(id)?.title}
            </button>
          ))}
        </p>
      )}
      {maySkip ? (
        <Button variant="default" size="xs" onClick={() => setAsked(true)}>
          {words.skip}
        </Button>
      ) : null}
      {asked ? <SkipDialog step={step} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}
