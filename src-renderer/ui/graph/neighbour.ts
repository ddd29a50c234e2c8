import { nodeSize, type PlacedNode } from './layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Moving sideways off the line counts double: who presses an arrow means what lies straight ahead. */
const offLine = 2;

/** The node that an arrow key leads to, as the eye would go; undefined at the border. */
export function neighbour(nodes: readonly PlacedNode[], from: string, direction: Direction): string | undefined {
  const here = nodes.find(({ id }) => id === from);
  if (here === undefined) return nodes[0]?.id;
  const upright = direction === 'up' || direction === 'down';
  const sign = direction === 'down' || direction === 'right' ? 1 : -1;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, x, y } of nodes) {
    const [ahead, aside] = upright
      ? [(y - here.y) * sign, Math.abs(x - here.x)]
      : [(x - here.x) * sign, Math.abs(y - here.y)];
    const least = upright ? nodeSize.height / 2 : 1;
    // Left and right stay in the row; up and down may change the column.
    if (ahead < least || (!upright && aside >= nodeSize.height)) continue;
    const cost = ahead + aside * offLine;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
