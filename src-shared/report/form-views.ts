import type { CaseId, RoleId } from '../base/ids.ts';
import type { FollowedVerdict, PlanForm } from '../plan/plan.ts';
import { customerAgreed } from '../run/acceptance.ts';
import { formSubject } from '../run/forms-gate.ts';
import type { RunState } from '../run/state.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import type { CaseView, FormGroupView, FormView, VerdictView } from './model.ts';
import { hostViews, personWords } from './person-words.ts';
import { signatureHistory, signatureView } from './signature-views.ts';

/** One form of Appendix B for each instance, in the order of the plan. */
export function formViews(state: RunState, evidence: EvidenceRegister): readonly FormView[] {
  return state.plan.forms.map((form) => formView(state, form, evidence));
}

function formView(state: RunState, form: PlanForm, evidence: EvidenceRegister): FormView {
  const host = hostViews(state.plan).find(({ id }) => id === form.host);
  const hostKey = form.host === undefined ? undefined : state.preflight.hosts[form.host]?.hostKey;
  const exemptions = state.comments[`exemptions:${form.id}`]?.text;
  const roles = Object.entries(form.sign) as [RoleId, 'required' | 'optional'][];
  return {
    id: form.id,
    title: form.title,
    ...(form.description === undefined ? {} : { description: form.description }),
    ...(host === undefined ? {} : { host }),
    ...(hostKey === undefined ? {} : { hostKey }),
    groups: form.groups.map((group, at) => groupView(state, form, group, at + 1, evidence)),
    ...(exemptions === undefined ? {} : { exemptions }),
    signatures: roles.map(([role, need]) =>
      signatureView(state, formSubject(form.id, role), role, need === 'optional'),
    ),
    history: signatureHistory(state, (subject) => subject.startsWith(`${form.id}/sign/`)),
  };
}

function groupView(
  state: RunState,
  form: PlanForm,
  group: PlanForm['groups'][number],
  number: number,
  evidence: EvidenceRegister,
): FormGroupView {
  const comment = state.comments[`comment:${form.id}/${group.id}`]?.text;
  return {
    id: group.id,
    number,
    title: group.title,
    ...(group.intro === undefined ? {} : { intro: group.intro }),
    ...(group.notApplicable === undefined ? {} : { notApplicable: group.notApplicable }),
    ...(comment === undefined ? {} : { comment }),
    cases:
      group.notApplicable === undefined
        ? group.cases.map((one, at) => caseView(state, one, `${number}.${at + 1}`, evidence))
        : [],
  };
}

function caseView(
  state: RunState,
  one: PlanForm['groups'][number]['cases'][number],
  number: string,
  evidence: EvidenceRegister,
): CaseView {
  const found = state.cases.get(one.id);
  const last = found?.verdicts.at(-1);
  const agreed = found?.agreed ?? last?.agreedBy;
  return {
    id: one.id,
    number,
    procedure: one.procedure,
    expected: one.expected,
    ...(last === undefined ? {} : { verdict: last.is }),
    verdicts: [...verdictsBefore(state, one.id), ...(found?.verdicts ?? []).map(verdictView)],
    ...(agreed === undefined
      ? {}
      : { agreed: { by: personWords(agreed), how: agreed.how, counts: customerAgreed(state, found) } }),
    evidence: evidence.ofCase.get(one.id) ?? [],
  };
}

/** What was said of a case in the run that this one follows: both results are printed, the earlier with its run. */
function verdictsBefore({ plan }: RunState, id: CaseId): readonly VerdictView[] {
  const given = (plan.follows?.verdicts ?? []).filter((one) => one.case === id);
  return given.map((one) => ({ ...verdictView(one), by: `${personWords(one.by)}, ${one.run}` }));
}

function verdictView(given: Omit<FollowedVerdict, 'case' | 'run'>): VerdictView {
  return {
    is: given.is,
    at: given.at,
    by: personWords(given.by),
    ...(given.caveat === undefined ? {} : { caveat: given.caveat }),
    ...(given.comment === undefined ? {} : { comment: given.comment }),
    ...(given.retest === undefined ? {} : { retest: given.retest }),
    early: given.early,
    scripted: given.scripted,
  };
}
