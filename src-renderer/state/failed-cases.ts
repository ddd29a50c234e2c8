import type { CaseId, StepId } from '../../src-shared/base/ids.ts';
import { casesOf } from '../../src-shared/run/forms-gate.ts';
import { verdictOf, type RunState } from '../../src-shared/run/state.ts';

const byState = new WeakMap<RunState, ReadonlyMap<StepId, readonly CaseId[]>>();

/** The cases of a form, by its step, that stand at FAIL, in the order of the form; of any other step none. */
export function failedCases(state: RunState, form: StepId): readonly CaseId[] {
  return allFailedCases(state).get(form) ?? [];
}

/** The same of every form that has one, in the order of the plan; worked out once for each state. */
export function allFailedCases(state: RunState): ReadonlyMap<StepId, readonly CaseId[]> {
  const known = byState.get(state);
  if (known !== undefined) return known;
  const made = new Map<StepId, readonly CaseId[]>();
  for (const form of state.plan.forms) {
    const failed = casesOf(form).filter(({ id }) => verdictOf(state.cases.get(id)) === 'FAIL');
    if (failed.length > 0)
      made.set(
        form.id,
        failed.map(({ id }) => id),
      );
  }
  byState.set(state, made);
  return made;
}
