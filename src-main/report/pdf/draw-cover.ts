import type { Cell, Tone } from '../../../src-shared/report/blocks.ts';
import { drawFacts } from './draw-table.ts';
import type { Flow } from './flow.ts';
import { richLines } from './rich-lines.ts';
import { oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';

/** What stands on the first page. */
export interface Cover {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  /** One big sentence with the outcome, never a bare tick. */
  readonly sentence: string;
  readonly support: readonly string[];
  readonly tone: Tone;
  readonly facts: readonly (readonly [label: string, value: Cell])[];
}

const factsGap = 26;

/** The cover: title, outcome in one sentence and what supports it, and what the run was about. */
export function drawCover(flow: Flow, cover: Cover): void {
  const { canvas } = flow;
  flow.y += 54;
  canvas.rect(flow.left, flow.y, 36, 4, { fill: colors.accent });
  flow.y += 16;
  flow.paragraph(cover.kind.toUpperCase(), { ...styles.eyebrow, size: 9, leading: 14 });
  flow.y += 4;
  const size = titleSize(cover.title);
  const title = { ...styles.title, size, leading: size * 1.2 };
  // The outcome stands on this page, whatever the title is like.
  for (const line of textLines(canvas.fonts, cover.title, title, flow.width).slice(0, 6)) {
    canvas.text(flow.left, flow.y, line, title);
    flow.y += title.leading;
  }
  flow.y += 8;
  if (cover.summary !== '') {
    const lines = richLines(canvas.fonts, cover.summary, styles.muted, flow.width * 0.86);
    // A cover is one page: what does not fit is read in the document itself.
    for (const { runs } of lines.slice(0, 6)) {
      canvas.richText(flow.left, flow.y, runs);
      flow.y += styles.muted.leading;
    }
  }
  flow.y += 22;
  const facts = flow.measure((endless) => {
    drawFacts(endless, cover.facts);
  });
  drawOutcome(flow, cover, flow.bottom - flow.y - factsGap - facts);
  flow.y += factsGap;
  drawFacts(flow, cover.facts);
}

function titleSize(title: string): number {
  return title.length > 110 ? 18 : title.length > 60 ? 22 : 27;
}

/** What does not fit into `room` points stands on the final page: a cover is one page. */
function drawOutcome(flow: Flow, { sentence, support, tone }: Cover, room: number): void {
  const { canvas } = flow;
  const { ink, wash } = toneColors(tone);
  const inset = 18;
  const width = flow.width - 2 * inset;
  const big = { face: 'sansBold', size: 21, leading: 27, color: ink } as const;
  const bigLines = textLines(canvas.fonts, sentence, big, width).slice(0, 4);
  const all = support.flatMap((text) =>
    textLines(canvas.fonts, text, styles.text, width - 10).map((line, at) => ({ line, first: at === 0 })),
  );
  const most = Math.max(2, Math.floor((room - bigLines.length * big.leading - 2 * inset) / styles.text.leading));
  const rest = { line: flow.texts.outcome.restOnFinalPage(flow.pageOf('section-final')), first: true };
  const lines = all.length <= most ? all : [...all.slice(0, most - 1), rest];
  const height = bigLines.length * big.leading + lines.length * styles.text.leading + 2 * inset;
  canvas.rect(flow.left, flow.y, flow.width, height, { fill: wash });
  canvas.rect(flow.left, flow.y, 4, height, { fill: ink });
  flow.y += inset - 3;
  for (const line of bigLines) {
    canvas.text(flow.left + inset, flow.y, line, big);
    flow.y += big.leading;
  }
  flow.y += 5;
  for (const { line, first } of lines) {
    if (first) canvas.circle(flow.left + inset + 2.5, flow.y + 6.5, 1.3, { fill: ink });
    canvas.text(flow.left + inset + 10, flow.y, oneLine(canvas.fonts, line, styles.text, width), styles.text);
    flow.y += styles.text.leading;
  }
  flow.y += inset - 2;
}
