import type { RoleId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { UnplacedForm } from './plan-forms.ts';
import type { PlanPhase, PlanRole, PlanStep } from './plan.ts';

/** What the format appends to every runbook that has cases: the forms placed nowhere, then the final page. */
export interface Closing {
  readonly phases: readonly PlanPhase[];
  readonly steps: readonly PlanStep[];
}

/** A phase `forms` with a gate for each unplaced form, all open at once; a phase `final` where any case exists. */
export function closingSteps(
  unplaced: readonly UnplacedForm[],
  hasCases: boolean,
  people: Readonly<Record<RoleId, PlanRole>>,
): Closing {
  const gates = unplaced.map(({ form, bindings }): PlanStep => {
    return {
      ...plainStep(form.id, 'forms', form.title),
      by: asId('tester'),
      bindings,
      action: { kind: 'form', form: form.id },
    };
  });
  // The witness's place is there even where the witness is optional: without it no report is final.
  const signers = hasCases ? [asId<RoleId>('tester'), asId<RoleId>('witness')].flatMap((id) => people[id] ?? []) : [];
  const signatures = signers.map((role): PlanStep => {
    const title = `Final page: ${role.title}`;
    const statement = 'I affirm that the contents of this document record the tests as they were carried out.';
    return {
      ...plainStep(asId(`final/sign/${role.id}`), 'final', title),
      by: role.id,
      action: { kind: 'sign', who: role.id, meaning: 'affirms', statement, optional: role.optional },
    };
  });
  const phases: readonly (PlanPhase | undefined)[] = [
    gates.length === 0 ? undefined : { id: 'forms', title: 'Result forms', preflight: false, section: 'main' },
    signatures.length === 0 ? undefined : { id: 'final', title: 'Final page', preflight: false, section: 'main' },
  ];
  return { phases: phases.filter((phase) => phase !== undefined), steps: [...gates, ...signatures] };
}

/** Gates need nothing inside their phase: forms are answered in any order, both signatures too. */
function plainStep(id: StepId, phase: string, title: string): Omit<PlanStep, 'by' | 'action'> {
  return {
    id,
    phase,
    section: 'main',
    title,
    needs: [],
    guard: [],
    bindings: {},
    timing: { everyMs: 2000 },
    destructive: false,
    unreachable: 'fail',
    onFailure: 'ask',
    mode: 'both',
    expect: { exit: [0] },
    capture: {},
  };
}
