import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HostId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { UnknownChoice } from '../../../src-shared/run/facts.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { PersonSelect, useSpeaker } from './person-select.tsx';
import taskClasses from './person-task.module.css';
import { stepTexts } from './step-texts.ts';
import classes from './unknown-task.module.css';
import { usePrimary } from './use-primary.ts';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';

const choices: readonly UnknownChoice[] = ['verified-done', 'run-again', 'failed'];

/** An end that was not seen: asked for each host, because each may have gone another way. */
export function UnknownTask({ step, run }: { readonly step: PlanStep; readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const canAct = useCanAct();
  const hosts = run.hosts.filter(({ state }) => state === 'unknown');
  return (
    <div className={taskClasses['task']}>
      <p className={classes['text']}>{words.unknownText}</p>
      {canAct ? (
        hosts.map(({ host }, at) => <UnknownHost key={host} step={step} host={host} first={at === 0} />)
      ) : (
        <p className={taskClasses['soft']}>{words.notHere}</p>
      )}
    </div>
  );
}

interface UnknownHostProps {
  readonly step: PlanStep;
  readonly host: HostId | 'app';
  /** The keys are the first host's; it goes when it is decided, and the next one has them. */
  readonly first: boolean;
}

function UnknownHost({ step, host, first }: UnknownHostProps) {
  const words = useTexts(stepTexts);
  const actions = useTexts(actionTexts);
  const sending = useSend();
  const [choice, setChoice] = useState<UnknownChoice>();
  const [reason, setReason] = useState('');
  const [role, setRole] = useState('operator');
  const by = useSpeaker(role);
  // After the end nothing runs again; only what became of it can still be said.
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  const ready = choice !== undefined && reason.trim() !== '';
  const send = (): void => {
    if (!ready || sending.sending) return;
    void sending.send({
      type: 'decide-unknown',
      step: step.id,
      host,
      choice,
      by,
      reason: reason.trim(),
      scripted: false,
    });
  };
  const does = choice === undefined ? words.decide : words.unknowns[choice];
  usePrimary(does, first ? send : undefined);
  return (
    <section className={classes['host']} aria-label={host}>
      <h3>{words.unknownTitle(host === 'app' ? words.app : host)}</h3>
      <ChoiceCards
        label={words.unknownTitle(host)}
        choices={choices
          .filter((id) => !(ended && id === 'run-again'))
          .map((id) => ({ id, label: words.unknowns[id], text: words.unknownTexts[id] }))}
        chosen={choice}
        onChoose={setChoice}
        numbered={first}
      />
      <div className={classes['row']}>
        <TextInput
          label={words.why}
          description={actions.reasonHint}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <PersonSelect label={actions.who} role={role} onChange={setRole} />
      </div>
      <Refusal of={sending} />
      <div>
        <Button onClick={send} disabled={!ready} loading={sending.sending}>
          {does} {first ? <kbd className={taskClasses['kbd']}>Ctrl ⏎</kbd> : null}
        </Button>
      </div>
    </section>
  );
}
