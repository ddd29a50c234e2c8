import { messageOf } from '../base/drill-error.ts';
import type { HostId } from '../base/ids.ts';
import type { PlanStep } from '../plan/plan.ts';
import { evaluateCondition, expressionContext } from './context.ts';
import type { Outputs } from './facts.ts';
import type { RunState, StepRunState } from './state.ts';

/** What one host gave, as `across` sees it; `exit` where its end was one. */
export interface AcrossResult {
  readonly host: HostId | 'app';
  readonly outputs: Outputs;
  readonly exit: number | null;
}

/** Why what all hosts gave together is not what `across` asks for; undefined where it is. */
export function againstAcross(
  state: RunState,
  step: PlanStep,
  across: string,
  results: readonly AcrossResult[],
): string | undefined {
  try {
    const holds = evaluateCondition(across, { ...expressionContext(state, step), results });
    return holds ? undefined : `\`${across}\` is false over ${results.length} hosts`;
  } catch (thrown) {
    return `\`${across}\` cannot be decided: ${messageOf(thrown)}`;
  }
}

/** Every host of a failed step did its part: what they gave together failed, and trying again means every host again. */
export function failedTogether({ state, hosts }: StepRunState): boolean {
  return state === 'failed' && hosts.length > 0 && hosts.every((one) => one.state === 'passed');
}
