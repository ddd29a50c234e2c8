import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { Block } from '../../../src-shared/report/blocks.ts';
import type { CaseEvidenceView, CaseView, FormGroupView } from '../../../src-shared/report/model.ts';
import { casePieces } from './case-pieces.ts';
import type { Piece } from './case-pieces.ts';
import type { Flow } from './flow.ts';
import { drawCheckbox } from './icons.ts';
import { textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';

/** Where the columns of a result form stand: number, text, three boxes, evidence. */
interface Columns {
  readonly number: number;
  readonly text: number;
  readonly textWidth: number;
  readonly verdict: number;
  readonly evidence: number;
}

/** A case that is broken into lines; `height` with the room around them. */
interface LaidCase {
  readonly one: CaseView;
  readonly pieces: readonly Piece[];
  /** Of the boxes and numbers beside its first lines. */
  readonly beside: number;
  readonly height: number;
}

type Group = Extract<Block, { readonly kind: 'form-group' }>;
type Remark = Extract<Block, { readonly kind: 'remark' }>;

const boxPitch = 32;
const headHeight = 16;
const casePad = 6;
/** Share of a page that may stay blank so that a case is not broken. */
const mostBlank = 0.4;
/** Share of a page that a case must need to be broken. */
const leastBroken = 0.25;
/** Points of a broken case that stay together, with the end of the form where that follows. */
const leastEnd = 70;

/**
 * One group of a form: its cases with their boxes, and the row for comments. A case breaks over pages only where much of
 * one would stay blank. `end` is the height of what must stay with the group's last case: the end of the form.
 */
export function drawFormGroup(flow: Flow, { group, blank = false }: Group, format: PaperFormat, end: number): void {
  const columns = columnsOf(flow);
  flow.gap(10);
  const opening = (on: Flow): void => {
    drawOpening(on, group, columns);
  };
  if (group.notApplicable !== undefined) {
    flow.ensure(flow.measure(opening));
    opening(flow);
    return;
  }
  const comment = (on: Flow): void => {
    drawRemark(on, commentOf(group, on), blank);
  };
  const cases = group.cases.map((one) => layCase(flow, one, columns, blank, format));
  const after = flow.measure(comment) + end;
  // A group's title and the head of its columns never stand without the first case.
  const start = flow.measure(opening);
  const [first] = cases;
  if (first === undefined || start + first.height > flow.pageHeight) flow.ensure(start + 40);
  else if (cases.length === 1) flow.ensureEnd(start + first.height + after, start + first.height);
  else flow.ensure(start + first.height);
  opening(flow);
  cases.forEach((laid, at) => {
    drawCase(flow, laid, columns, blank, at === cases.length - 1 ? after : 0);
  });
  flow.ensureEnd(after, flow.measure(comment));
  comment(flow);
}

function commentOf({ comment }: FormGroupView, { texts }: Flow): Remark {
  const words = texts.forms;
  return { kind: 'remark', label: words.comments, text: comment ?? words.noComment, muted: comment === undefined };
}

/** The one case of a test stands under the form's own title. */
function drawOpening(flow: Flow, group: FormGroupView, columns: Columns): void {
  const words = flow.texts.forms;
  if (group.title !== '') drawBand(flow, group.title);
  if (group.intro !== undefined) {
    flow.rich(group.intro, styles.muted, flow.left + 6);
    flow.gap(4);
  }
  if (group.notApplicable === undefined) {
    drawHead(flow, columns);
    return;
  }
  flow.paragraph(`${words.notApplicable}: ${group.notApplicable}`, styles.muted, flow.left + 6);
  flow.gap(6);
  rule(flow);
}

function columnsOf(flow: Flow): Columns {
  const right = flow.left + flow.width;
  const evidence = right - 54;
  const verdict = evidence - 3 * boxPitch - 10;
  const text = flow.left + 32;
  return { number: flow.left + 6, text, textWidth: verdict - text - 14, verdict, evidence };
}

function drawBand(flow: Flow, title: string): void {
  const { canvas } = flow;
  const lines = textLines(canvas.fonts, title, styles.strong, flow.width - 20).slice(0, 8);
  const height = lines.length * styles.strong.leading + 6;
  canvas.rect(flow.left, flow.y, flow.width, height, { fill: colors.band });
  canvas.rect(flow.left, flow.y, 3, height, { fill: colors.accent });
  lines.forEach((line, at) => {
    canvas.text(flow.left + 9, flow.y + 3 + at * styles.strong.leading, line, styles.strong);
  });
  flow.y += height + 4;
}

function drawHead(flow: Flow, columns: Columns): void {
  const { canvas, texts } = flow;
  const head = styles.columnHead;
  canvas.text(columns.text, flow.y + 1, texts.forms.testCase.toUpperCase(), head);
  canvas.text(columns.verdict, flow.y + 1, texts.forms.verdict.toUpperCase(), head);
  canvas.text(columns.evidence, flow.y + 1, texts.forms.evidence.toUpperCase(), head);
  flow.y += 16;
  canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.rule, width: 0.8 });
}

function rule(flow: Flow): void {
  flow.canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.hairline });
}

function layCase(flow: Flow, one: CaseView, columns: Columns, blank: boolean, format: PaperFormat): LaidCase {
  const boxes = one.verdict === undefined && !blank ? 34 : 28;
  const beside = Math.max(boxes, evidenceNumbers(one.evidence).length * 22);
  const width = { text: columns.textWidth, whole: flow.left + flow.width - columns.text };
  const pieces = casePieces(flow, one, { x: columns.text, ...width, beside }, format);
  const text = pieces.reduce((sum, piece) => sum + piece.height, 0);
  return { one, pieces, beside, height: Math.max(text, beside) + 2 * casePad };
}

function drawCase(flow: Flow, laid: LaidCase, columns: Columns, blank: boolean, after: number): void {
  const { one, pieces, beside, height } = laid;
  const fits = height <= flow.pageHeight - headHeight;
  // What would leave much of a page blank begins there instead, and goes on over the page.
  const room = flow.bottom - flow.y;
  const begins = height > flow.pageHeight * leastBroken && room > flow.pageHeight * mostBlank;
  if (fits && !begins && flow.ensureEnd(height + after + headHeight, height)) drawHead(flow, columns);
  flow.anchor(`case-${one.id}`);
  flow.y += casePad;
  const top = flow.y;
  flow.canvas.text(columns.number, top, one.number, { ...styles.text, color: colors.muted });
  drawBoxes(flow, one, columns, top, blank);
  drawEvidenceNumbers(flow, one.evidence, columns, top);
  const { page } = flow;
  let left = pieces.reduce((sum, piece) => sum + piece.height, 0);
  for (const piece of pieces) {
    const isEnd = left <= leastEnd && after > 0;
    if (isEnd ? flow.ensureEnd(left + casePad + after, piece.height) : flow.ensure(piece.height)) {
      drawHead(flow, columns);
      flow.y += casePad;
      flow.canvas.text(columns.number, flow.y, one.number, { ...styles.text, color: colors.muted });
    }
    piece.draw(flow.y);
    flow.y += piece.height;
    left -= piece.height;
  }
  // The boxes and numbers beside a case may be taller than its text.
  if (flow.page === page) flow.y = Math.max(flow.y, top + beside);
  flow.y += casePad;
  rule(flow);
}

function drawBoxes(flow: Flow, one: CaseView, columns: Columns, top: number, blank: boolean): void {
  const { canvas, texts } = flow;
  (['PASS', 'FAIL', 'OTHER'] as const).forEach((is, at) => {
    const chosen = one.verdict === is;
    const x = columns.verdict + at * boxPitch;
    drawCheckbox(canvas, x + 8, top + 1, chosen);
    const style = chosen ? styles.columnHead : { ...styles.columnHead, face: 'sans' as const };
    const color = chosen ? colors.ink : colors.faint;
    canvas.text(x + 12.5, top + 13, texts.verdicts[is], { ...style, size: 7, color }, 'center');
  });
  const open = one.verdict === undefined && !blank;
  if (open)
    canvas.text(columns.verdict, top + 23, texts.verdicts.open, {
      ...styles.columnHead,
      size: 6.5,
      color: toneColors('warning').ink,
    });
}

function drawEvidenceNumbers(flow: Flow, evidence: readonly CaseEvidenceView[], columns: Columns, top: number): void {
  const { canvas, texts } = flow;
  const numbers = evidenceNumbers(evidence);
  if (numbers.length === 0) canvas.text(columns.evidence, top, texts.forms.noEvidence, styles.smallMuted);
  numbers.forEach((number, at) => {
    const y = top + at * 22;
    canvas.text(columns.evidence, y, number, styles.code);
    canvas.text(columns.evidence, y + 10, `${texts.page_} ${flow.pageOf(number)}`, {
      ...styles.code,
      color: colors.accent,
    });
    canvas.link(columns.evidence, y, 54, 21, number);
  });
}

function evidenceNumbers(evidence: readonly CaseEvidenceView[]): readonly string[] {
  return [...new Set(evidence.map(({ number }) => number))];
}

/** What was written under a label, or room to write it by hand. */
export function drawRemark(flow: Flow, { label, text, muted }: Remark, blank = false): void {
  const { canvas } = flow;
  const name = `${label}. `;
  const x = flow.left + 6 + canvas.fonts.width(name, 'sansBold') * styles.strong.size + 6;
  const style = muted === true ? styles.muted : styles.text;
  const lines = blank ? 1 : textLines(canvas.fonts, text, style, flow.left + flow.width - x).length;
  flow.ensure(Math.min(lines, 8) * style.leading + (blank ? 27 : 12));
  flow.y += 6;
  canvas.text(flow.left + 6, flow.y, blank ? label : name, styles.strong);
  if (blank) flow.y += 34;
  else flow.paragraph(text, style, x);
  if (!blank) flow.y += 6;
  rule(flow);
}
