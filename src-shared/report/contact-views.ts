import { stepsOfContact } from '../plan/contacts-for.ts';
import type { Plan, PlanContact } from '../plan/plan.ts';
import type { ReportTexts } from './texts/en.ts';

const stepsNamed = 4;

/**
 * Whom to call, for this plan: an inventory serves many runbooks, and names people of steps that this one has not. Its
 * own steps are named by their titles; who is for no step in particular is for all.
 */
export function contactViews(plan: Plan, texts: ReportTexts): readonly PlanContact[] {
  return plan.inventory.contacts.flatMap((contact) => {
    if (contact.for.length === 0) return [contact];
    const titles = [...new Set(stepsOfContact(plan, contact).map(({ title }) => title))];
    const more = titles.length - stepsNamed;
    const named = more <= 0 ? titles : [...titles.slice(0, stepsNamed), texts.furtherOf(more, titles.length)];
    return titles.length === 0 ? [] : [{ ...contact, for: named }];
  });
}
