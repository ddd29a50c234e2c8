import { Modal, Stack, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import type { Person } from '../../../src-shared/run/facts.ts';
import { DialogFoot, missingOf } from '../../ui/dialog-foot.tsx';
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
  /** What else is missing above the reason, by the names of its fields. */
  readonly lacks?: readonly string[];
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
  lacks = [],
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
  const missing = [...lacks, ...missingOf([[words.reason, reason.trim() !== '']])];
  const ready = missing.length === 0 && blocked === undefined;
  const submit = (event: Pick<SubmitEvent, 'preventDefault'>): void => {
    event.preventDefault();
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
      <form onSubmit={submit} onKeyDown={onCtrlEnter(submit)}>
        <Stack gap="md">
          {children}
          <ReasonField reason={reason} onChange={setReason} />
          <PersonSelect label={words.who} role={role} onChange={setRole} />
          <Refusal of={sending} />
          <DialogFoot
            does={does}
            missing={missing}
            blocked={blocked}
            danger={danger}
            cancel={words.cancel}
            sending={sending.sending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

function onCtrlEnter(does: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) does(event);
  };
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
