import { Button, TextInput } from '@mantine/core';

import { useState, type SubmitEvent } from 'react';
import { core } from '../../platform/core.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useAttachments } from '../../state/use-attachments.ts';
import { AttachedFiles } from '../../ui/attached-files.tsx';
import { StillMissing } from '../../ui/still-missing.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import type { MeansProps } from './means-props.ts';
import { SignerFields, useSigner } from './signer-fields.tsx';
import classes from './sign-panel.module.css';

/** Signed on paper or by mail: the scan is the evidence, and somebody answers for having received it. */
export function SignElsewhere({ subject, role, means }: MeansProps & { readonly means: 'paper' | 'mail' }) {
  const words = useTexts(signTexts);
  const lang = useSettings(({ language }) => language);
  const run = useRun(({ opened }) => opened.run);
  const operator = useHolder('operator');
  const [person, setPerson] = useSigner(role);
  const [receiver, setReceiver] = useState(operator.name);
  const [reservation, setReservation] = useState('');
  const scans = useAttachments();
  const sending = useSend();
  const missing = [
    ...(person.name === '' ? [words.name] : []),
    ...(scans.refs.length === 0 ? [words.scan] : []),
    ...(receiver === '' ? [words.receivedBy] : []),
  ];
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0) return;
    const receivedBy = receiver === operator.name ? operator : { name: receiver };
    await sending.ask(() =>
      core.call('run.sign', {
        run,
        subject,
        role,
        person,
        means,
        lang,
        receivedBy,
        evidence: scans.refs,
        ...(reservation === '' ? {} : { reservation }),
      }),
    );
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <SignerFields person={person} onChange={setPerson} />
      <span className={classes['label']}>{words.scan}</span>
      <AttachedFiles of={scans} required />
      <TextInput
        label={words.receivedBy}
        required
        value={receiver}
        onChange={(event) => {
          setReceiver(event.currentTarget.value);
        }}
      />
      <TextArea label={words.reservation} hint={words.reservationHint} value={reservation} onChange={setReservation} />
      <Refusal of={sending} />
      <Button type="submit" disabled={missing.length > 0} loading={sending.sending}>
        {words.doRecord(person.name)}
      </Button>
      <StillMissing what={missing} />
    </form>
  );
}
