import { Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { RoleId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { DialogFoot, missingOf } from '../../ui/dialog-foot.tsx';
import { PinFields } from '../../ui/pin-fields.tsx';
import { pinTexts } from '../../ui/pin-texts.ts';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import {
  identification,
  IdentifiedField,
  PersonFields,
  personOf,
  type GivenPerson,
  type PersonFieldsProps,
} from './person-fields.tsx';
import { sideTexts } from './side-texts.ts';
import { useOwnPin, type OwnPin } from './use-own-pin.ts';

export interface HandOverFormProps {
  readonly role: RoleId;
  readonly from: Person;
  readonly onClose: () => void;
}

/** From one person to the next, with a reason; both prove by PIN that they agree, or it is said that they did not. */
export function HandOverForm({ role, from, onClose }: HandOverFormProps) {
  const words = useTexts(sideTexts);
  const pins = useTexts(pinTexts);
  const run = useRun(({ opened }) => opened.run);
  const [given, setGiven] = useState<GivenPerson>(() => likeThem(from));
  const [reason, setReason] = useState('');
  const [signed, setSigned] = useState(true);
  const to = personOf(given, role);
  const [fromPin, toPin] = [useOwnPin(from), useOwnPin(to)];
  const sending = useSend();
  const missing = missingOf([
    [words.newPerson, to.name !== ''],
    [words.reason, reason.trim() !== ''],
    [pins.pin(from.name), !signed || fromPin.fault === undefined],
    [pins.pin(to.name), !signed || to.name === '' || toPin.fault === undefined],
    [words.identified, !signed || to.name === '' || toPin.fields.known !== false || given.identifiedBy.trim() !== ''],
  ]);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0 || sending.sending) return;
    const base = { run, role, to, reason: reason.trim(), ...identification(given) };
    const done = await sending.ask(async () => {
      if (!signed) return core.call('run.handOver', base);
      await fromPin.keep();
      await toPin.keep();
      return core.call('run.handOver', { ...base, fromPin: fromPin.fields.pin, toPin: toPin.fields.pin });
    });
    fromPin.clear();
    toPin.clear();
    if (done) onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <p>{words.handOverText(from.name)}</p>
        <PersonFields given={given} onChange={setGiven} />
        <TextInput
          label={words.reason}
          withAsterisk
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Checkbox
          label={words.bothSign}
          description={words.bothHint}
          checked={signed}
          onChange={(event) => setSigned(event.currentTarget.checked)}
        />
        {signed ? <BothPins from={fromPin} to={toPin} given={given} onChange={setGiven} /> : null}
        <Refusal of={sending} />
        <DialogFoot does={words.handOverDo(to.name)} missing={missing} sending={sending.sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface BothPinsProps extends PersonFieldsProps {
  readonly from: OwnPin;
  readonly to: OwnPin;
}

/** Side by side, each for its own person. Whoever chooses one only now is vouched for: else it would prove nothing. */
function BothPins({ from, to, ...taker }: BothPinsProps) {
  const named = to.fields.name !== '';
  return (
    <>
      <Group grow align="flex-start">
        <Stack gap="xs">
          <PinFields {...from.fields} />
        </Stack>
        <Stack gap="xs">{named ? <PinFields {...to.fields} /> : null}</Stack>
      </Group>
      {named && to.fields.known === false ? <IdentifiedField {...taker} required /> : null}
    </>
  );
}

/** Who takes over is of the same organisation as a rule. */
function likeThem({ organisation = '' }: Person): GivenPerson {
  return { name: '', organisation, title: '', identifiedBy: '' };
}
