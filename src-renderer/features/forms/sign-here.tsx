import { Button } from '@mantine/core';

import { useState, type SubmitEvent } from 'react';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useCall } from '../../state/use-call.ts';
import { StillMissing } from '../../ui/still-missing.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { PinFields } from '../../ui/pin-fields.tsx';
import { pinTexts } from '../../ui/pin-texts.ts';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import type { MeansProps } from './means-props.ts';
import { SignaturePad, type Strokes } from './signature-pad.tsx';
import { SignerFields, useSigner } from './signer-fields.tsx';
import classes from './sign-panel.module.css';

/** At this desk: the person's own PIN, and a drawn signature where it is wanted. */
export function SignHere({ subject, role, atOnce }: MeansProps & { readonly atOnce: boolean }) {
  const words = useTexts(signTexts);
  const pinWords = useTexts(pinTexts);
  const lang = useSettings(({ language }) => language);
  const run = useRun(({ opened }) => opened.run);
  const [person, setPerson] = useSigner(role);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [reservation, setReservation] = useState('');
  const [drawn, setDrawn] = useState<Strokes>([]);
  const [has] = useCall('people.hasPin', { person: { ...person, name: person.name === '' ? '-' : person.name } });
  const sending = useSend();
  const known = has.kind === 'there' ? has.value : undefined;
  // What is wrong with a PIN that was typed stands at its field.
  const missing = [
    ...(person.name === '' ? [words.name] : []),
    ...(pin.length < 4 ? [(known === false ? pinWords.newPin : pinWords.pin)(person.name)] : []),
    ...(known === false && pin.length >= 4 && pin !== again ? [pinWords.newPinAgain(person.name)] : []),
  ];
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0 || known === undefined) return;
    const form = event.currentTarget;
    const rest = {
      lang,
      ...(reservation === '' ? {} : { reservation }),
      ...(drawn.length === 0 ? {} : { drawn }),
    };
    await sending.ask(() =>
      core.call('run.sign', { run, subject, role, person, means: 'pin', pin, evidence: [], ...rest }),
    );
    // A wrong PIN is typed anew; everything else stays as it was.
    setPin('');
    setAgain('');
    backToPin(form);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <SignerFields person={person} onChange={setPerson} />
      <PinFields
        name={person.name}
        known={known}
        pin={pin}
        again={again}
        onPin={setPin}
        onAgain={setAgain}
        atOnce={atOnce}
      />
      <span className={classes['label']}>{words.draw}</span>
      <SignaturePad onChange={setDrawn} />
      <TextArea label={words.reservation} hint={words.reservationHint} value={reservation} onChange={setReservation} />
      <div className={classes['submit']}>
        <Refusal of={sending} />
        <Button type="submit" disabled={missing.length > 0} loading={sending.sending}>
          {words.doSign(person.name)}
        </Button>
        <StillMissing what={missing} />
      </div>
    </form>
  );
}

/** A refusal takes room at the foot: the field that it is about must not lie under it. */
function backToPin(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[type="password"]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
