import { duration } from '../../../src-shared/report/format.ts';
import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { OutageView } from '../../../src-shared/report/model.ts';
import type { ReportTexts } from '../../../src-shared/report/texts/en.ts';
import type { ProbeOutage } from '../../../src-shared/run/probes-outage.ts';
import type { ProbeSpan } from '../../../src-shared/run/probes-state.ts';
import { htmlText } from './html-text.ts';

/** Units of the drawing's width; it is stretched to the table's. */
const width = 1000;

/** The meter: a table with a drawing for each probe, which its words repeat for whoever cannot see it. */
export function htmlOutageMeter(outage: OutageView, texts: ReportTexts, format: PaperFormat): string {
  const words = texts.outage;
  const rows = outage.probes.map((probe) => {
    const sum = sumWords(probe, texts);
    const title = `<strong>${htmlText(probe.title)}</strong><span class="note">${htmlText(sum)}</span>`;
    return `<tr><td>${title}</td><td style="width:70%">${meterSvg(outage, probe, words.drawn(probe.title, sum))}</td></tr>`;
  });
  const legend = (['up', 'down', 'not-measured'] as const).map(
    (is) =>
      `<span class="legend"><svg viewBox="0 0 36 20" class="sign">${shape(is, 0, 36)}</svg> ${htmlText(words.states[is])}</span>`,
  );
  const ends = `${format.time(outage.from)} – ${format.time(outage.to)}`;
  return `<p class="muted">${legend.join(' ')}</p><table class="outage"><thead><tr><th>${htmlText(words.what)}</th><th>${htmlText(ends)}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function sumWords({ gaps, totalMs, measuredMs }: ProbeOutage, texts: ReportTexts): string {
  const words = texts.outage;
  if (gaps.length > 0) return words.together(gaps.length, duration(totalMs));
  return measuredMs === 0 ? words.states['not-measured'] : words.noneSeen;
}

function meterSvg({ from, to }: OutageView, { spans }: ProbeOutage, label: string): string {
  const start = Date.parse(from);
  const length = Math.max(1000, Date.parse(to) - start);
  const at = (iso: string): number => Math.min(Math.max(0, (Date.parse(iso) - start) / length), 1) * width;
  const shapes = spans.map((span) => {
    const x = Math.min(at(span.from), width - 3);
    return shape(span.is, x, Math.max(span.is === 'down' ? 3 : 1, at(span.to) - x));
  });
  return `<svg viewBox="0 0 ${width} 20" preserveAspectRatio="none" role="img" aria-label="${htmlText(label)}" class="meter">${shapes.join('')}</svg>`;
}

/** Told apart by height and outline first, by colour second. */
function shape(is: ProbeSpan['is'], x: number, wide: number): string {
  const place = `x="${x.toFixed(1)}" width="${wide.toFixed(1)}"`;
  if (is === 'up') return `<rect ${place} y="8" height="4" fill="#176b3a"/>`;
  if (is === 'down') return `<rect ${place} y="0" height="20" fill="#b3261e"/>`;
  return `<rect ${place} y="5" height="10" fill="none" stroke="#4b5866" stroke-dasharray="4 4" vector-effect="non-scaling-stroke"/>`;
}
