import type { PaperFormat } from '../../../src-shared/report/format.ts';
import { duration } from '../../../src-shared/report/format.ts';
import { timelineScales } from '../../../src-shared/report/timeline-scales.ts';
import type { TimelineScales } from '../../../src-shared/report/timeline-scales.ts';
import type { TimelineRow, TimelineView } from '../../../src-shared/report/model.ts';
import { stepTone, stepWord } from '../../../src-shared/report/sections/tones.ts';
import type { Flow } from './flow.ts';
import { drawIcon, iconRoom } from './icons.ts';
import { oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import { drawAxis } from './time-axis.ts';

/** Where the bars stand; the planned and the actual ones may have axes of different lengths. */
interface Chart extends TimelineScales {
  readonly x: number;
  readonly width: number;
}

const columns = { title: 0, start: 156, took: 200, expected: 254, chart: 322 } as const;
const rowGap = 4;
const lightBar = '9db4d3';

/** The chart: a row for each step, planned above actual, the critical path solid; read in grey by its shapes. */
export function drawTimeline(flow: Flow, timeline: TimelineView, format: PaperFormat): void {
  const chart = {
    x: flow.left + columns.chart,
    width: flow.width - columns.chart - 2,
    ...timelineScales(timeline),
  };
  flow.ensure(90);
  drawLegend(flow);
  drawHead(flow, chart);
  for (const row of timeline.rows) {
    const lines = textLines(flow.canvas.fonts, row.title, styles.small, columns.start - iconRoom - 8);
    // Only what passed says so by its sign alone, which the legend explains.
    const words = stepTone(row) === 'passed' ? 0 : 1;
    const height = Math.max((lines.length + words) * styles.small.leading, 14) + rowGap;
    if (flow.ensure(height)) drawHead(flow, chart);
    drawRow(flow, timeline, row, lines, chart, height, format);
  }
  flow.gap(12);
}

/** The signs, set from the right edge: words differ in length from language to language. */
function drawLegend(flow: Flow): void {
  const { canvas } = flow;
  const words = flow.texts.timeline;
  const style = styles.smallMuted;
  const [boxed, light, dark] = [{ stroke: colors.muted, width: 0.6 }, { fill: lightBar }, { fill: colors.ink }];
  const items = [
    [words.critical, dark],
    [words.actual, light],
    [words.planned, boxed],
  ] as const;
  let right = flow.left + flow.width;
  for (const [word, shape] of items) {
    const text = canvas.fonts.safe(word, style.face);
    const x = right - canvas.fonts.width(text, style.face) * style.size;
    canvas.text(x, flow.y - 1, text, style);
    canvas.rect(x - 20, flow.y + 2, 16, 5, shape);
    right = x - 34;
  }
  drawIcon(canvas, 'passed', flow.left, flow.y + 0.5);
  canvas.text(flow.left + iconRoom, flow.y - 1, canvas.fonts.safe(flow.texts.states.passed, style.face), style);
  flow.y += 18;
}

/** Column titles and the axes; they begin at the run's start. */
function drawHead(flow: Flow, chart: Chart): void {
  const { canvas } = flow;
  const words = flow.texts.timeline;
  const head = styles.columnHead;
  if (chart.apart) {
    canvas.rect(chart.x - 16, flow.y + 3, 10, 4, { stroke: colors.muted, width: 0.6 });
    drawAxis(flow, chart.x, chart.width, chart.plannedMs);
    flow.y += 13;
    canvas.rect(chart.x - 16, flow.y + 3, 10, 5, { fill: lightBar });
  }
  canvas.text(flow.left, flow.y, words.step, head);
  canvas.text(flow.left + columns.start, flow.y, words.start, head);
  canvas.text(flow.left + columns.took, flow.y, words.took, head);
  canvas.text(flow.left + columns.expected, flow.y, words.expected, head);
  drawAxis(flow, chart.x, chart.width, chart.actualMs);
  flow.y += 15;
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule, width: 0.8 });
}

function drawRow(
  flow: Flow,
  timeline: TimelineView,
  row: TimelineRow,
  lines: readonly string[],
  chart: Chart,
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
  const tone = stepTone(row);
  const word = oneLine(canvas.fonts, stepWord(row, flow.texts), styles.smallMuted, columns.start - iconRoom - 8);
  if (tone !== 'passed')
    canvas.text(flow.left + iconRoom, top + lines.length * style.leading, word, {
      ...styles.smallStrong,
      color: toneColors(tone).ink,
    });
  const { startMs, endMs, plannedStartMs, plannedEndMs } = row;
  if (startMs !== undefined) {
    const at = new Date(Date.parse(timeline.from) + startMs).toISOString();
    canvas.text(flow.left + columns.start, top, format.time(at), styles.small);
    if (endMs !== undefined) canvas.text(flow.left + columns.took, top, duration(endMs - startMs), styles.small);
  }
  const planned = (plannedEndMs ?? 0) - (plannedStartMs ?? 0);
  if (planned > 0) canvas.text(flow.left + columns.expected, top, duration(planned), styles.smallMuted);
  drawBars(flow, row, chart, top);
  flow.y += height;
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.hairline, width: 0.3 });
}

function drawBars(flow: Flow, row: TimelineRow, chart: Chart, top: number): void {
  const { canvas } = flow;
  const at = (ms: number, scale: number): number => chart.x + (Math.min(ms, scale) / scale) * chart.width;
  const { startMs, plannedStartMs, plannedEndMs } = row;
  if (plannedStartMs !== undefined && plannedEndMs !== undefined && plannedEndMs > plannedStartMs) {
    const x = at(plannedStartMs, chart.plannedMs);
    const width = Math.max(1, at(plannedEndMs, chart.plannedMs) - x);
    canvas.rect(x, top + 1, width, 3, { stroke: colors.muted, width: 0.6 });
  }
  if (startMs === undefined) return;
  const x = at(startMs, chart.actualMs);
  const width = Math.max(1.5, at(row.endMs ?? chart.actualMs, chart.actualMs) - x);
  const failed = row.state === 'failed' || row.state === 'unknown';
  const fill = failed ? toneColors(row.state).ink : row.critical ? colors.ink : lightBar;
  // A bar that begins at the very end still has its width.
  const left = Math.min(x, chart.x + chart.width - width);
  canvas.rect(left, top + 6, width, 5, { fill, ...(failed ? { stroke: colors.ink, width: 0.6 } : {}) });
}
