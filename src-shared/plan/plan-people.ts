import type { RoleId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { PersonDocument, RunbookDocument } from '../runbook/runbook-schema.ts';
import { listOf, unique } from './one-or-more.ts';
import type { PlanRole } from './plan.ts';

/** The roles of a run; the operator is always there, and `not` holds both ways. */
export function planPeople(people: RunbookDocument['people']): Readonly<Record<RoleId, PlanRole>> {
  const all: Readonly<Record<string, PersonDocument>> = { operator: { title: 'Operator' }, ...people };
  const declared = Object.entries(all);
  const apart = declared.flatMap(([id, person]) => {
    return listOf(person.not).flatMap((other): readonly (readonly [string, string])[] => [
      [id, other],
      [other, id],
    ]);
  });
  // Roles that nobody declares are a validation error; here they are left out.
  const known = new Set(declared.map(([id]) => id));
  return Object.fromEntries(
    declared.map(([id, person]): [string, PlanRole] => {
      const not = unique(apart.filter(([of, other]) => of === id && known.has(other)).map(([, other]) => other));
      return [
        id,
        {
          id: asId(id),
          title: person.title ?? id,
          optional: person.optional ?? false,
          not: not.map((one) => asId<RoleId>(one)),
        },
      ];
    }),
  );
}
