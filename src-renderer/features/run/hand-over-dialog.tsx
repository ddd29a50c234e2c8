import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { asId, type RoleId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import type { UserCommand } from '../../../src-shared/rpc/user-command.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { sideTexts } from './side-texts.ts';
import { Refusal, useSend } from '../../ui/use-send.tsx';

interface Given {
  readonly name: string;
  readonly organisation: string;
  readonly title: string;
  readonly reason: string;
  readonly identifiedBy: string;
  readonly bothSigned: boolean;
}

/** Gives a role to somebody: the first person is named, a later one takes it over with a reason. */
export function HandOverDialog({ role, onClose }: { readonly role: string; readonly onClose: () => void }) {
  const words = useTexts(sideTexts);
  const id = asId<RoleId>(role);
  const from = useRun(({ state }) => state.people[id]);
  const title = useRun(({ opened }) => roleTitle(opened.plan, id));
  const sending = useSend();
  const [given, setGiven] = useState<Given>({
    name: '',
    organisation: from?.organisation ?? '',
    title: '',
    reason: '',
    identifiedBy: '',
    bothSigned: false,
  });
  const person = personOf(given, id);
  const ready = person.name !== '' && (from === undefined || given.reason.trim() !== '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!ready || sending.sending) return;
    const command = from === undefined ? naming(given, person, id) : handingOver(given, person, id);
    void sending.send(command).then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={from === undefined ? words.name(title) : words.handOver(title)}
      closeButtonProps={{ 'aria-label': words.cancel }}
      centered
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {from === undefined ? null : <p>{words.handOverText(from.name)}</p>}
          <PersonFields given={given} onChange={setGiven} first={from === undefined} />
          <Refusal of={sending} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" disabled={!ready} loading={sending.sending}>
              {from === undefined ? words.nameDo : words.handOverDo(person.name)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function naming({ identifiedBy }: Given, person: Person, role: RoleId): UserCommand {
  const identified = identifiedBy.trim();
  return { type: 'name-person', role, person, ...(identified === '' ? {} : { identifiedBy: identified }) };
}

function handingOver({ reason, bothSigned }: Given, to: Person, role: RoleId): UserCommand {
  return { type: 'hand-over-role', role, to, reason: reason.trim(), bothSigned };
}

function personOf({ name, organisation, title }: Given, role: RoleId): Person {
  return {
    name: name.trim(),
    role,
    ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
    ...(title.trim() === '' ? {} : { title: title.trim() }),
  };
}

interface PersonFieldsProps {
  readonly given: Given;
  readonly onChange: (given: Given) => void;
  readonly first: boolean;
}

function PersonFields({ given, onChange, first }: PersonFieldsProps) {
  const words = useTexts(sideTexts);
  const field = (key: 'name' | 'organisation' | 'title' | 'reason' | 'identifiedBy') => ({
    value: given[key],
    maxLength: 200,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...given, [key]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput data-autofocus label={words.newPerson} withAsterisk {...field('name')} />
      <TextInput label={words.organisation} {...field('organisation')} />
      <TextInput label={words.personTitle} {...field('title')} />
      {first ? (
        <TextInput label={words.identified} description={words.identifiedHint} {...field('identifiedBy')} />
      ) : (
        <>
          <TextInput label={words.reason} withAsterisk {...field('reason')} />
          <Checkbox
            label={words.bothSigned}
            description={words.bothHint}
            checked={given.bothSigned}
            onChange={(event) => onChange({ ...given, bothSigned: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
