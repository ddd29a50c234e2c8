import { assertNever } from '../base/assert-never.ts';
import type { HostId } from '../base/ids.ts';
import type { HostWork, PlanCheck, PlanStep } from './plan.ts';

/** The hosts on which a step runs something, in the order of its targets; none where only the app or a person acts. */
export function stepHosts(step: PlanStep): readonly HostId[] {
  const { action } = step;
  if (action.kind === 'check') return checkHosts(action.check);
  return stepWork(step).map((work) => work.host);
}

/** Each host's share of what a step runs: scripts with their environment. */
export function stepWork(step: PlanStep): readonly HostWork[] {
  const { action } = step;
  switch (action.kind) {
    case 'run':
    case 'terminal':
    case 'copy':
      return action.hosts;
    case 'check':
      return action.check.kind === 'run' ? action.check.hosts : [];
    case 'dns':
    case 'manual':
    case 'wait':
    case 'choose':
    case 'form':
    case 'sign':
    case 'notify':
      return [];
    default:
      return assertNever(action, 'step kind');
  }
}

function checkHosts(check: PlanCheck): readonly HostId[] {
  if (check.kind === 'run') return check.hosts.map((work) => work.host);
  return check.from.filter((from): from is HostId => from !== 'app');
}

/** The script of a `run` step or a `run` check, to the last character. */
export function stepScript(step: PlanStep): string | undefined {
  if (step.action.kind === 'run') return step.action.script;
  return step.action.kind === 'check' && step.action.check.kind === 'run' ? step.action.check.script : undefined;
}
