import { parseDuration } from '../runbook/duration.ts';
import { evaluateExpression } from '../runbook/expression.ts';
import { expressionContext } from './context.ts';
import type { RunState } from './state.ts';

/** The recovery point: how much may be lost, and how much the run found. Milliseconds. */
export interface RecoveryPoint {
  readonly targetMs: number;
  /** Absent where the runbook measures nothing, or what it measures by is not known yet. */
  readonly measuredMs?: number;
}

/** The objective as it stands now; `measured` gives seconds, or a duration as the format writes it. */
export function recoveryPoint(state: RunState): RecoveryPoint | undefined {
  const { rpo } = state.plan.objectives;
  if (rpo === undefined) return undefined;
  const { targetMs, measured } = rpo;
  const measuredMs = measured === undefined ? undefined : msOf(valueOf(state, measured));
  return { targetMs, ...(measuredMs === undefined ? {} : { measuredMs }) };
}

/** What names a step that has not run yet has no value, which is no fault. */
function valueOf(state: RunState, expression: string): unknown {
  try {
    return evaluateExpression(expression, expressionContext(state));
  } catch {
    return undefined;
  }
}

function msOf(value: unknown): number | undefined {
  if (!['string', 'number', 'bigint'].includes(typeof value)) return undefined;
  const text = String(value).trim();
  const ms = text !== '' && Number.isFinite(Number(text)) ? Number(text) * 1000 : parseDuration(text);
  return ms === undefined || ms < 0 ? undefined : ms;
}
