import type { RoleId } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { Person } from '../run/facts.ts';
import type { HostView, PersonView } from './model.ts';
import type { RunState } from '../run/state.ts';

/** `Name, title (organisation)`, as far as it is known. */
export function personWords(person: Person): string {
  const titled = person.title === undefined ? person.name : `${person.name}, ${person.title}`;
  return person.organisation === undefined ? titled : `${titled} (${person.organisation})`;
}

/** The title of a role, or its id where the runbook does not declare it. */
export function roleTitle(plan: Plan, role: RoleId): string {
  return plan.people[role]?.title ?? role;
}

/** Everyone with a role, in the runbook's order, with those who held it before. */
export function peopleViews(state: RunState): readonly PersonView[] {
  const { plan, people, handovers } = state;
  const roles = new Set([...Object.keys(plan.people), ...Object.keys(people)] as RoleId[]);
  return [...roles].map((role) => {
    const person = people[role];
    return {
      role,
      roleTitle: roleTitle(plan, role),
      ...(person === undefined ? {} : { name: person.name }),
      ...(person?.organisation === undefined ? {} : { organisation: person.organisation }),
      ...(person?.title === undefined ? {} : { title: person.title }),
      before: handovers
        .filter((one) => one.role === role)
        .map((one) => ({ name: personWords(one.from), at: one.at, reason: one.reason })),
    };
  });
}

/** The hosts of the inventory, in its order. */
export function hostViews(plan: Plan): readonly HostView[] {
  return Object.values(plan.inventory.hosts).map(({ id, name, address, site }) => ({
    id,
    name,
    address,
    ...(site === undefined ? {} : { site }),
  }));
}
