import { useEffect, useMemo, useState } from 'react';
import type { GraphPhase, GraphStep } from './graph-model.ts';
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts';
import { createGraphLayouter, type GraphLayout } from './layout.ts';

type Asked = Pick<LayoutQuestion, 'phases' | 'steps' | 'columns'>;

interface LayoutDesk {
  /** Gives the function that ends the wait. */
  ask(graph: number, asked: Asked, got: (layout: GraphLayout) => void): () => void;
  close(graph: number): void;
}

let desk: LayoutDesk | undefined;
let graphs = 0;

/** The steps laid out off the page's thread; the last layout stays in sight while the next is made. */
export function useGraphLayout(
  phases: readonly GraphPhase[],
  steps: readonly GraphStep[],
  columns: number,
): GraphLayout | undefined {
  const [layout, setLayout] = useState<GraphLayout>();
  const [graph] = useState(() => (graphs += 1));
  // States change with every fact of a run, places only with phases and needs.
  const key = JSON.stringify({
    phases: phases.map(({ id }) => ({ id })),
    steps: steps.map(({ id, phase, needs }) => ({ id, phase, needs })),
    columns,
  });
  const asked = useMemo(() => JSON.parse(key) as Asked, [key]);
  useEffect(() => {
    desk ??= createLayoutDesk();
    return desk.ask(graph, asked, setLayout);
  }, [graph, asked]);
  useEffect(() => () => desk?.close(graph), [graph]);
  return layout;
}

/** One worker for all graphs of the page. Where the page may have none the same is done here, a little less smoothly. */
function createLayoutDesk(): LayoutDesk {
  const waiting = new Map<number, { readonly got: (layout: GraphLayout) => void; readonly here: () => void }>();
  const layouters = new Map<number, ReturnType<typeof createGraphLayouter>>();
  let turn = 0;
  let broken = false;
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    waiting.get(data.turn)?.got(data.layout);
  });
  worker.addEventListener('error', () => {
    broken = true;
    for (const { here } of waiting.values()) here();
  });
  return {
    ask: (graph, asked, got) => {
      const number = (turn += 1);
      const here = (): void => {
        const layouter = layouters.get(graph) ?? createGraphLayouter();
        layouters.set(graph, layouter);
        got(layouter.layout(asked.phases, asked.steps, asked.columns));
      };
      waiting.set(number, { got, here });
      if (broken) here();
      else worker.postMessage({ ...asked, graph, turn: number } satisfies LayoutQuestion);
      return () => waiting.delete(number);
    },
    close: (graph) => {
      layouters.delete(graph);
      if (!broken) worker.postMessage({ closed: graph });
    },
  };
}
