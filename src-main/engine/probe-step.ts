import { asId, type RoleId, type StepId } from '../../src-shared/base/ids.ts';
import type { PlanProbe, PlanStep } from '../../src-shared/plan/plan.ts';

/** One look ends by itself, so that a host that hangs leaves a hole of seconds and not of minutes; milliseconds. */
const lookLimitMs = 10_000;

/** A probe as the check step that it would be: a check is taken in the context of a step. Its scripts must exit with 0. */
export function probeStep({ id, title, everyMs, check }: PlanProbe): PlanStep {
  return {
    id: asId<StepId>(`probes/${id}`),
    phase: 'probes',
    section: 'main',
    title,
    by: asId<RoleId>('operator'),
    needs: [],
    guard: [],
    bindings: {},
    timing: { everyMs, timeoutMs: lookLimitMs },
    destructive: false,
    unreachable: 'fail',
    onFailure: 'continue',
    mode: 'both',
    action: { kind: 'check', check },
    expect: { exit: [0] },
    capture: {},
  };
}
