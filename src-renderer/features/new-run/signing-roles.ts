import { asId, type RoleId, type SubjectId } from '../../../src-shared/base/ids.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { casesOf } from '../../../src-shared/run/forms-gate.ts';

const operator = asId<RoleId>('operator');
const approver = asId<RoleId>('approver');

/** What the approval of a plan is signed on. */
export const approvalSubject = asId<SubjectId>('approval/sign/approver');

/** Who approves the plan: the approver where the runbook has one, else the operator, as "self-approved". */
export function approvingRole(plan: Plan): RoleId {
  return plan.people[approver] === undefined ? operator : approver;
}

/** The roles that sign something: the plan, a form, a step, the final page. */
export function signingRoles(plan: Plan): ReadonlySet<RoleId> {
  const ofForms = plan.forms.flatMap((form) => Object.keys(form.sign).map((role) => asId<RoleId>(role)));
  const ofSteps = plan.steps.flatMap(({ action }) => (action.kind === 'sign' ? [action.who] : []));
  const hasCases = plan.forms.some((form) => casesOf(form).length > 0);
  const final = hasCases ? [asId<RoleId>('tester'), asId<RoleId>('witness')] : [];
  return new Set([approvingRole(plan), ...ofForms, ...ofSteps, ...final]);
}
