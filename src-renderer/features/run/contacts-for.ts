import type { Plan, PlanContact } from '../../../src-shared/plan/plan.ts';

/** The contacts of an inventory that are for a step; `*` stands for one segment of the id, `**` for any number. */
export function contactsFor(plan: Plan, step: string): readonly PlanContact[] {
  return plan.inventory.contacts.filter((contact) => contact.for.some((pattern) => patternOf(pattern).test(step)));
}

function patternOf(pattern: string): RegExp {
  const segments = pattern.split('/').map((segment) => {
    if (segment === '**') return '.+';
    return segment.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  });
  // An id without suffix means all its instances.
  return new RegExp(`^${segments.join('/')}(@[^/]*)?$`);
}
