import canonicalize from 'canonicalize';
import type { Sha256, StepId, SubjectId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { PlanForm } from '../plan/plan.ts';
import type { EvidenceRef } from './facts.ts';
import { casesOf } from './forms-gate.ts';
import { indexOf } from './plan-index.ts';
import type { RunState } from './state.ts';

/** The forms that a subject covers: its own, or all of them for the final page and for other gates. */
function formsOf(state: RunState, subject: SubjectId): readonly PlanForm[] {
  if (subject.startsWith('approval/')) return [];
  const own = indexOf(state.plan).form.get(asId<StepId>(subject.slice(0, subject.lastIndexOf('/sign/'))));
  return own === undefined ? state.plan.forms : [own];
}

/**
 * The results that a signature is bound to, as RFC 8785 text: the verdicts, caveats and comments of its forms, and for
 * subjects beyond one form the state of every step. Agreements of the customer are left out: they may come later.
 */
export function resultText(state: RunState, subject: SubjectId): string {
  const forms = formsOf(state, subject);
  const whole = forms.length === state.plan.forms.length && indexOf(state.plan).form.get(asId(subject)) === undefined;
  const results = {
    subject,
    forms: forms.map((form) => ({
      id: form.id,
      cases: casesOf(form).map(({ id }) => ({ id, verdicts: verdictsOf(state, id) })),
      comments: commentsOf(state, form.id),
    })),
    ...(whole
      ? {
          exceptions: state.comments['exceptions:run']?.text ?? '',
          steps: state.plan.steps
            .filter(({ id }) => !id.startsWith('final/') && id !== (subject as string))
            .map(({ id }) => ({ id, state: state.steps.get(id)?.state ?? 'waiting' })),
        }
      : {}),
  };
  return canonicalize(results) ?? '';
}

function verdictsOf(state: RunState, id: Parameters<RunState['cases']['get']>[0]): readonly object[] {
  return (state.cases.get(id)?.verdicts ?? []).map((one) => ({
    is: one.is,
    by: one.by.name,
    at: one.at,
    caveat: one.caveat ?? '',
    comment: one.comment ?? '',
  }));
}

function commentsOf(state: RunState, form: StepId): readonly object[] {
  return Object.entries(state.comments)
    .filter(([key]) => key === `exemptions:${form}` || key.startsWith(`comment:${form}/`))
    .map(([key, one]) => ({ key, text: one.text }));
}

/** SHA-256 of every recording and evidence file that belongs to a subject, sorted, each once. */
export function evidenceOf(state: RunState, subject: SubjectId): readonly Sha256[] {
  const found = new Set<Sha256>();
  const add = (refs: readonly EvidenceRef[]): void => {
    for (const ref of refs) found.add(ref.sha256);
  };
  for (const form of formsOf(state, subject)) {
    for (const { id } of casesOf(form)) {
      const one = state.cases.get(id);
      for (const verdict of one?.verdicts ?? []) add(verdict.evidence);
      for (const taken of one?.evidence ?? []) if (taken.recording !== undefined) found.add(taken.recording.sha256);
    }
  }
  if (subject.startsWith('final/')) {
    for (const run of state.steps.values()) {
      add(run.confirmed?.evidence ?? []);
      for (const report of run.reports) add(report.evidence);
      for (const host of run.hosts) {
        for (const { ended } of host.attempts) if (ended?.recording !== undefined) found.add(ended.recording.sha256);
      }
    }
    for (const { closed } of state.terminals) if (closed?.recording !== undefined) found.add(closed.recording.sha256);
  }
  return [...found].sort();
}
