import { asId, type RoleId } from '../base/ids.ts';
import type { Person } from './facts.ts';
import type { RunState } from './state.ts';

/** The same name in the same organisation, whatever the case, the spaces and how accents are written. */
export function isSamePerson(a: Person, b: Person): boolean {
  const key = (one: Person): string =>
    `${one.name}\n${one.organisation ?? ''}`
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\S\n]+/g, ' ')
      .trim();
  return key(a) === key(b);
}

/** The role that this person holds and that must be held by somebody else, if any. Tester and witness always differ. */
export function conflictingRole(state: RunState, role: RoleId, person: Person): RoleId | undefined {
  const others = new Set<RoleId>(state.plan.people[role]?.not ?? []);
  if (role === 'tester') others.add(asId('witness'));
  if (role === 'witness') others.add(asId('tester'));
  return [...others].find((other) => {
    const held = state.people[other];
    return held !== undefined && isSamePerson(held, person);
  });
}
