import { Graph, layout as dagre } from '@dagrejs/dagre';
import { directNeeds } from './direct-needs.ts';
import type { GraphPhase, GraphStep } from './graph-model.ts';

/** All sizes in pixels at zoom 1. */
export const nodeSize = { width: 236, height: 68 } as const;
const gap = { along: 34, across: 22 } as const;
const laneHead = 40;
const lanePadding = 20;
const laneGap = 14;
const mostColumns = 4;
/** Zoom at which the words of a node are still read without effort. */
const stillRead = 0.85;

/** How many steps stand side by side in a room of so many pixels and are still read: those that nothing ties together. */
export function columnsIn(width: number): number {
  const fitting = Math.floor((width / stillRead - 2 * lanePadding) / (nodeSize.width + gap.across));
  return width === 0 ? mostColumns : Math.min(mostColumns, Math.max(1, fitting));
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a step stands; `x` and `y` are its upper left corner. */
export interface PlacedNode extends Point {
  readonly id: string;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

export interface PlacedLane {
  readonly id: string;
  readonly y: number;
  readonly height: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export type LayoutPhase = Pick<GraphPhase, 'id'>;
export type LayoutStep = Pick<GraphStep, 'id' | 'phase' | 'needs'>;

/** Phases one below the other; a phase that did not change is not laid out again. */
export interface GraphLayouter {
  layout(phases: readonly LayoutPhase[], steps: readonly LayoutStep[], columns?: number): GraphLayout;
}

interface PhaseLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Needs no page: the same code runs in a worker, in the page and in the bench. */
export function createGraphLayouter(): GraphLayouter {
  let known = new Map<string, PhaseLayout>();
  return {
    layout: (phases, steps, columns = mostColumns) => {
      const byPhase = Map.groupBy(steps, ({ phase }) => phase);
      // Only what this graph has is kept: an editor that lives for hours must not collect every state of a phase.
      const next = new Map<string, PhaseLayout>();
      const parts = phases.map(({ id }) => {
        const own = byPhase.get(id) ?? [];
        const key = JSON.stringify([columns, ...own.map((step) => [step.id, ...step.needs])]);
        const part = next.get(key) ?? known.get(key) ?? layoutPhase(own, columns);
        next.set(key, part);
        return { id, part };
      });
      known = next;
      return stacked(parts);
    },
  };
}

function stacked(parts: readonly { readonly id: string; readonly part: PhaseLayout }[]): GraphLayout {
  const inner = Math.max(nodeSize.width, ...parts.map(({ part }) => part.width));
  const lanes: PlacedLane[] = [];
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  let y = 0;
  for (const { id, part } of parts) {
    const height = laneHead + part.height + lanePadding;
    lanes.push({ id, y, height });
    const moved = ({ x, y: own }: Point): Point => ({
      x: Math.round(x + lanePadding + (inner - part.width) / 2),
      y: Math.round(own + y + laneHead),
    });
    nodes.push(...part.nodes.map((node) => ({ id: node.id, ...moved(node) })));
    edges.push(...part.edges.map(({ from, to, points }) => ({ from, to, points: points.map(moved) })));
    y += height + laneGap;
  }
  return { width: inner + 2 * lanePadding, height: Math.max(0, y - laneGap), lanes, nodes, edges };
}

/** Steps that hang together by dagre, top to bottom; those that stand alone in rows before them. */
function layoutPhase(steps: readonly LayoutStep[], columns: number): PhaseLayout {
  const ids = new Set(steps.map(({ id }) => id));
  const edges = directNeeds(
    steps.flatMap(({ id, needs }) =>
      [...new Set(needs)].filter((from) => ids.has(from) && from !== id).map((from) => ({ from, to: id })),
    ),
  );
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const rows = looseRows(
    steps.filter(({ id }) => !tied.has(id)),
    columns,
  );
  const flow = flowOf(
    steps.filter(({ id }) => tied.has(id)),
    edges,
  );
  const width = Math.max(rows.width, flow.width);
  const below = rows.height === 0 || flow.height === 0 ? rows.height : rows.height + gap.along;
  const placed = (part: PhaseLayout, top: number): PhaseLayout => {
    const left = (width - part.width) / 2;
    const moved = ({ x, y }: Point): Point => ({ x: x + left, y: y + top });
    return {
      ...part,
      nodes: part.nodes.map((node) => ({ id: node.id, ...moved(node) })),
      edges: part.edges.map((edge) => ({ ...edge, points: edge.points.map(moved) })),
    };
  };
  const parts = [placed(rows, 0), placed(flow, below)];
  return {
    width,
    height: below + flow.height,
    nodes: parts.flatMap(({ nodes }) => nodes),
    edges: parts.flatMap((part) => part.edges),
  };
}

function looseRows(steps: readonly LayoutStep[], most: number): PhaseLayout {
  const columns = Math.min(most, steps.length);
  const rows = columns === 0 ? 0 : Math.ceil(steps.length / columns);
  const wide = nodeSize.width + gap.across;
  const high = nodeSize.height + gap.across;
  return {
    width: Math.max(0, columns * wide - gap.across),
    height: Math.max(0, rows * high - gap.across),
    nodes: steps.map(({ id }, index) => ({
      id,
      x: (index % columns) * wide,
      y: Math.floor(index / columns) * high,
    })),
    edges: [],
  };
}

function flowOf(steps: readonly LayoutStep[], edges: readonly Omit<PlacedEdge, 'points'>[]): PhaseLayout {
  if (steps.length === 0) return { width: 0, height: 0, nodes: [], edges: [] };
  const graph = new Graph();
  // The default ranker takes tens of seconds where this one takes one; see the bench.
  graph.setGraph({ rankdir: 'TB', ranker: 'tight-tree', nodesep: gap.across, ranksep: gap.along });
  for (const { id } of steps) graph.setNode(id, { ...nodeSize });
  for (const { from, to } of edges) graph.setEdge(from, to, {});
  dagre(graph);
  const nodes = steps.map(({ id }) => {
    const { x = 0, y = 0 } = graph.node(id) as Partial<Point>;
    return { id, x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 };
  });
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    nodes,
    edges: edges.map(({ from, to }) => {
      const { points = [] } = graph.edge(from, to) as { readonly points?: readonly Point[] };
      return { from, to, points: points.map(({ x, y }) => ({ x, y })) };
    }),
  };
}
