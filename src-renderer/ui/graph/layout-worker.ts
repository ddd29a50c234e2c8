import { createGraphLayouter, type GraphLayout, type LayoutPhase, type LayoutStep } from './layout.ts';

/** `graph` names who asks: each graph on the screen keeps its own phases. */
export interface LayoutQuestion {
  readonly graph: number;
  readonly turn: number;
  readonly phases: readonly LayoutPhase[];
  readonly steps: readonly LayoutStep[];
  readonly columns: number;
}

export interface LayoutAnswer {
  readonly graph: number;
  readonly turn: number;
  readonly layout: GraphLayout;
}

const layouters = new Map<number, ReturnType<typeof createGraphLayouter>>();

self.addEventListener('message', ({ data }: MessageEvent<LayoutQuestion | { readonly closed: number }>) => {
  if ('closed' in data) {
    layouters.delete(data.closed);
    return;
  }
  const { graph, turn, phases, steps, columns } = data;
  const layouter = layouters.get(graph) ?? createGraphLayouter();
  layouters.set(graph, layouter);
  self.postMessage({ graph, turn, layout: layouter.layout(phases, steps, columns) } satisfies LayoutAnswer);
});
