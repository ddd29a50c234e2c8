import '@xyflow/react/dist/base.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconMinus, IconPlus, type Icon } from '@tabler/icons-react';
import { useElementSize } from '@mantine/hooks';
import { ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTexts } from '../use-texts.ts';
import { criticalChain } from './critical-chain.ts';
import { flowParts } from './flow-parts.ts';
import type { StepGraphProps } from './graph-model.ts';
import { graphTexts } from './graph-texts.ts';
import { columnsIn, nodeSize, type GraphLayout } from './layout.ts';
import { neighbour, type Direction } from './neighbour.ts';
import { StepEdge } from './step-edge.tsx';
import classes from './step-graph.module.css';
import { LaneNode, StepNode } from './step-node.tsx';
import { useGraphLayout } from './use-graph-layout.ts';

const nodeTypes = { step: StepNode, lane: LaneNode };
const edgeTypes = { step: StepEdge };
const margin = 16;
const smallest = 0.1;
/** Below this the words cannot be read: a wide graph begins at its left part instead. */
const readable = 0.55;

/** The graph itself, in a chunk of its own: lists and editors do not wait for it. */
export function FlowGraph(props: StepGraphProps) {
  const words = useTexts(graphTexts);
  const { ref, width } = useElementSize();
  const layout = useGraphLayout(props.phases, props.steps, columnsIn(width));
  return (
    <div ref={ref} className={classes['room']}>
      {layout === undefined ? (
        <p className={classes['laying']} role="status">
          {words.laying}
        </p>
      ) : (
        <ReactFlowProvider>
          <Flow {...props} layout={layout} />
        </ReactFlowProvider>
      )}
    </div>
  );
}

/** Nodes out of sight are not in the page: what is chosen has its name here. */
function ChosenName({ id, title }: { readonly id: string; readonly title: string | undefined }) {
  return (
    <span id={id} role="note" className={classes['name']}>
      {title}
    </span>
  );
}

function Flow({
  layout,
  phases,
  steps,
  selected,
  onSelect,
  onOpen,
  critical,
}: StepGraphProps & { readonly layout: GraphLayout }) {
  const words = useTexts(graphTexts);
  const chain = useMemo(() => critical ?? criticalChain(phases, steps), [critical, phases, steps]);
  const { nodes, edges } = useMemo(
    () => flowParts({ layout, phases, steps, selected, critical: chain }),
    [layout, phases, steps, selected, chain],
  );
  const view = useView(layout, selected);
  const onKeyDown = useGraphKeys({ layout, selected, onSelect, onOpen, view });
  const chosen = useId();
  const title = steps.find(({ id }) => id === selected)?.title;
  return (
    <div
      className={classes['graph']}
      role="application"
      tabIndex={0}
      aria-label={`${words.graph}. ${words.how}`}
      aria-activedescendant={title === undefined ? undefined : chosen}
      onKeyDown={onKeyDown}
    >
      <ChosenName id={chosen} title={title} />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onlyRenderVisibleElements
        disableKeyboardA11y
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={smallest}
        maxZoom={2}
        onInit={view.begin}
        onNodeClick={(_event, { type, id }) => {
          if (type === 'step') onSelect(id);
        }}
        onNodeDoubleClick={(_event, { type, id }) => {
          if (type === 'step') onOpen?.(id);
        }}
        proOptions={{ hideAttribution: true }}
      />
      <Controls view={view} />
      {chain.length === 0 ? null : <p className={classes['legend']}>{words.criticalKey}</p>}
    </div>
  );
}

function Controls({ view }: { readonly view: View }) {
  const words = useTexts(graphTexts);
  return (
    <div className={classes['controls']}>
      <Control icon={IconPlus} label={words.zoomIn} onPress={view.zoomIn} />
      <Control icon={IconMinus} label={words.zoomOut} onPress={view.zoomOut} />
      <Control icon={IconArrowsHorizontal} label={words.fit} onPress={view.fit} />
    </div>
  );
}

interface ControlProps {
  readonly icon: Icon;
  readonly label: string;
  readonly onPress: () => void;
}

function Control({ icon: Icon, label, onPress }: ControlProps) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" aria-label={label} onClick={onPress}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

interface View {
  readonly begin: () => void;
  readonly fit: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
}

/** Begins at full width and at what is chosen; later only moves where the chosen step would be out of sight. */
function useView(layout: GraphLayout, selected: string | undefined): View {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const begun = useRef(false);
  const latest = useRef({ layout, width, height, selected });
  useEffect(() => {
    latest.current = { layout, width, height, selected };
  });
  const fit = useCallback((): void => {
    const { layout: whole, width: wide, height: high, selected: chosen } = latest.current;
    const zoom = Math.min(1, Math.max(readable, (wide - 2 * margin) / whole.width));
    const at = whole.nodes.find(({ id }) => id === chosen);
    const middle = at === undefined ? margin : high / 2 - (at.y + nodeSize.height / 2) * zoom;
    const fits = whole.width * zoom + 2 * margin <= wide;
    const left = at === undefined ? margin : wide / 2 - (at.x + nodeSize.width / 2) * zoom;
    const x = fits
      ? (wide - whole.width * zoom) / 2
      : Math.min(margin, Math.max(wide - margin - whole.width * zoom, left));
    void flow.setViewport({ x, y: Math.min(margin, middle), zoom });
  }, [flow]);
  useEffect(() => {
    const at = latest.current.layout.nodes.find(({ id }) => id === selected);
    if (!begun.current || at === undefined) return;
    const { x, y, zoom } = flow.getViewport();
    const [left, top] = [at.x * zoom + x, at.y * zoom + y];
    const [wide, high] = [nodeSize.width * zoom, nodeSize.height * zoom];
    const by = { x: into(left, wide, latest.current.width), y: into(top, high, latest.current.height) };
    if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
  }, [flow, selected]);
  return {
    begin: () => {
      begun.current = true;
      fit();
    },
    fit,
    zoomIn: () => void flow.zoomIn(),
    zoomOut: () => void flow.zoomOut(),
  };
}

/** How far something of `size` at `at` must move to lie within `room`, a margin around it. */
function into(at: number, size: number, room: number): number {
  if (at < margin) return margin - at;
  const over = at + size + margin - room;
  return over > 0 ? -Math.min(over, Math.max(0, at - margin)) : 0;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

interface GraphKeys extends Pick<StepGraphProps, 'selected' | 'onSelect' | 'onOpen'> {
  readonly layout: GraphLayout;
  readonly view: View;
}

function useGraphKeys({ layout, selected, onSelect, onOpen, view }: GraphKeys) {
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.closest('button') !== null) return;
    const direction = arrows[event.key];
    if (direction !== undefined) {
      const next = neighbour(layout.nodes, selected ?? '', direction);
      if (next !== undefined) onSelect(next);
    } else if (event.key === 'Enter' && selected !== undefined) onOpen?.(selected);
    else if (event.key === '+' || event.key === '=') view.zoomIn();
    else if (event.key === '-') view.zoomOut();
    else if (event.key === '0') view.fit();
    else return;
    event.preventDefault();
  };
}
