import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Tone } from '../../../src-shared/report/blocks.ts';
import type { Canvas } from './canvas.ts';
import { styles, toneColors } from './theme.ts';

/** Width that an icon takes with the gap to its word. */
export const iconRoom = 12;

/** The sign of a state in an 8-point box: apart by its shape alone, so that it is read in grey as well. */
export function drawIcon(canvas: Canvas, tone: Tone, x: number, y: number): void {
  const { ink } = toneColors(tone);
  const [cx, cy] = [x + 4, y + 4];
  const white = { stroke: 'ffffff', width: 1.1 } as const;
  switch (tone) {
    case 'passed':
      canvas.circle(cx, cy, 4, { fill: ink });
      canvas.polyline([[x + 2, cy + 0.2], [x + 3.5, cy + 1.8], [x + 6.1, cy - 1.7]], white); // prettier-ignore
      return;
    case 'failed':
      canvas.circle(cx, cy, 4, { fill: ink });
      canvas.line([cx - 1.6, cy - 1.6], [cx + 1.6, cy + 1.6], white);
      canvas.line([cx - 1.6, cy + 1.6], [cx + 1.6, cy - 1.6], white);
      return;
    case 'unknown':
    case 'owed': {
      canvas.circle(cx, cy, 4, { fill: ink });
      const mark = tone === 'unknown' ? '?' : '!';
      canvas.text(cx, y - 1, mark, { ...styles.smallStrong, size: 7, leading: 10, color: 'ffffff' }, 'center');
      return;
    }
    case 'person':
      canvas.circle(cx, y + 2, 1.9, { fill: ink });
      canvas.polyline([[x + 0.6, y + 8], [x + 1.6, y + 4.8], [x + 6.4, y + 4.8], [x + 7.4, y + 8]], { fill: ink }, true); // prettier-ignore
      return;
    case 'warning':
      canvas.polyline([[cx, y + 0.2], [x + 8, y + 7.8], [x, y + 7.8]], { fill: ink }, true); // prettier-ignore
      canvas.line([cx, y + 3], [cx, y + 5], white);
      canvas.line([cx, y + 6.4], [cx, y + 6.5], white);
      return;
    case 'running':
      canvas.polyline([[x + 1.5, y + 0.5], [x + 7.5, cy], [x + 1.5, y + 7.5]], { fill: ink }, true); // prettier-ignore
      return;
    case 'skipped':
      canvas.circle(cx, cy, 3.7, { stroke: ink, width: 0.7 });
      canvas.line([cx - 1.8, cy], [cx + 1.8, cy], { stroke: ink, width: 1.1 });
      return;
    case 'undone':
      canvas.circle(cx, cy, 3.7, { stroke: ink, width: 0.9, dash: [1.5, 1.5] });
      return;
    case 'neutral':
      canvas.circle(cx, cy, 3.7, { stroke: ink, width: 0.7 });
      return;
    default:
      return assertNever(tone, 'tone');
  }
}

/** A box of a result form; the chosen one is filled and ticked. */
export function drawCheckbox(canvas: Canvas, x: number, y: number, chosen: boolean): void {
  if (!chosen) {
    canvas.rect(x, y, 9, 9, { stroke: '6b7785', width: 0.8 });
    return;
  }
  canvas.rect(x, y, 9, 9, { fill: '16202c', stroke: '16202c', width: 0.8 });
  canvas.polyline([[x + 2, y + 4.7], [x + 3.8, y + 6.6], [x + 7, y + 2.6]], { stroke: 'ffffff', width: 1.3 }); // prettier-ignore
}
