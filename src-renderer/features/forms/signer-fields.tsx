import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RoleId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import classes from './sign-panel.module.css';

/** Who signs: whoever holds the role, unless another name is written in. */
export function useSigner(role: RoleId): readonly [Person, (person: Person) => void] {
  const holder = useRun(({ state }) => state.people[role]);
  const [person, setPerson] = useState<Person>({ name: '', ...holder, role });
  return [person, setPerson];
}

export interface SignerFieldsProps {
  readonly person: Person;
  readonly onChange: (person: Person) => void;
}

/** Printed name, position and organisation, as they stand on paper. */
export function SignerFields({ person, onChange }: SignerFieldsProps) {
  const words = useTexts(signTexts);
  const field = (key: 'name' | 'organisation' | 'title') => ({
    label: words[key],
    value: person[key] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      onChange(withField(person, key, event.currentTarget.value));
    },
  });
  return (
    <div className={classes['signer']}>
      <TextInput {...field('name')} required />
      <TextInput {...field('title')} />
      <TextInput {...field('organisation')} />
    </div>
  );
}

/** An empty organisation or position is left out: on paper there is no empty line for it. */
function withField(person: Person, key: 'name' | 'organisation' | 'title', value: string): Person {
  if (key === 'name') return { ...person, name: value };
  const { [key]: _before, ...rest } = person;
  return value === '' ? rest : { ...rest, [key]: value };
}
