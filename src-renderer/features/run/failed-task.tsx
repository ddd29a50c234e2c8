import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { FailureChoice } from '../../../src-shared/run/facts.ts';
import { failedTogether } from '../../../src-shared/run/across.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useAttachments } from '../../state/use-attachments.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { brokenGuard } from './guard-proofs.tsx';
import { hostTexts, type HostWords } from './host-texts.ts';
import { PersonSelect, useSpeaker } from './person-select.tsx';
import classes from './person-task.module.css';
import { ChoiceCards, type Choice } from './choice-cards.tsx';
import { stepTexts, type StepWords } from './step-texts.ts';
import { TaskEvidence } from './task-evidence.tsx';
import { togetherTexts, type TogetherWords } from './together-texts.ts';
import { usePrimary } from './use-primary.ts';
import { StillMissing } from '../../ui/still-missing.tsx';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';

type Decision = FailureChoice | 'override';

/** A failure waits for somebody to say what now: every answer with a name and a reason. */
export function FailedTask({ step, run }: { readonly step: PlanStep; readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const actions = useTexts(actionTexts);
  const canAct = useCanAct();
  const sending = useSend();
  const attachments = useAttachments();
  const choices = choicesOf(step, run, words, useTexts(togetherTexts), useTexts(hostTexts));
  const [decision, setDecision] = useState<Decision>('retry');
  const [reason, setReason] = useState('');
  const [role, setRole] = useState('operator');
  const by = useSpeaker(role);
  const ready = reason.trim() !== '' && attachments.storing === 0;
  const send = (): void => {
    if (!ready || sending.sending) return;
    const base = { step: step.id, by, reason: reason.trim() };
    void sending.send(
      decision === 'override'
        ? { type: 'override-guard', ...base }
        : { type: 'decide-failure', ...base, choice: decision, evidence: attachments.refs, scripted: false },
    );
  };
  const does = choices.find(({ id }) => id === decision)?.label ?? '';
  usePrimary(does, canAct ? send : undefined);
  if (!canAct) return <p className={classes['soft']}>{words.notHere}</p>;
  return (
    <div className={classes['task']}>
      <ChoiceCards label={words.decide} choices={choices} chosen={decision} onChoose={setDecision} />
      <div className={classes['reason']}>
        <Textarea
          label={words.why}
          placeholder={actions.reasonHint}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <PersonSelect label={actions.who} role={role} onChange={setRole} />
      </div>
      {decision === 'by-hand' ? <TaskEvidence attachments={attachments} required={false} /> : null}
      <div className={classes['actions']}>
        <Refusal of={sending} />
        <Button
          onClick={send}
          disabled={!ready}
          loading={sending.sending}
          {...(isGrave(decision) ? { color: 'red.8' } : {})}
        >
          {does} <kbd className={classes['kbd']}>Ctrl ⏎</kbd>
        </Button>
        <StillMissing what={reason.trim() === '' ? [words.why] : []} />
      </div>
    </div>
  );
}

function isGrave(decision: Decision): boolean {
  return decision === 'rollback' || decision === 'abort' || decision === 'override';
}

/** What can be said of this failure: names the hosts that would be tried again, and what a check does instead. */
function choicesOf(
  step: PlanStep,
  run: StepRunState,
  words: StepWords,
  together: TogetherWords,
  { many }: HostWords,
): readonly Choice<Decision>[] {
  const failed = run.hosts.filter(({ state, host }) => state === 'failed' && host !== 'app').map(({ host }) => host);
  const plain = (id: FailureChoice): Choice<Decision> => ({
    id,
    label: words.choices[id],
    text: words.choiceTexts[id],
  });
  const retry = failedTogether(run)
    ? { id: 'retry' as const, label: together.retry, text: together.retryText }
    : plain('retry');
  const held = brokenGuard(run) !== undefined && step.guard.length > 0;
  return [
    failed.length === 0
      ? retry
      : { ...retry, label: words.retryOn(failed.length > 3 ? many(failed.length) : failed.join(', ')) },
    ...(held ? [{ id: 'override' as const, label: words.override, text: words.overrideText }] : []),
    step.action.kind === 'check' ? { ...plain('by-hand'), text: words.retakeCheck } : plain('by-hand'),
    plain('skip'),
    plain('continue'),
    plain('rollback'),
    plain('abort'),
  ];
}
