import { TextInput } from '@mantine/core';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { mustDiffer } from './checks.ts';
import { nobody, type Draft, type DraftPerson } from './draft.ts';
import { fieldTexts } from './field-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';

export interface PeoplePartProps {
  readonly roles: readonly PlanRole[];
  readonly people: Draft['people'];
  readonly clashes: ReadonlyMap<string, PlanRole>;
  readonly onChange: (people: Draft['people']) => void;
}

/** Who takes which role; who must be somebody else is said before it is refused. */
export function PeoplePart({ roles, people, clashes, onChange }: PeoplePartProps) {
  const words = useTexts(newRunTexts);
  const fields = useTexts(fieldTexts);
  return (
    <Part id="people" title={words.sections.people} lead={words.leads.people}>
      {roles.length === 0 ? <p className={classes['quiet']}>{fields.choosePeopleLater}</p> : null}
      <div>
        {roles.map((role) => (
          <PersonRow
            key={role.id}
            role={role}
            others={roles.filter((one) => mustDiffer(role, one))}
            clash={clashes.get(role.id)}
            person={people[role.id] ?? nobody}
            onChange={(person) => onChange({ ...people, [role.id]: person })}
          />
        ))}
      </div>
    </Part>
  );
}

interface PersonRowProps {
  readonly role: PlanRole;
  readonly others: readonly PlanRole[];
  readonly clash: PlanRole | undefined;
  readonly person: DraftPerson;
  readonly onChange: (person: DraftPerson) => void;
}

function PersonRow({ role, others, clash, person, onChange }: PersonRowProps) {
  const words = useTexts(fieldTexts);
  const field = (key: keyof DraftPerson, label: string) => ({
    'aria-label': `${role.title}: ${label}`,
    placeholder: label,
    value: person[key],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...person, [key]: event.currentTarget.value }),
    autoComplete: 'off',
  });
  const nameless = role.id === 'operator' && person.name.trim() === '' ? words.operatorNeeded : undefined;
  return (
    <div className={classes['person']} role="group" aria-label={role.title}>
      <div className={classes['personRole']}>
        {role.title}
        <small>
          {[
            ...(role.optional ? [words.optional] : []),
            ...(others.length === 0 ? [] : [words.notWith(others.map(({ title }) => title).join(', '))]),
          ].join(' · ')}
        </small>
      </div>
      <TextInput {...field('name', words.name)} error={clash === undefined ? nameless : words.sameAs(clash.title)} />
      <TextInput {...field('organisation', words.organisation)} />
      <TextInput {...field('title', words.personTitle)} />
    </div>
  );
}
