import { parameterFault } from '../../../src-shared/runbook/parameter-value.ts';
import type { ParameterDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import type { MadePlanFault } from '../../../src-shared/rpc/library-calls.ts';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import { isSamePerson } from '../../../src-shared/run/people.ts';
import { namedPeople, type Draft } from './draft.ts';

/** Why a parameter's field cannot stay as it is. */
export type FieldFault = 'needed' | 'wanted';

/** What is wrong at each parameter's field: a value that is none of its type, or none where one is needed. */
export function parameterFaults(
  parameters: Readonly<Record<string, ParameterDocument>>,
  set: Draft['set'],
  problems: readonly MadePlanFault[],
): ReadonlyMap<string, FieldFault> {
  const missing = new Set(problems.filter(({ code }) => code === 'plan.parameter-missing').map(({ path }) => path));
  return new Map(
    Object.entries(parameters).flatMap(([id, { type, choices = [] }]): [string, FieldFault][] => {
      const given = set[id];
      if (given !== undefined && type !== 'secret' && parameterFault(type, given, choices) !== undefined)
        return [[id, 'wanted']];
      return missing.has(`parameters.${id}`) ? [[id, 'needed']] : [];
    }),
  );
}

/** Roles that are held by a person who also holds one that must be another's: role to that other role. */
export function clashingRoles(roles: readonly PlanRole[], people: Draft['people']): ReadonlyMap<string, PlanRole> {
  const named = namedPeople({ people });
  const clashes = roles.flatMap((role): [string, PlanRole][] => {
    const own = named[role.id];
    if (own === undefined) return [];
    const other = roles.find(
      (one) => mustDiffer(role, one) && named[one.id] !== undefined && isSamePerson(own, named[one.id] ?? own),
    );
    return other === undefined ? [] : [[role.id, other]];
  });
  return new Map(clashes);
}

/** Tester and witness always differ, whatever the runbook says. */
export function mustDiffer(a: PlanRole, b: PlanRole): boolean {
  const four = [a.id, b.id].sort().join(' ') === 'tester witness';
  return a.id !== b.id && (four || a.not.includes(b.id));
}
