import { Modal, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { DialogFoot, missingOf } from '../../ui/dialog-foot.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { personFrom, type DraftPerson } from './draft.ts';
import { fieldTexts } from './field-texts.ts';
import classes from './new-run.module.css';
import { signerTexts } from './signer-texts.ts';

export interface NameDialogProps {
  readonly role: PlanRole;
  readonly person: Person | undefined;
  readonly onClose: () => void;
}

/** Names who takes a role, or another person than was named before. */
export function NameDialog({ role, person, onClose }: NameDialogProps) {
  const words = useTexts(signerTexts);
  const fields = useTexts(fieldTexts);
  const [typed, setTyped] = useState<DraftPerson>({
    name: person?.name ?? '',
    organisation: person?.organisation ?? '',
    title: person?.title ?? '',
  });
  const sending = useSend();
  const named = personFrom(typed);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (named === undefined) return;
    if (await sending.send({ type: 'name-person', role: role.id, person: { ...named, role: role.id } })) onClose();
  };
  const field = (key: keyof DraftPerson, label: string) => (
    <TextInput
      label={label}
      value={typed[key]}
      data-autofocus={key === 'name' || undefined}
      onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Modal opened onClose={onClose} title={words.nameTitle(role.title)} centered>
      <form onSubmit={submit} className={classes['partBody']}>
        {field('name', fields.name)}
        {field('organisation', fields.organisation)}
        {field('title', fields.personTitle)}
        <Refusal of={sending} />
        <DialogFoot
          does={words.saveName}
          missing={missingOf([[fields.name, named !== undefined]])}
          sending={sending.sending}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}
