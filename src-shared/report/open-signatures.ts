import type { RoleId } from '../base/ids.ts';
import type { Acceptance } from '../run/acceptance.ts';
import { formSubject, standingSignOff } from '../run/forms-gate.ts';
import type { RunState } from '../run/state.ts';
import type { OpenSignatureView } from './open-signature-view.ts';
import { roleTitle } from './person-words.ts';

/** Every signature of a form or of the final page that nobody has given, required or not, in the order of the report. */
export function openSignatures(state: RunState, { lacks, signed, cases }: Acceptance): readonly OpenSignatureView[] {
  const { plan } = state;
  const forms = plan.forms.flatMap((form) =>
    (Object.entries(form.sign) as [RoleId, 'required' | 'optional'][]).map(([role, need]) => ({
      subject: formSubject(form.id, role),
      role,
      need,
      form: { id: form.id, title: form.title },
    })),
  );
  const onForms = forms.flatMap(({ subject, role, need, form }): OpenSignatureView[] =>
    standingSignOff(state, subject, role) === undefined
      ? [{ roleTitle: roleTitle(plan, role), required: need === 'required', form }]
      : [],
  );
  const onFinal = lacks.flatMap((lack): OpenSignatureView[] =>
    lack.kind === 'signature' && lack.subject.startsWith('final/') && !lack.scripted && !signed.includes(lack.role)
      ? [{ roleTitle: roleTitle(plan, lack.role), required: !lack.optional }]
      : [],
  );
  return cases === 0 ? onForms : [...onForms, ...onFinal];
}
