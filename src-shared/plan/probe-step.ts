import { asId, type RoleId, type StepId } from '../base/ids.ts';
import type { PlanAction, PlanCompare, PlanProbe, PlanStep } from './plan.ts';

/** One look ends by itself, so that a host that hangs leaves a hole of seconds and not of minutes; milliseconds. */
const lookLimitMs = 10_000;

/** A probe as the check step that it would be: taken, and shown, like one. Its scripts must exit with 0. */
export function probeStep({ id, title, everyMs, check }: PlanProbe): PlanStep {
  return besideSteps(`probes/${id}`, title, everyMs, { kind: 'check', check });
}

/** A value to compare as the step that it would be, for those who read a plan. */
export function compareStep({ id, title, script, hosts }: PlanCompare): PlanStep {
  return besideSteps(`compare/${id}`, title, 0, { kind: 'run', script, tty: false, hosts });
}

function besideSteps(id: string, title: string, everyMs: number, action: PlanAction): PlanStep {
  return {
    id: asId<StepId>(id),
    phase: id.slice(0, id.indexOf('/')),
    section: 'main',
    title,
    by: asId<RoleId>('operator'),
    needs: [],
    guard: [],
    bindings: {},
    timing: { everyMs, timeoutMs: lookLimitMs },
    destructive: false,
    unreachable: 'fail',
    onFailure: 'ask',
    mode: 'both',
    action,
    expect: { exit: [0] },
    capture: {},
  };
}
