import { changesSomething } from './advance.ts';
import { indexOf } from './plan-index.ts';
import type { ProbeSpan } from './probes-state.ts';
import type { RunState } from './state.ts';

type Stood = Pick<ProbeSpan, 'is' | 'detail'>;

/**
 * How a probe stood before the first step that changes something, and when the run had ended; of one that was rolled
 * back, when its rollback began, and when that had ended.
 */
export interface ProbeComparison {
  readonly id: string;
  readonly title: string;
  readonly before?: Stood;
  readonly after?: Stood;
  readonly rolledBack?: Stood;
}

/** RUN-64: each declared probe before and after, beside the values of `compare`. */
export function probeComparisons(state: RunState): readonly ProbeComparison[] {
  const changedAt = firstChangeAt(state);
  return state.plan.probes.map(({ id, title }) => {
    const spans = state.probes[id]?.spans ?? [];
    const at = (moment: string): ProbeSpan | undefined => spans.findLast(({ from }) => from <= moment);
    const before = changedAt === undefined ? spans[0] : at(changedAt);
    const end = state.endedAt === undefined ? undefined : spans.at(-1);
    const after = state.rollback === undefined ? end : at(state.rollback.at);
    const rolledBack = state.rollback === undefined ? undefined : end;
    return { id, title, ...stood('before', before), ...stood('after', after), ...stood('rolledBack', rolledBack) };
  });
}

function stood(
  when: 'before' | 'after' | 'rolledBack',
  span: ProbeSpan | undefined,
): Partial<Record<typeof when, Stood>> {
  return span === undefined ? {} : { [when]: { is: span.is, detail: span.detail } };
}

function firstChangeAt(state: RunState): string | undefined {
  const starts = indexOf(state.plan).main.flatMap((step) => {
    const startedAt = changesSomething(step) ? state.steps.get(step.id)?.startedAt : undefined;
    return startedAt === undefined ? [] : [startedAt];
  });
  return starts.sort()[0];
}
