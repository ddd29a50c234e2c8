import { Group, TextInput, type TextInputProps } from '@mantine/core';
import { asId, type RoleId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { sideTexts } from './side-texts.ts';

/** Who is to hold a role, as typed. */
export interface GivenPerson {
  readonly name: string;
  readonly organisation: string;
  readonly title: string;
  /** Who made sure of the person, and how. */
  readonly identifiedBy: string;
}

export interface PersonFieldsProps {
  readonly given: GivenPerson;
  readonly onChange: (given: GivenPerson) => void;
}

export function personOf({ name, organisation, title }: GivenPerson, role: string): Person {
  return {
    name: name.trim(),
    role: asId<RoleId>(role),
    ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
    ...(title.trim() === '' ? {} : { title: title.trim() }),
  };
}

/** What goes into the record of how somebody was identified: nothing where nothing was said. */
export function identification({ identifiedBy }: GivenPerson): { readonly identifiedBy?: string } {
  return identifiedBy.trim() === '' ? {} : { identifiedBy: identifiedBy.trim() };
}

/** Name, organisation and function. */
export function PersonFields({ given, onChange }: PersonFieldsProps) {
  const words = useTexts(sideTexts);
  const field = (key: 'name' | 'organisation' | 'title'): TextInputProps => ({
    value: given[key],
    maxLength: 200,
    onChange: (event) => onChange({ ...given, [key]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput data-autofocus label={words.newPerson} withAsterisk {...field('name')} />
      <Group grow align="flex-start">
        <TextInput label={words.organisation} {...field('organisation')} />
        <TextInput label={words.personTitle} {...field('title')} />
      </Group>
    </>
  );
}

export function IdentifiedField({ given, onChange, required }: PersonFieldsProps & { readonly required: boolean }) {
  const words = useTexts(sideTexts);
  return (
    <TextInput
      label={words.identified}
      description={words.identifiedHint}
      withAsterisk={required}
      maxLength={200}
      value={given.identifiedBy}
      onChange={(event) => onChange({ ...given, identifiedBy: event.currentTarget.value })}
    />
  );
}
