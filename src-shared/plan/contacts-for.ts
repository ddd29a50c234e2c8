import type { Plan, PlanContact, PlanStep } from './plan.ts';

/** The contacts of an inventory that are for a step; `*` stands for one segment of the id, `**` for any number. */
export function contactsFor(plan: Plan, step: string): readonly PlanContact[] {
  return plan.inventory.contacts.filter((contact) => contact.for.some((pattern) => patternOf(pattern).test(step)));
}

/** The steps of a plan that a contact is for, in the plan's order. */
export function stepsOfContact(plan: Plan, contact: PlanContact): readonly PlanStep[] {
  const patterns = contact.for.map(patternOf);
  return plan.steps.filter(({ id }) => patterns.some((pattern) => pattern.test(id)));
}

function patternOf(pattern: string): RegExp {
  const segments = pattern.split('/').map((segment) => {
    if (segment === '**') return '.+';
    return segment.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  });
  // An id without suffix means all its instances.
  return new RegExp(`^${segments.join('/')}(@[^/]*)?$`);
}
