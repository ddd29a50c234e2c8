import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Point } from './layout.ts';

export type StepEdgeData = Readonly<Record<string, unknown>> & {
  readonly points: readonly Point[];
  readonly critical: boolean;
};
export type StepEdgeType = Edge<StepEdgeData, 'step'>;

/** A line through the points that the layout found, so that it goes round what stands between. */
export const StepEdge = memo(function StepEdge({ id, data, markerEnd }: EdgeProps<StepEdgeType>) {
  if (data === undefined) return null;
  const style = data.critical
    ? { stroke: 'var(--accent)', strokeWidth: 3 }
    : { stroke: 'var(--quiet)', strokeWidth: 1.2 };
  return (
    <BaseEdge
      id={id}
      path={pathThrough(data.points)}
      style={style}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
});

/** Leaves and arrives upright, as the phases read. */
function pathThrough(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${x},${y}`;
      const middle = (before.y + y) / 2;
      return `C${before.x},${middle} ${x},${middle} ${x},${y}`;
    })
    .join('');
}
