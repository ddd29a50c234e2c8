import { expect, test } from 'vitest';
import { criticalChain } from './critical-chain.ts';
import { directNeeds } from './direct-needs.ts';
import { graphFigures } from './graph-figures.ts';
import { createGraphLayouter, nodeSize, type LayoutStep } from './layout.ts';
import { neighbour } from './neighbour.ts';

const step = (id: string, phase: string, needs: readonly string[] = []): LayoutStep => ({ id, phase, needs });
const phases = [{ id: 'one' }, { id: 'two' }, { id: 'empty' }];
const steps = [
  step('a', 'one'),
  step('b', 'one', ['a']),
  step('c', 'one', ['a', 'unknown', 'c']),
  step('d', 'one', ['b', 'c']),
  step('loose', 'one'),
  step('e', 'two', ['d']),
];

test('phases are stacked as lanes; nothing overlaps; lines join steps of one phase', () => {
  const { lanes, nodes, edges, width, height } = createGraphLayouter().layout(phases, steps);
  const lane = new Map(lanes.map((one) => [one.id, one]));
  const overlaps = nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter(({ x, y }) => Math.abs(x - one.x) < nodeSize.width && Math.abs(y - one.y) < nodeSize.height)
      .map(({ id }) => [one.id, id]),
  );
  const outside = nodes.filter(({ id, x, y }) => {
    const own = lane.get(steps.find((one) => one.id === id)?.phase ?? '');
    const inLane = own !== undefined && y >= own.y && y + nodeSize.height <= own.y + own.height;
    return !inLane || x < 0 || x + nodeSize.width > width;
  });
  expect({
    lanes: lanes.map(({ id }) => id),
    lastEnds: Math.max(...lanes.map((one) => one.y + one.height)) === height,
    nodes: nodes.map(({ id }) => id).toSorted(),
    edges: edges.map(({ from, to }) => `${from}>${to}`).toSorted(),
    overlaps,
    outside,
  }).toEqual({
    lanes: ['one', 'two', 'empty'],
    lastEnds: true,
    nodes: ['a', 'b', 'c', 'd', 'e', 'loose'],
    edges: ['a>b', 'a>c', 'b>d', 'c>d'],
    overlaps: [],
    outside: [],
  });
});

test('arrows go to what lies there: down and up between rows and lanes, left and right in a row', () => {
  const { nodes } = createGraphLayouter().layout(phases, steps);
  const [left, right] = nodes
    .filter(({ id }) => id === 'b' || id === 'c')
    .toSorted((one, other) => one.x - other.x)
    .map(({ id }) => id);
  expect([
    neighbour(nodes, left ?? '', 'right') === right,
    neighbour(nodes, right ?? '', 'left') === left,
    neighbour(nodes, 'd', 'down'),
    neighbour(nodes, 'e', 'up'),
    neighbour(nodes, 'e', 'down'),
    neighbour(nodes, 'loose', 'left'),
    neighbour(nodes, 'gone', 'down') === nodes[0]?.id,
  ]).toEqual([true, true, 'e', 'd', undefined, undefined, true]);
});

test('the critical chain goes through the phases; circles and missing times do no harm', () => {
  const node = (id: string, phase: string, needs: readonly string[], takesMs?: number) => ({
    id,
    title: id,
    phase,
    needs,
    takesMs,
    destructive: false,
  });
  const titled = phases.map(({ id }) => ({ id, title: id }));
  const timed = [
    node('a', 'one', [], 10),
    node('slow', 'one', ['b'], 500),
    node('b', 'one', ['a'], 20),
    node('x', 'two', ['y'], 5),
    node('y', 'two', ['x'], 5),
    node('end', 'two', [], 900),
  ];
  expect([criticalChain(titled, timed), criticalChain(titled, [node('a', 'one', [])])]).toEqual([
    ['a', 'b', 'slow', 'end'],
    [],
  ]);
});

test('a phase that did not change is not laid out again', () => {
  const { wholeMs, phaseMs } = graphFigures(() => performance.now());
  expect(phaseMs).toBeLessThan(wholeMs / 3);
});

test('a need that a longer way says already draws no line; circles end', () => {
  const ties = (text: string) => text.split(' ').map((tie) => ({ from: tie[0] ?? '', to: tie[1] ?? '' }));
  const words = (text: string) =>
    directNeeds(ties(text))
      .map(({ from, to }) => from + to)
      .join(' ');
  expect([words('ab bc ac cd ad bd'), words('ab ac bd cd'), words('ab ba bc ac')]).toEqual([
    'ab bc cd',
    'ab ac bd cd',
    'ab ba bc ac',
  ]);
});
