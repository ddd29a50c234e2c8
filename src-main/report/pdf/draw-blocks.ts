import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Block } from '../../../src-shared/report/blocks.ts';
import type { PaperFormat } from '../../../src-shared/report/format.ts';
import { drawFormGroup, drawRemark } from './draw-form.ts';
import { drawPhoto } from './draw-photo.ts';
import { drawOutageMeter } from './draw-outage.ts';
import { drawSignatures } from './draw-signature.ts';
import { drawFacts, drawTable, tableStart } from './draw-table.ts';
import { drawTimeline } from './draw-timeline.ts';
import type { Flow } from './flow.ts';
import { drawIcon, iconRoom } from './icons.ts';
import { codeLines, oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';

type BlockOf<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;

/** Draws the block at a place of its section where the flow stands. */
export function drawBlock(flow: Flow, blocks: readonly Block[], at: number, format: PaperFormat): void {
  const block = blocks[at];
  if (block === undefined) return;
  switch (block.kind) {
    case 'heading': {
      drawHeading(flow, block, blocks[at + 1]);
      return;
    }
    case 'text': {
      drawText(flow, block);
      return;
    }
    case 'list': {
      drawList(flow, block);
      return;
    }
    case 'facts': {
      drawFacts(flow, block.rows, block.anchor);
      return;
    }
    case 'table': {
      drawTable(flow, block);
      return;
    }
    case 'callout': {
      drawCallout(flow, block);
      return;
    }
    case 'code': {
      drawCode(flow, block);
      return;
    }
    case 'step-head': {
      drawStepHead(flow, block);
      return;
    }
    case 'form-group':
    case 'remark':
    case 'signatures': {
      drawFormPart(flow, block, () => formEnd(flow, blocks.slice(at + 1), format), format);
      return;
    }
    case 'photo':
    case 'timeline':
    case 'outage-meter': {
      drawFigure(flow, block, format);
      return;
    }
    case 'ruled': {
      drawRuled(flow, block);
      return;
    }
    default:
      return assertNever(block, 'block');
  }
}

function drawFigure(flow: Flow, block: BlockOf<'photo' | 'timeline' | 'outage-meter'>, format: PaperFormat): void {
  if (block.kind === 'photo') drawPhoto(flow, block);
  else if (block.kind === 'timeline') drawTimeline(flow, block.timeline, format);
  else drawOutageMeter(flow, block.outage);
}

function drawFormPart(
  flow: Flow,
  block: BlockOf<'form-group' | 'remark' | 'signatures'>,
  end: () => number,
  format: PaperFormat,
): void {
  if (block.kind === 'form-group') drawFormGroup(flow, block, format, end());
  else if (block.kind === 'remark') drawRemark(flow, block);
  else drawSignatures(flow, block, format);
}

/** Height of what stands behind the last cases of a form, and stays with them: its signatures sign a result. */
function formEnd(flow: Flow, rest: readonly Block[], format: PaperFormat): number {
  if (rest.some((block) => block.kind === 'form-group' && block.group.notApplicable === undefined)) return 0;
  return flow.measure((endless) => {
    for (const at of rest.keys()) drawBlock(endless, rest, at, format);
  });
}

function drawHeading(flow: Flow, { level, text, anchor }: BlockOf<'heading'>, next: Block | undefined): void {
  const style = level === 1 ? styles.heading1 : styles.heading2;
  const lines = textLines(flow.canvas.fonts, text, style, flow.width);
  flow.gap(level === 1 ? 12 : 6);
  // A heading stays with what it is the heading of.
  const start = next?.kind === 'table' ? Math.max(64, tableStart(flow, next) + 8) : 64;
  flow.ensure(Math.min(lines.length * style.leading + start, flow.pageHeight));
  if (anchor !== undefined) flow.anchor(anchor);
  flow.paragraph(text, style);
  flow.gap(4);
}

function drawText(flow: Flow, { text, muted, small, markdown }: BlockOf<'text'>): void {
  const [plain, quiet] = small === true ? [styles.small, styles.smallMuted] : [styles.text, styles.muted];
  const style = muted === true ? quiet : plain;
  if (markdown === true) flow.rich(text, style);
  else flow.paragraph(text, style);
  flow.gap(6);
}

function drawList(flow: Flow, { items, markdown }: BlockOf<'list'>): void {
  for (const item of items) {
    flow.ensure(styles.text.leading);
    flow.canvas.circle(flow.left + 3, flow.y + 6.5, 1.3, { fill: colors.muted });
    if (markdown === true) flow.rich(item, styles.text, flow.left + 12);
    else flow.paragraph(item, styles.text, flow.left + 12);
    flow.gap(3);
  }
  flow.gap(5);
}

function drawCallout(flow: Flow, { tone, title, text }: BlockOf<'callout'>): void {
  const { ink, wash } = toneColors(tone);
  const inset = 12;
  const head = textLines(flow.canvas.fonts, title, styles.strong, flow.width - 2 * inset - iconRoom);
  const body = text === '' ? [] : textLines(flow.canvas.fonts, text, styles.text, flow.width - 2 * inset);
  const height = (head.length + body.length) * styles.text.leading + 14;
  flow.ensure(Math.min(height, flow.pageHeight));
  const { canvas } = flow;
  canvas.rect(flow.left, flow.y, flow.width, height, { fill: wash });
  canvas.rect(flow.left, flow.y, 3, height, { fill: ink });
  flow.y += 7;
  drawIcon(canvas, tone, flow.left + inset, flow.y + 2.5);
  for (const line of head) {
    canvas.text(flow.left + inset + iconRoom, flow.y, line, styles.strong);
    flow.y += styles.strong.leading;
  }
  for (const line of body) {
    canvas.text(flow.left + inset, flow.y, line, styles.text);
    flow.y += styles.text.leading;
  }
  flow.y += 7;
  flow.gap(10);
}

/** Lines of a script or of output; what met the expectation is marked by a band and by a bar at the left. */
function drawCode(flow: Flow, { title, anchor, lines }: BlockOf<'code'>): void {
  const { canvas } = flow;
  const inset = 8;
  const { leading } = styles.code;
  flow.ensure(leading * countUpTo(3, lines) + (title === undefined ? 0 : 14) + 6);
  if (anchor !== undefined) flow.anchor(anchor);
  if (title !== undefined) {
    for (const line of textLines(canvas.fonts, title, styles.smallStrong, flow.width)) {
      canvas.text(flow.left, flow.y, line, styles.smallStrong);
      flow.y += styles.smallStrong.leading;
    }
    flow.y += 2;
  }
  for (const { text, marked } of lines) {
    for (const line of codeLines(canvas.fonts, text, styles.code, flow.width - 2 * inset)) {
      flow.ensure(leading);
      canvas.rect(flow.left, flow.y, flow.width, leading, { fill: marked === true ? colors.mark : colors.code });
      if (marked === true) canvas.rect(flow.left, flow.y, 2.5, leading, { fill: toneColors('passed').ink });
      canvas.text(flow.left + inset, flow.y, line, styles.code);
      flow.y += leading;
    }
  }
  flow.gap(7);
}

function countUpTo(most: number, lines: Iterable<unknown>): number {
  let count = 0;
  for (const _ of lines) {
    count += 1;
    if (count === most) break;
  }
  return count;
}

function drawStepHead(flow: Flow, { id, title, tone, word, anchor, aside }: BlockOf<'step-head'>): void {
  const { canvas } = flow;
  const { ink } = toneColors(tone);
  const wordWidth = 120;
  const lines = textLines(canvas.fonts, title, styles.heading2, flow.width - wordWidth).slice(0, 8);
  flow.gap(10);
  flow.ensure(lines.length * styles.heading2.leading + 58);
  flow.anchor(anchor);
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule, width: 0.8 });
  flow.y += 5;
  const word1 = oneLine(canvas.fonts, word, styles.smallStrong, wordWidth - iconRoom);
  const wordAt = canvas.fonts.width(word1, 'sansBold') * styles.smallStrong.size;
  const right = flow.left + flow.width;
  if (word !== '') drawIcon(canvas, tone, right - wordAt - iconRoom, flow.y + 3);
  canvas.text(right, flow.y + 1.5, word1, { ...styles.smallStrong, color: ink }, 'right');
  for (const line of lines) {
    canvas.text(flow.left, flow.y, line, styles.heading2);
    flow.y += styles.heading2.leading;
  }
  const idLine = oneLine(canvas.fonts, id, styles.frameMono, flow.width * 0.48);
  canvas.text(flow.left, flow.y, idLine, styles.codeMuted);
  canvas.text(
    right,
    flow.y,
    oneLine(canvas.fonts, aside, styles.smallMuted, flow.width * 0.5),
    styles.smallMuted,
    'right',
  );
  flow.y += styles.small.leading + 5;
}

function drawRuled(flow: Flow, { title, lines }: BlockOf<'ruled'>): void {
  flow.ensure(18 * lines + 14);
  flow.paragraph(title, styles.smallStrong);
  for (let at = 0; at < lines; at += 1) {
    flow.y += 18;
    flow.canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule });
  }
  flow.gap(8);
}
