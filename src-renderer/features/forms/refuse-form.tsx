import { Button } from '@mantine/core';

import { useState, type SubmitEvent } from 'react';
import { StillMissing } from '../../ui/still-missing.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import type { MeansProps } from './means-props.ts';
import { SignerFields, useSigner } from './signer-fields.tsx';
import classes from './sign-panel.module.css';

/** A refusal is an outcome as well: by name, with its reason. */
export function RefuseForm({ subject, role }: MeansProps) {
  const words = useTexts(signTexts);
  const [person, setPerson] = useSigner(role);
  const [reason, setReason] = useState('');
  const sending = useSend();
  const missing = [...(person.name === '' ? [words.name] : []), ...(reason === '' ? [words.reason] : [])];
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0) return;
    await sending.send({ type: 'refuse-sign-off', subject, role, by: person, reason, scripted: false });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <SignerFields person={person} onChange={setPerson} />
      <TextArea label={words.reason} required value={reason} onChange={setReason} />
      <Refusal of={sending} />
      <Button type="submit" color="red" disabled={missing.length > 0} loading={sending.sending}>
        {words.doRefuse(person.name)}
      </Button>
      <StillMissing what={missing} />
    </form>
  );
}
