import type { CaseId, RoleId, StepId, SubjectId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { PlanCase, PlanForm } from '../plan/plan.ts';
import type { Fact } from './facts.ts';
import { indexOf } from './plan-index.ts';
import type { RunState, SignOffState } from './state.ts';
import { verdictOf } from './state.ts';

export interface FormProgress {
  /** What is still open, in words. */
  readonly open: readonly string[];
  readonly refused?: string;
  /** `12 of 12 verdicts: 11 PASS, 1 OTHER`. */
  readonly summary: string;
}

export function casesOf(form: PlanForm): readonly PlanCase[] {
  return form.groups.flatMap((group) => (group.notApplicable === undefined ? group.cases : []));
}

/** The subject that a role signs on a form. */
export function formSubject(form: StepId, role: RoleId): SubjectId {
  return asId(`${form}/sign/${role}`);
}

/** The signature that stands on a subject for a role: the newest that was not voided. */
export function standingSignOff(state: RunState, subject: SubjectId, role: RoleId): SignOffState | undefined {
  return state.signOffs.findLast((one) => one.subject === subject && one.role === role && one.voided === undefined);
}

/** Where a form stands: its gate opens when nothing is open. Optional signatures do not hold it. */
export function formProgress(state: RunState, id: StepId): FormProgress {
  const form = indexOf(state.plan).form.get(id);
  if (form === undefined) return { open: [], summary: 'no such form' };
  const cases = casesOf(form);
  const verdicts = cases.map((one) => verdictOf(state.cases.get(one.id)));
  const open: string[] = cases.flatMap((one, at) => (verdicts[at] === undefined ? [`verdict on ${one.id}`] : []));
  let refused: string | undefined;
  for (const [role, need] of Object.entries(form.sign) as [RoleId, 'required' | 'optional'][]) {
    const subject = formSubject(id, role);
    if (standingSignOff(state, subject, role) !== undefined || need === 'optional') continue;
    open.push(`signature of the ${role}`);
    const refusal = openRefusal(state, id, subject);
    if (refusal !== undefined) refused = `${refusal.by.name} refused to sign: ${refusal.reason}`;
  }
  const given = verdicts.filter((verdict) => verdict !== undefined);
  const counts = (['PASS', 'FAIL', 'OTHER'] as const).flatMap((is) => {
    const count = given.filter((verdict) => verdict === is).length;
    return count === 0 ? [] : [`${count} ${is}`];
  });
  const summary = `${given.length} of ${cases.length} verdicts${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`;
  return { open, summary, ...(refused === undefined ? {} : { refused }) };
}

/** The last refusal to sign that nobody has answered by having the gate tried again. */
export function openRefusal(
  state: RunState,
  gate: StepId,
  subject: SubjectId,
): RunState['refusals'][number] | undefined {
  const answered = state.steps.get(gate)?.retriedSeq ?? 0;
  return state.refusals.findLast((one) => one.subject === subject && one.seq > answered);
}

/** When the automatic evidence of a case may be taken, in ms since 1970; Infinity while its `due` has not begun. */
export function evidenceDueAt(state: RunState, one: PlanCase): number {
  if (one.due === undefined) return 0;
  const { after, byMs } = one.due;
  const step = state.steps.get(asId<StepId>(after));
  if (step !== undefined)
    return step.state === 'passed' && step.endedAt !== undefined ? Date.parse(step.endedAt) + byMs : Infinity;
  // A case without automatic evidence counts from its verdict: that is when it was looked at.
  const base = state.cases.get(asId<CaseId>(after));
  const at = base?.evidence[0]?.at ?? base?.verdicts[0]?.at;
  return at === undefined ? Infinity : Date.parse(at) + byMs;
}

/** True while a case still waits for evidence that comes by itself: a verdict now would be early. */
export function awaitsEvidence(state: RunState, id: CaseId, now: number): boolean {
  const found = indexOf(state.plan).case.get(id);
  if (found === undefined) return false;
  const run = state.cases.get(id);
  if (found.case.evidence?.kind !== 'run')
    return found.case.due !== undefined && evidenceDueAt(state, found.case) > now;
  return run === undefined || run.evidence.length < found.case.evidence.hosts.length;
}

/** Evidence that is due now on every server of an open form, all at once. */
export function dueEvidence(state: RunState, form: PlanForm, now: number): readonly Fact[] {
  return casesOf(form).flatMap((one) => {
    const run = state.cases.get(one.id);
    const taken = run === undefined || run.evidencePending.length > 0 || run.evidence.length > 0;
    if (one.evidence?.kind !== 'run' || taken || evidenceDueAt(state, one) > now) return [];
    return takeEvidence(one);
  });
}

/** The facts that announce the automatic evidence of a case, on each of its hosts. */
export function takeEvidence(one: PlanCase): readonly Fact[] {
  const hosts = one.evidence?.kind === 'run' ? one.evidence.hosts : [];
  return hosts.map(({ host }): Fact => ({ type: 'evidence-taking', data: { case: one.id, host } }));
}

/** True where a retest still shows what was seen before the verdict that it replaces. */
export function isEvidenceStale(state: RunState, one: PlanCase): boolean {
  const run = state.cases.get(one.id);
  const verdict = run?.verdicts.at(-1);
  if (one.evidence?.kind !== 'run' || run === undefined || verdict === undefined) return false;
  const { hosts } = one.evidence;
  return !hosts.every(({ host }) => run.evidence.some((taken) => taken.host === host && taken.at > verdict.at));
}
