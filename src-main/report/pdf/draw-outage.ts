import type { ProbeOutage } from '../../../src-shared/run/probes-outage.ts';
import type { ProbeSpan } from '../../../src-shared/run/probes-state.ts';
import { duration } from '../../../src-shared/report/format.ts';
import type { OutageView } from '../../../src-shared/report/model.ts';
import type { Flow } from './flow.ts';
import { textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import { drawAxis } from './time-axis.ts';

const titleWidth = 168;
const barHeight = 14;
const rowGap = 8;

interface Chart {
  readonly x: number;
  readonly width: number;
  readonly fromMs: number;
  readonly lengthMs: number;
}

/** A line for each probe, from the run's start: thin where the service answered, a block where it was out, dashed where nobody looked. */
export function drawOutageMeter(flow: Flow, { from, to, probes }: OutageView): void {
  const fromMs = Date.parse(from);
  const chart = {
    x: flow.left + titleWidth,
    width: flow.width - titleWidth - 2,
    fromMs,
    lengthMs: Math.max(1000, Date.parse(to) - fromMs),
  };
  flow.ensure(70);
  drawLegend(flow);
  drawHead(flow, chart);
  for (const probe of probes) {
    const title = textLines(flow.canvas.fonts, probe.title, styles.smallStrong, titleWidth - 12);
    const words = textLines(flow.canvas.fonts, sumWords(flow, probe), styles.smallMuted, titleWidth - 12);
    const height = Math.max((title.length + words.length) * styles.small.leading, barHeight) + rowGap;
    if (flow.ensure(height)) drawHead(flow, chart);
    const top = flow.y + rowGap / 2;
    [...title, ...words].forEach((line, at) => {
      const style = at < title.length ? styles.smallStrong : styles.smallMuted;
      flow.canvas.text(flow.left, top + at * styles.small.leading, line, style);
    });
    for (const span of probe.spans) drawSpan(flow, chart, span, top);
    flow.y += height;
    flow.canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.hairline, width: 0.3 });
  }
  flow.gap(14);
}

function sumWords(flow: Flow, { gaps, totalMs, measuredMs }: ProbeOutage): string {
  const words = flow.texts.outage;
  if (gaps.length > 0) return words.together(gaps.length, duration(totalMs));
  return measuredMs === 0 ? words.states['not-measured'] : words.noneSeen;
}

function drawHead(flow: Flow, chart: Chart): void {
  flow.canvas.text(flow.left, flow.y, flow.texts.outage.what, styles.columnHead);
  drawAxis(flow, chart.x, chart.width, chart.lengthMs);
  flow.y += 15;
  flow.canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule, width: 0.8 });
}

function drawSpan(flow: Flow, { x: left, width, fromMs, lengthMs }: Chart, span: ProbeSpan, top: number): void {
  const at = (iso: string): number =>
    left + (Math.min(Math.max(0, Date.parse(iso) - fromMs), lengthMs) / lengthMs) * width;
  // An outage of a second in a run of hours still has its stroke.
  const x = Math.min(at(span.from), left + width - 1.5);
  drawShape(flow, span.is, x, top, Math.max(span.is === 'down' ? 1.5 : 0.5, at(span.to) - x));
}

/** Told apart by height and outline first, so that it reads in grey. */
function drawShape(flow: Flow, is: ProbeSpan['is'], x: number, top: number, width: number): void {
  const { canvas } = flow;
  if (is === 'up') canvas.rect(x, top + barHeight / 2 - 1.5, width, 3, { fill: toneColors('passed').ink });
  else if (is === 'down') canvas.rect(x, top, width, barHeight, { fill: toneColors('failed').ink });
  else canvas.rect(x, top + 3, width, barHeight - 6, { stroke: colors.muted, width: 0.6, dash: [2, 2] });
}

/** The signs with their words, set from the right edge. */
function drawLegend(flow: Flow): void {
  const style = styles.smallMuted;
  const { fonts } = flow.canvas;
  let right = flow.left + flow.width;
  for (const is of ['not-measured', 'down', 'up'] as const) {
    const text = fonts.safe(flow.texts.outage.states[is], style.face);
    const x = right - fonts.width(text, style.face) * style.size;
    flow.canvas.text(x, flow.y, text, style);
    drawShape(flow, is, x - 24, flow.y - 1, 18);
    right = x - 40;
  }
  flow.y += 20;
}
