import { changesSomething } from './advance.ts';
import { indexOf } from './plan-index.ts';
import type { ProbeSpan } from './probes-state.ts';
import type { RunState } from './state.ts';

/** How a probe stood before the first step that changes something, and when the run had ended. */
export interface ProbeComparison {
  readonly id: string;
  readonly title: string;
  readonly before?: Pick<ProbeSpan, 'is' | 'detail'>;
  readonly after?: Pick<ProbeSpan, 'is' | 'detail'>;
}

/** RUN-64: each declared probe before and after, beside the values of `compare`. */
export function probeComparisons(state: RunState): readonly ProbeComparison[] {
  const changedAt = firstChangeAt(state);
  return state.plan.probes.map(({ id, title }) => {
    const spans = state.probes[id]?.spans ?? [];
    const before = changedAt === undefined ? spans[0] : spans.findLast(({ from }) => from <= changedAt);
    const after = state.endedAt === undefined ? undefined : spans.at(-1);
    return {
      id,
      title,
      ...(before === undefined ? {} : { before: { is: before.is, detail: before.detail } }),
      ...(after === undefined ? {} : { after: { is: after.is, detail: after.detail } }),
    };
  });
}

function firstChangeAt(state: RunState): string | undefined {
  const starts = indexOf(state.plan).main.flatMap((step) => {
    const startedAt = changesSomething(step) ? state.steps.get(step.id)?.startedAt : undefined;
    return startedAt === undefined ? [] : [startedAt];
  });
  return starts.sort()[0];
}
