import type { StepId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { PhaseView } from './phase-progress-view.ts';

/** A line of the list: a phase, or a step of an open phase. */
export type StepRow =
  | { readonly kind: 'phase'; readonly key: string; readonly phase: PhaseView; readonly open: boolean }
  | { readonly kind: 'step'; readonly key: string; readonly step: PlanStep; readonly phase: string };

/** Beyond so many steps only the phase that is under way is open at first. */
const showAllBelow = 80;

/** The phases that are closed when a run is opened; later only people close and open them, so that nothing jumps. */
export function closedAtFirst(phases: readonly PhaseView[]): ReadonlySet<string> {
  const steps = phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  if (steps < showAllBelow) return new Set();
  const current = phases.find(({ endedAt }) => endedAt === undefined);
  return new Set(phases.filter((phase) => phase !== current).map(({ id }) => id));
}

export function rowsOf(phases: readonly PhaseView[], closed: ReadonlySet<string>): readonly StepRow[] {
  return phases.flatMap((phase): readonly StepRow[] => {
    const open = !closed.has(phase.id);
    const head: StepRow = { kind: 'phase', key: `phase ${phase.id}`, phase, open };
    if (!open) return [head];
    return [head, ...phase.steps.map((step): StepRow => ({ kind: 'step', key: step.id, step, phase: phase.id }))];
  });
}

/** The step above or below another in the whole plan, also in phases that are closed. */
export function neighbour(phases: readonly PhaseView[], step: StepId | undefined, by: 1 | -1): StepId | undefined {
  const all = phases.flatMap(({ steps }) => steps);
  const at = all.findIndex(({ id }) => id === step);
  if (at < 0) return all[by === 1 ? 0 : all.length - 1]?.id;
  return all[Math.min(all.length - 1, Math.max(0, at + by))]?.id;
}
