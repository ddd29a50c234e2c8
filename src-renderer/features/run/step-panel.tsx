import { Button } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useState, type ReactNode, type Ref } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { failedTogether } from '../../../src-shared/run/across.ts';
import { shownDescription } from '../../../src-shared/run/context.ts';
import { isSatisfied } from '../../../src-shared/run/order.ts';
import { stepOf } from '../../../src-shared/run/plan-index.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import { expectationWords } from '../../../src-shared/report/step-words.ts';
import { useSettings } from '../../state/settings-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { clockText } from '../../ui/times.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { GuardProofs } from './guard-proofs.tsx';
import { HostTable } from './host-table.tsx';
import { isLeftOutByWhen, leftOutTexts } from './left-out.ts';
import { StepBody, type BodySlots } from './step-body.tsx';
import { StepContacts } from './step-contacts.tsx';
import { StepDetails } from './step-details.tsx';
import { StepHead } from './step-head.tsx';
import classes from './step-panel.module.css';
import { stepTexts } from './step-texts.ts';
import { StopDialog } from './stop-dialog.tsx';
import { togetherTexts } from './together-texts.ts';
import { useCanAct } from '../../ui/use-send.tsx';

export interface StepPanelProps {
  readonly step: StepId | undefined;
  readonly slots: BodySlots;
  readonly panel: Ref<HTMLElement>;
}

/** The step that is looked at: what it is, what supports it, and what it asks of people. */
export function StepPanel({ step: id, slots, panel }: StepPanelProps) {
  const words = useTexts(stepTexts);
  const step = useRun(({ state }) => (id === undefined ? undefined : stepOf(state, id)));
  const run = useRun(({ state }) => (id === undefined ? undefined : state.steps.get(id)));
  return (
    <section ref={panel} className={classes['panel']} aria-label={words.step} tabIndex={-1}>
      {step === undefined ? (
        <p className={classes['none']}>{words.noStep}</p>
      ) : (
        <Shown key={step.id} step={step} run={run} slots={slots} />
      )}
    </section>
  );
}

interface ShownProps {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
  readonly slots: BodySlots;
}

function Shown({ step, run, slots }: ShownProps): ReactNode {
  const bad = run?.state === 'failed' || run?.state === 'unknown';
  const before = run === undefined || run.state === 'waiting' || run.state === 'ready';
  const description = useRun(({ state }) => shownDescription(state, step));
  const why = useSaid()(run?.why ?? '');
  const leftOut = useTexts(leftOutTexts);
  // Who confirmed or signed stands in words of its own below.
  const saidBelow = run?.confirmed !== undefined || step.action.kind === 'sign';
  const settled = run !== undefined && isSatisfied(run, step);
  return (
    <>
      <StepHead step={step} run={run} />
      {description === undefined ? null : <p className={classes['description']}>{description}</p>}
      <StepContacts step={step.id} />
      <GuardProofs step={step} run={run} />
      {bad && why !== '' && run.hosts.every(({ attempts }) => attempts.length === 0) ? (
        <p className={classes['why']} data-state={run.state}>
          <IconAlertTriangle size={18} aria-hidden /> <span>{why}</span>
        </p>
      ) : null}
      {settled && why !== '' && run.hosts.length === 0 && !saidBelow ? (
        <p className={classes['soft']}>{isLeftOutByWhen(run) ? leftOut.byWhen : why}</p>
      ) : null}
      {run === undefined || run.hosts.length === 0 || (step.action.kind === 'wait' && !bad) ? null : (
        <div>
          {bad ? <Expected step={step} together={failedTogether(run)} /> : null}
          <HostTable run={run} />
        </div>
      )}
      <StepBody step={step} run={run} slots={slots} />
      {run?.state === 'running' ? <StopStep step={step} /> : null}
      <StepDetails step={step} run={run} open={before || bad} />
    </>
  );
}

/** What should have been seen, above what was. */
function Expected({ step, together }: { readonly step: PlanStep; readonly together: boolean }) {
  const words = useTexts(stepTexts);
  const language = useSettings((settings) => settings.language);
  if (together) return <Together />;
  const expectations = expectationWords(step, reportTexts(language));
  return (
    <p className={classes['label']}>
      <b>{words.expected}:</b> {expectations.length === 0 ? words.failed : expectations.join('; ')}
    </p>
  );
}

/** Every host did its part: what failed stands on none of them. The expression is in the details. */
function Together() {
  const words = useTexts(togetherTexts);
  return (
    <p className={classes['why']} data-state="failed">
      <IconX size={18} stroke={2.4} aria-hidden />
      <span>
        <strong>{words.together}</strong> {words.togetherText}
      </span>
    </p>
  );
}

function StopStep({ step }: { readonly step: PlanStep }) {
  const words = useTexts(stepTexts);
  const canAct = useCanAct();
  const [asked, setAsked] = useState(false);
  const { timeoutMs } = step.timing;
  if (!canAct) return null;
  return (
    <div>
      <Button variant="default" onClick={() => setAsked(true)}>
        {words.stopStep}
      </Button>
      {timeoutMs === undefined ? null : (
        <span className={classes['ends']}>{words.endsItself(clockText(timeoutMs))}</span>
      )}
      {asked ? <StopDialog step={step.id} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}
