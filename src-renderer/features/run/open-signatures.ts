import type { RoleId, SubjectId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import { signatureView } from '../../../src-shared/report/signature-views.ts';
import { formSubject } from '../../../src-shared/run/forms-gate.ts';
import type { RunState } from '../../../src-shared/run/state.ts';

export interface OpenSignature {
  readonly role: RoleId;
  readonly optional: boolean;
}

/**
 * Signatures that were asked for and nobody has given or refused, in the order of the plan; the final page's also where
 * nobody was there to be asked, as the report stays a draft without them.
 */
export function openSignatures(state: RunState): readonly OpenSignature[] {
  const isOpen = (subject: SubjectId, role: RoleId): boolean =>
    ['missing', 'absent'].includes(signatureView(state, subject, role, true).state);
  const begun = (id: string): boolean => state.steps.get(asId(id))?.startedAt !== undefined;
  const ofForms = state.plan.forms.flatMap((form) =>
    Object.entries(form.sign).flatMap(([name, need]) => {
      const role = asId<RoleId>(name);
      return begun(form.id) && isOpen(formSubject(form.id, role), role)
        ? [{ role, optional: need === 'optional' }]
        : [];
    }),
  );
  const ofSteps = state.plan.steps.flatMap(({ id, phase, action }) => {
    if (action.kind !== 'sign' || !(begun(id) || phase === 'final')) return [];
    return isOpen(asId(id), action.who) ? [{ role: action.who, optional: action.optional }] : [];
  });
  return [...ofForms, ...ofSteps];
}
