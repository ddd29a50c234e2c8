import { MarkerType, Position, type EdgeMarker } from '@xyflow/react';
import type { GraphPhase, GraphStep } from './graph-model.ts';
import { nodeSize, type GraphLayout, type PlacedNode } from './layout.ts';
import type { StepEdgeType } from './step-edge.tsx';
import type { LaneNodeType, StepNodeType } from './step-node.tsx';

export interface FlowInput {
  readonly layout: GraphLayout;
  readonly phases: readonly GraphPhase[];
  readonly steps: readonly GraphStep[];
  readonly selected: string | undefined;
  readonly critical: readonly string[];
}

export interface FlowParts {
  readonly nodes: (StepNodeType | LaneNodeType)[];
  readonly edges: StepEdgeType[];
}

const still = { draggable: false, selectable: false, connectable: false, focusable: false } as const;

/** Lanes, steps and lines as the flow library takes them; sizes are known, so it measures nothing. */
export function flowParts({ layout, phases, steps, selected, critical }: FlowInput): FlowParts {
  const known = new Map(steps.map((step) => [step.id, step]));
  const counts = Map.groupBy(steps, ({ phase }) => phase);
  const titles = new Map(phases.map(({ id, title }) => [id, title]));
  const chain = new Set(critical);
  const lanes = layout.lanes.map(({ id, y, height }): LaneNodeType => ({
    id: `lane ${id}`,
    type: 'lane',
    position: { x: 0, y },
    width: layout.width,
    height,
    zIndex: -1,
    ...still,
    style: { pointerEvents: 'none' },
    data: { title: titles.get(id) ?? id, count: counts.get(id)?.length ?? 0 },
  }));
  const nodes = layout.nodes.flatMap((place): readonly StepNodeType[] => {
    const step = known.get(place.id);
    if (step === undefined) return [];
    return [stepNode(place, step, selected === place.id, chain.has(place.id))];
  });
  const there = new Set(nodes.map(({ id }) => id));
  const ties = layout.edges.filter(({ from, to }) => there.has(from) && there.has(to));
  const edges = [...ties, ...betweenLanes(layout, critical, known)].map(({ from, to, points }): StepEdgeType => {
    const strong = isLink(critical, from, to);
    return {
      id: `${from} > ${to}`,
      type: 'step',
      source: from,
      target: to,
      ...still,
      domAttributes: { 'aria-hidden': true },
      markerEnd: arrow(strong),
      data: { points, critical: strong },
    };
  });
  return { nodes: [...lanes, ...nodes], edges };
}

function stepNode({ id, x, y }: PlacedNode, step: GraphStep, chosen: boolean, critical: boolean): StepNodeType {
  const middle = { x: nodeSize.width / 2, width: 1, height: 1 };
  return {
    id,
    type: 'step',
    position: { x, y },
    ...nodeSize,
    ...still,
    // The ends of a node that was never in sight: a line may lead there from one that is.
    handles: [
      { ...middle, type: 'target', position: Position.Top, y: 0 },
      { ...middle, type: 'source', position: Position.Bottom, y: nodeSize.height },
    ],
    data: { step, chosen, critical },
  };
}

/** A marker grows with its line: both ends look the same size. */
function arrow(strong: boolean): EdgeMarker {
  const size = strong ? 7 : 14;
  const color = strong ? 'var(--accent)' : 'var(--quiet)';
  return { type: MarkerType.ArrowClosed, color, width: size, height: size };
}

function isLink(chain: readonly string[], from: string, to: string): boolean {
  const at = chain.indexOf(to);
  return at > 0 && chain[at - 1] === from;
}

/** Barriers draw no lines; only the critical chain is followed from lane to lane. */
function betweenLanes(
  { nodes }: GraphLayout,
  critical: readonly string[],
  steps: ReadonlyMap<string, GraphStep>,
): GraphLayout['edges'] {
  const places = new Map(nodes.map((node) => [node.id, node]));
  return critical.flatMap((to, index) => {
    const from = critical[index - 1];
    if (from === undefined || steps.get(from)?.phase === steps.get(to)?.phase) return [];
    const [one, other] = [places.get(from), places.get(to)];
    if (one === undefined || other === undefined) return [];
    const half = nodeSize.width / 2;
    const points = [
      { x: one.x + half, y: one.y + nodeSize.height },
      { x: other.x + half, y: other.y },
    ];
    return [{ from, to, points }];
  });
}
