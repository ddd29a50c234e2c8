import { duration } from '../../../src-shared/report/format.ts';
import type { Flow } from './flow.ts';
import { colors, styles } from './theme.ts';

/** Ticks with their times after the start, over a chart that begins at `left`. The flow stands where it stood. */
export function drawAxis(flow: Flow, left: number, width: number, ms: number): void {
  const { canvas } = flow;
  const step = tickStep(ms);
  for (let at = 0; at <= ms; at += step) {
    const x = left + (at / ms) * width;
    const last = at + step > ms && x > left + width - 24;
    const align = at === 0 ? 'left' : last ? 'right' : 'center';
    canvas.text(x, flow.y, at === 0 ? '0' : duration(at), { ...styles.frame, leading: 11 }, align);
    canvas.line([x, flow.y + 12], [x, flow.y + 15], { stroke: colors.rule });
  }
}

/** Four or five ticks, at round distances. */
function tickStep(ms: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
  return (steps.find((seconds) => ms / (seconds * 1000) <= 5) ?? Math.ceil(ms / 5000)) * 1000;
}
