import { useEffect, useMemo, useState } from 'react';
import type { GraphPhase, GraphStep } from './graph-model.ts';
import type { LayoutAnswer } from './layout-worker.ts';
import { createGraphLayouter, type GraphLayout } from './layout.ts';

interface LayoutDesk {
  /** Gives the function that ends the wait; a later question of the same graph makes an earlier one pointless. */
  ask(
    graph: number,
    phases: readonly GraphPhase[],
    steps: readonly GraphStep[],
    got: (layout: GraphLayout) => void,
  ): () => void;
  close(graph: number): void;
}

let desk: LayoutDesk | undefined;
let graphs = 0;

/** The steps laid out off the page's thread; the last layout stays in sight while the next is made. */
export function useGraphLayout(phases: readonly GraphPhase[], steps: readonly GraphStep[]): GraphLayout | undefined {
  const [layout, setLayout] = useState<GraphLayout>();
  const [graph] = useState(() => (graphs += 1));
  // States change with every fact of a run, places only with phases and needs.
  const key = JSON.stringify([phases.map(({ id }) => id), steps.map(({ id, phase, needs }) => [id, phase, needs])]);
  const asked = useMemo(() => {
    const [phaseIds, own] = JSON.parse(key) as [readonly string[], readonly [string, string, readonly string[]][]];
    return {
      phases: phaseIds.map((id) => ({ id, title: '' })),
      steps: own.map(([id, phase, needs]) => ({ id, phase, needs, title: '', destructive: false })),
    };
  }, [key]);
  useEffect(() => {
    desk ??= createLayoutDesk();
    return desk.ask(graph, asked.phases, asked.steps, setLayout);
  }, [graph, asked]);
  useEffect(() => () => desk?.close(graph), [graph]);
  return layout;
}

/** One worker for all graphs of the page. Where the page may have none the same is done here, a little less smoothly. */
function createLayoutDesk(): LayoutDesk {
  const waiting = new Map<string, (layout: GraphLayout) => void>();
  const here = new Map<number, ReturnType<typeof createGraphLayouter>>();
  const open = new Map<string, () => void>();
  let turn = 0;
  let broken = false;
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    waiting.get(`${data.graph} ${data.turn}`)?.(data.layout);
  });
  worker.addEventListener('error', () => {
    broken = true;
    for (const again of open.values()) again();
  });
  return {
    ask: (graph, phases, steps, got) => {
      turn += 1;
      const question = { graph, turn, phases, steps };
      const key = `${graph} ${turn}`;
      const layOutHere = (): void => {
        const layouter = here.get(graph) ?? createGraphLayouter();
        here.set(graph, layouter);
        got(layouter.layout(phases, steps));
      };
      if (broken) {
        layOutHere();
        return () => undefined;
      }
      waiting.set(key, got);
      open.set(key, layOutHere);
      worker.postMessage(question);
      return () => {
        waiting.delete(key);
        open.delete(key);
      };
    },
    close: (graph) => {
      here.delete(graph);
      if (!broken) worker.postMessage({ closed: graph });
    },
  };
}
