import { asId, type RoleId, type RunId } from '../../src-shared/base/ids.ts';
import { criticalPath } from '../../src-shared/plan/critical-path.ts';
import { canonicalPlan } from '../../src-shared/plan/canonical.ts';
import type { FollowedVerdict, Plan, PlanCase, PlanForm, PlanStep } from '../../src-shared/plan/plan.ts';
import { customerAgreed } from '../../src-shared/run/acceptance.ts';
import { casesOf, formSubject, standingSignOff } from '../../src-shared/run/forms-gate.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { sha256 } from '../journal/sha256.ts';
import type { LoadedPlan } from './load-plan.ts';

/**
 * A plan cut down to what an earlier run left open: cases that are not PASS (or OTHER with the customer's agreement),
 * forms that were not signed, steps that are not done, the checks of preflight, whatever guards them, and the final page. Undefined: nothing is open.
 */
export function openItems(whole: Extract<LoadedPlan, { readonly ok: true }>, before: RunState): LoadedPlan | undefined {
  const open = whole.plan.forms.flatMap((form) => openForm(form, before));
  const kept = keptSteps(whole.plan, open, before);
  const forms = withoutPast(open, kept);
  if (forms.length === 0 && kept.every((step) => isAlwaysKept(whole.plan, step))) return undefined;
  const ids = new Set(kept.map(({ id }) => id));
  const steps = kept.map((step) => ({ ...step, needs: step.needs.filter((id) => ids.has(id)) }));
  const used = new Set(steps.map(({ phase }) => phase));
  const phases = whole.plan.phases.filter(({ id }) => used.has(id));
  const { follows } = whole.plan;
  const said = follows === undefined ? {} : { follows: { ...follows, verdicts: verdictsBefore(forms, before) } };
  const cut: Plan = { ...whole.plan, ...said, forms, steps, phases };
  const plan: Plan = { ...cut, criticalPath: criticalPath(cut, new Set()) };
  const planText = canonicalPlan(plan);
  return { ...whole, plan, planText, planHash: sha256(planText) };
}

/** What nobody signed has no verdict that anybody stands for: such a form is tested again as a whole. */
function openForm(form: PlanForm, before: RunState): readonly PlanForm[] {
  const roles = Object.keys(form.sign).map((role) => asId<RoleId>(role));
  const unsigned = roles.some(
    (role) => form.sign[role] === 'required' && standingSignOff(before, formSubject(form.id, role), role) === undefined,
  );
  if (unsigned && casesOf(form).length > 0) return [form];
  const groups = form.groups.flatMap((group) => {
    const cases = group.cases.filter((one) => {
      const run = before.cases.get(one.id);
      const last = run?.verdicts.at(-1);
      return last?.is !== 'PASS' && !(last?.is === 'OTHER' && customerAgreed(before, run));
    });
    return cases.length === 0 ? [] : [{ ...group, cases }];
  });
  return groups.length === 0 ? [] : [{ ...form, groups }];
}

/** A time that was to count from what the earlier run has done is over: its evidence is due at once. */
function withoutPast(forms: readonly PlanForm[], steps: readonly PlanStep[]): readonly PlanForm[] {
  const known = new Set<string>([...steps, ...forms.flatMap(casesOf)].map(({ id }) => id));
  const cut = ({ due, ...one }: PlanCase): PlanCase =>
    due === undefined || !known.has(due.after) ? one : { ...one, due };
  return forms.map((form) => ({
    ...form,
    groups: form.groups.map((group) => ({ ...group, cases: group.cases.map(cut) })),
  }));
}

/** Every verdict that the open cases got before, with the verdicts of the run that was followed there. */
function verdictsBefore(forms: readonly PlanForm[], before: RunState): readonly FollowedVerdict[] {
  const cases = forms.flatMap((form) => form.groups.flatMap((group) => group.cases));
  const run = before.created?.runId ?? asId<RunId>('');
  return cases.flatMap(({ id }) => [
    ...(before.plan.follows?.verdicts ?? []).filter((one) => one.case === id),
    ...(before.cases.get(id)?.verdicts ?? []).map(({ evidence: _, agreedBy: __, ...verdict }) => ({ ...verdict, run })),
  ]);
}

function keptSteps(plan: Plan, forms: readonly PlanForm[], before: RunState): readonly PlanStep[] {
  const open = plan.steps.filter((step) => {
    if (step.action.kind === 'form') return forms.some((form) => form.id === step.id);
    const done = ['passed', 'not-applicable'].includes(before.steps.get(step.id)?.state ?? 'waiting');
    return !done || isAlwaysKept(plan, step);
  });
  const guards = new Set(open.flatMap((step) => step.guard));
  return plan.steps.filter((step) => open.includes(step) || guards.has(step.id));
}

/** What every run needs, whatever the earlier one left: preflight's checks, the final page, the way back. */
function isAlwaysKept(plan: Plan, step: PlanStep): boolean {
  const preflight = plan.phases.some(({ id, preflight: required }) => required && id === step.phase);
  return step.phase === 'final' || step.section === 'rollback' || (step.action.kind === 'check' && preflight);
}
