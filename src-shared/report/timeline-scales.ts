import type { TimelineView } from './model.ts';

/** Lengths of the two axes in milliseconds; `apart` where each has its own. */
export interface TimelineScales {
  readonly plannedMs: number;
  readonly actualMs: number;
  readonly apart: boolean;
}

/** Beyond this, the shorter of the two would be dots on the scale of the longer. */
const farApart = 4;

/** The axes of a timeline: one for both, or two where a rehearsal took seconds for what is planned in hours. */
export function timelineScales({ rows, plannedMs }: TimelineView): TimelineScales {
  const planned = Math.max(plannedMs, ...rows.map((row) => row.plannedEndMs ?? 0));
  const actual = Math.max(0, ...rows.map((row) => row.endMs ?? row.startMs ?? 0));
  const apart = planned > 0 && actual > 0 && Math.max(planned / actual, actual / planned) > farApart;
  const both = Math.max(1000, planned, actual);
  return apart ? { plannedMs: planned, actualMs: actual, apart } : { plannedMs: both, actualMs: both, apart };
}
