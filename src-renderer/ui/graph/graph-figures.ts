import { createGraphLayouter, type LayoutStep } from './layout.ts';

export interface GraphFigures {
  /** Milliseconds for 20 phases of 50 steps, each needing up to three before it. */
  readonly wholeMs: number;
  /** Milliseconds when one step of one phase changed. */
  readonly phaseMs: number;
}

/** What the layout of a large runbook takes here; `now` gives milliseconds. */
export function graphFigures(now: () => number): GraphFigures {
  const phases = Array.from({ length: 20 }, (_, index) => ({ id: `phase-${index}` }));
  const steps = phases.flatMap(({ id }) => sampleSteps(id, 50));
  const layouter = createGraphLayouter();
  const begun = now();
  layouter.layout(phases, steps);
  const whole = now();
  const changed = steps.map((step) => (step.id === 'phase-7/25' ? { ...step, needs: ['phase-7/2'] } : step));
  const before = now();
  layouter.layout(phases, changed);
  return { wholeMs: whole - begun, phaseMs: now() - before };
}

/** The same every time: each step needs one to three of the six before it. */
function sampleSteps(phase: string, count: number): readonly LayoutStep[] {
  return Array.from({ length: count }, (_, index) => {
    const distances = [1 + (index % 3), 2 + ((index * 7) % 5), 3 + ((index * 11) % 4)].slice(0, 1 + (index % 3));
    const needs = distances.filter((far) => far <= index).map((far) => `${phase}/${index - far}`);
    return { id: `${phase}/${index}`, phase, needs };
  });
}
