import { Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { RoleId } from '../../../src-shared/base/ids.ts';
import { DialogFoot, missingOf } from '../../ui/dialog-foot.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { identification, IdentifiedField, PersonFields, personOf, type GivenPerson } from './person-fields.tsx';
import { sideTexts } from './side-texts.ts';

const nobody: GivenPerson = { name: '', organisation: '', title: '', identifiedBy: '' };

/** The first person of a role, with how it is known who it is. */
export function NamePersonForm({ role, onClose }: { readonly role: RoleId; readonly onClose: () => void }) {
  const words = useTexts(sideTexts);
  const [given, setGiven] = useState(nobody);
  const sending = useSend();
  const person = personOf(given, role);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (person.name === '' || sending.sending) return;
    if (await sending.send({ type: 'name-person', role, person, ...identification(given) })) onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PersonFields given={given} onChange={setGiven} />
        <IdentifiedField given={given} onChange={setGiven} required={false} />
        <Refusal of={sending} />
        <DialogFoot
          does={words.nameDo}
          missing={missingOf([[words.newPerson, person.name !== '']])}
          sending={sending.sending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
