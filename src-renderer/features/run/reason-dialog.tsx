import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import type { Person } from '../../../src-shared/run/facts.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { PersonSelect, useSpeaker } from './person-select.tsx';
import { Refusal, type Sending } from '../../ui/use-send.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  /** What happens, above the reason. */
  readonly children: ReactNode;
  /** The button says what it does. */
  readonly does: string;
  readonly danger?: boolean;
  /** Why it cannot be done now, or undefined. */
  readonly blocked?: string | undefined;
  readonly size?: string;
  /** False while something else above the reason is missing. */
  readonly whole?: boolean;
  /** What was written already, and who speaks first: the operator unless told. */
  readonly said?: string;
  readonly speaker?: string;
  readonly sending: Sending;
  readonly onSend: (reason: string, by: Person) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks for a name and a reason before something that stands in the record. A refusal keeps what was typed. */
export function ReasonDialog({
  title,
  children,
  does,
  danger = false,
  blocked,
  whole = true,
  said = '',
  speaker = 'operator',
  size,
  sending,
  onSend,
  onClose,
}: ReasonDialogProps) {
  const words = useTexts(actionTexts);
  const [reason, setReason] = useState(said);
  const [role, setRole] = useState(speaker);
  const by = useSpeaker(role);
  const ready = reason.trim() !== '' && blocked === undefined && whole;
  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (!ready || sending.sending) return;
    void onSend(reason.trim(), by).then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': words.cancel }}
      centered
      {...(size === undefined ? {} : { size })}
    >
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          {children}
          <ReasonField reason={reason} onChange={setReason} />
          <PersonSelect label={words.who} role={role} onChange={setRole} />
          <Refusal of={sending} />
          {blocked === undefined ? null : <p role="note">{blocked}</p>}
          <DialogButtons does={does} danger={danger} ready={ready} sending={sending.sending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

interface DialogButtonsProps {
  readonly does: string;
  readonly danger: boolean;
  readonly ready: boolean;
  readonly sending: boolean;
  readonly onClose: () => void;
}

function DialogButtons({ does, danger, ready, sending, onClose }: DialogButtonsProps) {
  const words = useTexts(actionTexts);
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {words.cancel}
      </Button>
      <Button type="submit" disabled={!ready} loading={sending} {...(danger ? { color: 'red.8' } : {})}>
        {does}
      </Button>
    </Group>
  );
}

function ReasonField({ reason, onChange }: { readonly reason: string; readonly onChange: (reason: string) => void }) {
  const words = useTexts(actionTexts);
  return (
    <Textarea
      data-autofocus
      label={words.reason}
      description={words.reasonHint}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={2000}
      value={reason}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
