import { NativeSelect } from '@mantine/core';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { asId, type RoleId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';

export interface PersonSelectProps {
  readonly label: string;
  readonly role: string;
  readonly onChange: (role: string) => void;
}

/** Who speaks, among those who have a role in the run. */
export function PersonSelect({ label, role, onChange }: PersonSelectProps) {
  const people = useRun(({ state }) => state.people);
  const plan = useRun(({ opened }) => opened.plan);
  const roles = new Set<string>([role, ...Object.keys(plan.people), ...Object.keys(people)]);
  const data = [...roles].map((id) => {
    const name = people[asId<RoleId>(id)]?.name;
    const title = roleTitle(plan, asId<RoleId>(id));
    return { value: id, label: name === undefined ? title : `${name} · ${title}` };
  });
  return (
    // A native list leaves Ctrl+Enter to the form around it.
    <NativeSelect label={label} data={data} value={role} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

/** The person who holds a role, with the role in which they speak. */
export function useSpeaker(role: string): Person {
  const holder = useHolder(role);
  return { ...holder, role: asId<RoleId>(role) };
}
