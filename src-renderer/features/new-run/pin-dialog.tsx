import { Autocomplete, Button, Group, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { core } from '../../platform/core.ts';
import { useHolder } from '../../state/run-context.tsx';
import { DialogFoot, missingOf } from '../../ui/dialog-foot.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { signerTexts } from './signer-texts.ts';

export interface PinDialogProps {
  readonly role: PlanRole;
  readonly person: Person;
  readonly onSet: () => void;
  readonly onClose: () => void;
}

/** First somebody says who made sure of the signer and how; then the signer alone chooses the PIN. */
export function PinDialog({ role, person, onSet, onClose }: PinDialogProps) {
  const words = useTexts(signerTexts);
  const [at, setAt] = useState<'identify' | 'type' | 'done'>('identify');
  const own = useHolder('operator').name === person.name;
  return (
    <Modal opened onClose={onClose} title={words.setPinOf(person.name)} centered size="lg" closeOnClickOutside={false}>
      {at === 'identify' ? (
        <Identify role={role} person={person} onClose={onClose} onDone={() => setAt('type')} />
      ) : at === 'type' ? (
        <ChoosePin
          person={person}
          onClose={onClose}
          onDone={() => {
            onSet();
            setAt('done');
          }}
        />
      ) : (
        <div className={classes['partBody']}>
          <p className={classes['say']}>{own ? words.doneOwn : words.done(person.name)}</p>
          <Group justify="flex-end">
            <Button data-autofocus autoFocus onClick={onClose}>
              {words.handBack}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}

interface StageProps {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** In the record before the PIN is set: a PIN that nobody vouches for proves nothing. */
function Identify({ role, person, onClose, onDone }: StageProps & { readonly role: PlanRole }) {
  const words = useTexts(signerTexts);
  const operator = useHolder('operator');
  const alone = operator.name === person.name;
  const [by, setBy] = useState(alone ? '' : operator.name);
  const [how, setHow] = useState('');
  const sending = useSend();
  const missing = missingOf([
    [words.identifiedBy, by.trim() !== ''],
    [words.identifiedHow, how.trim() !== ''],
  ]);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0 || sending.sending) return;
    const identifiedBy = `${by.trim()}, ${how.trim()}`;
    if (await sending.send({ type: 'name-person', role: role.id, person, identifiedBy })) onDone();
  };
  return (
    <form onSubmit={submit} className={classes['partBody']}>
      <TextInput
        label={words.identifiedBy}
        description={alone ? words.notThemselves(person.name) : undefined}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Autocomplete
        openOnFocus={false}
        label={words.identifiedHow}
        data={words.hows}
        placeholder={words.hows.join(', ')}
        value={how}
        onChange={setHow}
        data-autofocus
      />
      <p className={classes['quiet']}>{words.howNeeded}</p>
      <p className={classes['say']}>{alone ? words.typeUnseen : words.handOver(person.name)}</p>
      <Refusal of={sending} />
      <DialogFoot does={words.atKeyboard(person.name)} missing={missing} sending={sending.sending} onCancel={onClose} />
    </form>
  );
}

function ChoosePin({ person, onClose, onDone }: StageProps) {
  const words = useTexts(signerTexts);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const missing = missingOf([
    [words.newPin, pin.length >= 4],
    [words.newPinAgain, pin === again && again !== ''],
  ]);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0 || sending) return;
    setSending(true);
    setError(undefined);
    try {
      await core.call('people.setPin', { person, pin });
      onDone();
    } catch (thrown) {
      setError(thrown);
      setSending(false);
    }
  };
  return (
    <form onSubmit={submit} className={classes['partBody']}>
      <p className={classes['say']}>{words.typeAlone(person.name)}</p>
      <PasswordInput
        label={words.newPin}
        description={words.tooShort}
        value={pin}
        autoFocus
        autoComplete="off"
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.newPinAgain}
        value={again}
        autoComplete="off"
        error={again !== '' && again !== pin ? words.differ : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <p className={classes['quiet']}>{words.stays}</p>
      {error === undefined ? null : <ErrorNote error={error} />}
      <DialogFoot does={words.keepPin} missing={missing} sending={sending} onCancel={onClose} />
    </form>
  );
}
