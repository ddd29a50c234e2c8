import { Button, Checkbox, Textarea } from '@mantine/core';
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
import { unknownTexts } from './unknown-texts.ts';
import { usePrimary } from './use-primary.ts';
import { StillMissing } from '../../ui/still-missing.tsx';
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
        hosts.map(({ host }, at) => (
          <UnknownHost
            key={host}
            step={step}
            host={host}
            first={at === 0}
            others={hosts.flatMap((other) => (other.host === host ? [] : [other.host]))}
          />
        ))
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
  /** Whose end was not seen either. */
  readonly others: readonly (HostId | 'app')[];
}

/** What a person says of the end that nobody saw, and how it is sent. */
function useUnknownAnswer({ step, host, first, others }: UnknownHostProps) {
  const words = useTexts(stepTexts);
  const unknown = useTexts(unknownTexts);
  const sending = useSend();
  const [choice, setChoice] = useState<UnknownChoice>();
  const [reason, setReason] = useState('');
  const [role, setRole] = useState('operator');
  const [same, setSame] = useState(false);
  const by = useSpeaker(role);
  const send = async (): Promise<void> => {
    if (choice === undefined || reason.trim() === '' || sending.sending) return;
    const said = { step: step.id, choice, by, reason: reason.trim(), scripted: false } as const;
    // This one last: with its host goes the place where a refusal of another one is read.
    for (const one of [...(same ? others : []), host]) {
      if (!(await sending.send({ type: 'decide-unknown', host: one, ...said }))) return;
    }
  };
  const answer = choice === undefined ? unknown.say : words.unknowns[choice];
  const does = same && others.length > 0 ? unknown.onAll(answer, others.length + 1) : answer;
  const missing = [...(choice === undefined ? [unknown.answer] : []), ...(reason.trim() === '' ? [words.why] : [])];
  usePrimary(does, first ? () => void send() : undefined);
  return { sending, choice, setChoice, reason, setReason, role, setRole, same, setSame, send, does, missing };
}

function UnknownHost(props: UnknownHostProps) {
  const { host, first, others } = props;
  const words = useTexts(stepTexts);
  const unknown = useTexts(unknownTexts);
  const actions = useTexts(actionTexts);
  const { sending, choice, setChoice, reason, setReason, role, setRole, same, setSame, send, does, missing } =
    useUnknownAnswer(props);
  // After the end nothing runs again; only what became of it can still be said.
  const ended = useRun(({ state }) => state.endedAt !== undefined);
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
      {first && others.length > 0 ? (
        <Checkbox
          label={unknown.same(others.length)}
          checked={same}
          onChange={(event) => setSame(event.currentTarget.checked)}
        />
      ) : null}
      <Refusal of={sending} />
      <div>
        <Button onClick={() => void send()} disabled={missing.length > 0} loading={sending.sending}>
          {does} {first ? <kbd className={taskClasses['kbd']}>Ctrl ⏎</kbd> : null}
        </Button>
        <StillMissing what={missing} />
      </div>
    </section>
  );
}
