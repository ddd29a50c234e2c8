import { Button, Group, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { preflightTexts } from './preflight-texts.ts';

export interface AcceptProblemProps {
  /** A host id, or the id of a check. */
  readonly subject: string;
  readonly what: string;
}

/** A problem that somebody answers for, by name and reason, instead of mending it. */
export function AcceptProblem({ subject, what }: AcceptProblemProps) {
  const words = useTexts(preflightTexts);
  const operator = useHolder('operator');
  const open = useRun(({ state }) => state.startedAt === undefined);
  const canAct = useCanAct();
  const [opened, setOpened] = useState(false);
  const [by, setBy] = useState(operator.name);
  const [reason, setReason] = useState('');
  const sending = useSend();
  const ready = by.trim() !== '' && reason.trim() !== '';
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    const person = by.trim() === operator.name ? operator : { name: by.trim() };
    await sending.send({ type: 'accept-preflight', subject, by: person, reason: reason.trim() });
  };
  if (!open) return null;
  if (!opened) {
    return (
      <Button
        size="xs"
        variant="default"
        disabled={!canAct}
        aria-label={`${words.accept} ${what}`}
        onClick={() => setOpened(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {words.accept}
      </Button>
    );
  }
  return (
    <form onSubmit={submit} className={classes['partBody']} aria-label={words.acceptOf(what)}>
      <div className={classes['fields']}>
        <TextInput label={words.acceptBy} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
        <TextInput
          label={words.acceptReason}
          description={words.acceptMeans}
          value={reason}
          autoFocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <Refusal of={sending} />
      <Group gap="xs">
        <Button size="xs" type="submit" disabled={!ready} loading={sending.sending}>
          {words.acceptDo}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpened(false)}>
          {words.cancel}
        </Button>
      </Group>
    </form>
  );
}
