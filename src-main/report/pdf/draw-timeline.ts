import type { PaperFormat } from '../../../src-shared/report/format.ts';
import { duration } from '../../../src-shared/report/format.ts';
import type { TimelineRow, TimelineView } from '../../../src-shared/report/model.ts';
import { stepTone } from '../../../src-shared/report/sections/tones.ts';
import type { Flow } from './flow.ts';
import { drawIcon, iconRoom } from './icons.ts';
import { textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';

interface Scale {
  readonly x: number;
  readonly width: number;
  readonly ms: number;
}

const columns = { title: 0, start: 158, took: 204, expected: 252, chart: 302 } as const;
const rowGap = 4;

/** The chart: a row for each step, planned above actual, the critical path solid; read in grey by its shapes. */
export function drawTimeline(flow: Flow, timeline: TimelineView, format: PaperFormat): void {
  const ends = timeline.rows.flatMap((row) => [row.plannedEndMs ?? 0, row.endMs ?? row.startMs ?? 0]);
  const scale = {
    x: flow.left + columns.chart,
    width: flow.width - columns.chart - 2,
    ms: Math.max(1000, timeline.plannedMs, ...ends),
  };
  flow.ensure(90);
  drawLegend(flow, scale);
  drawHead(flow, timeline, scale);
  for (const row of timeline.rows) {
    const lines = textLines(flow.canvas.fonts, row.title, styles.small, columns.start - iconRoom - 8);
    const height = Math.max(lines.length * styles.small.leading, 14) + rowGap;
    if (flow.ensure(height)) drawHead(flow, timeline, scale);
    drawRow(flow, timeline, row, lines, scale, height, format);
  }
  flow.gap(12);
}

function drawLegend(flow: Flow, { x, width }: Scale): void {
  const { canvas } = flow;
  const words = flow.texts.timeline;
  const y = flow.y + 3;
  canvas.rect(x, y, 16, 3, { stroke: colors.muted, width: 0.6 });
  canvas.text(x + 20, flow.y - 1, words.planned, styles.smallMuted);
  canvas.rect(x + width * 0.36, y - 1, 16, 5, { fill: '9db4d3' });
  canvas.text(x + width * 0.36 + 20, flow.y - 1, words.actual, styles.smallMuted);
  canvas.rect(x + width * 0.66, y - 1, 16, 5, { fill: colors.ink });
  canvas.text(x + width * 0.66 + 20, flow.y - 1, words.critical, styles.smallMuted);
  flow.y += 18;
}

/** Column titles and the axis; it begins at the run's start. */
function drawHead(flow: Flow, timeline: TimelineView, scale: Scale): void {
  const { canvas } = flow;
  const words = flow.texts.timeline;
  const head = styles.columnHead;
  canvas.text(flow.left, flow.y, words.step, head);
  canvas.text(flow.left + columns.start, flow.y, words.start, head);
  canvas.text(flow.left + columns.took, flow.y, words.took, head);
  canvas.text(flow.left + columns.expected, flow.y, words.expected, head);
  const step = tickStep(scale.ms);
  for (let at = 0; at <= scale.ms; at += step) {
    const x = scale.x + (at / scale.ms) * scale.width;
    const last = at + step > scale.ms;
    const label = tickLabel(at);
    canvas.text(x, flow.y, label, { ...styles.frame, leading: 11 }, at === 0 ? 'left' : last ? 'right' : 'center');
    canvas.line([x, flow.y + 12], [x, flow.y + 15], { stroke: colors.rule });
  }
  flow.y += 15;
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule, width: 0.8 });
}

/** Four or five ticks, at round distances. */
function tickStep(ms: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
  return (steps.find((seconds) => ms / (seconds * 1000) <= 5) ?? Math.ceil(ms / 5000)) * 1000;
}

function tickLabel(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms % 60_000) / 1000);
  const tail = String(seconds).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
}

function drawRow(
  flow: Flow,
  timeline: TimelineView,
  row: TimelineRow,
  lines: readonly string[],
  scale: Scale,
  height: number,
  format: PaperFormat,
): void {
  const { canvas } = flow;
  const top = flow.y + rowGap / 2;
  drawIcon(canvas, stepTone(row), flow.left, top + 1.5);
  const style = row.critical ? styles.smallStrong : styles.small;
  lines.forEach((line, at) => {
    canvas.text(flow.left + iconRoom, top + at * style.leading, line, style);
  });
  const { startMs, endMs, plannedStartMs, plannedEndMs } = row;
  if (startMs === undefined)
    canvas.text(flow.left + columns.start, top, flow.texts.states[row.state], styles.smallMuted);
  else {
    const at = new Date(Date.parse(timeline.from) + startMs).toISOString();
    canvas.text(flow.left + columns.start, top, format.time(at), styles.small);
    if (endMs !== undefined) canvas.text(flow.left + columns.took, top, duration(endMs - startMs), styles.small);
  }
  const planned = (plannedEndMs ?? 0) - (plannedStartMs ?? 0);
  if (planned > 0) canvas.text(flow.left + columns.expected, top, duration(planned), styles.smallMuted);
  drawBars(flow, row, scale, top);
  flow.y += height;
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.hairline, width: 0.3 });
}

function drawBars(flow: Flow, row: TimelineRow, scale: Scale, top: number): void {
  const { canvas } = flow;
  const at = (ms: number): number => scale.x + (Math.min(ms, scale.ms) / scale.ms) * scale.width;
  const { startMs, plannedStartMs, plannedEndMs } = row;
  if (plannedStartMs !== undefined && plannedEndMs !== undefined && plannedEndMs > plannedStartMs)
    canvas.rect(at(plannedStartMs), top + 1, Math.max(1, at(plannedEndMs) - at(plannedStartMs)), 3, {
      stroke: colors.muted,
      width: 0.6,
    });
  if (startMs === undefined) return;
  const width = Math.max(1.5, at(row.endMs ?? scale.ms) - at(startMs));
  const failed = row.state === 'failed' || row.state === 'unknown';
  const fill = failed ? toneColors(row.state).ink : row.critical ? colors.ink : '9db4d3';
  canvas.rect(at(startMs), top + 6, width, 5, { fill, ...(failed ? { stroke: colors.ink, width: 0.6 } : {}) });
}
