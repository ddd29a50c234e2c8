import { lazy, Suspense } from 'react';
import type { StepGraphProps } from './graph-model.ts';

const FlowGraph = lazy(async () => {
  const { FlowGraph: component } = await import('./flow-graph.tsx');
  return { default: component };
});

/** The steps of a runbook or a run as a graph, phases as lanes; fills the height that it is given. */
export function StepGraph(props: StepGraphProps) {
  return (
    <Suspense fallback={null}>
      <FlowGraph {...props} />
    </Suspense>
  );
}
