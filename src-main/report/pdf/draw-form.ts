import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { CaseEvidenceView, CaseView, FormGroupView } from '../../../src-shared/report/model.ts';
import type { Flow } from './flow.ts';
import { drawCheckbox } from './icons.ts';
import { richLines } from './rich-lines.ts';
import { codeLines, oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import type { TextStyle } from './theme.ts';

/** Where the columns of a result form stand: number, text, three boxes, evidence. */
interface Columns {
  readonly number: number;
  readonly text: number;
  readonly textWidth: number;
  readonly verdict: number;
  readonly evidence: number;
}

/** A line's share of a case: it is drawn where the page has room for it. */
interface Piece {
  readonly height: number;
  readonly draw: (y: number) => void;
}

const boxPitch = 32;

/** One group of a form: its cases with their boxes, and the row for comments. Cases do not break over pages. */
export function drawFormGroup(flow: Flow, group: FormGroupView, blank: boolean, format: PaperFormat): void {
  const columns = columnsOf(flow);
  const words = flow.texts.forms;
  flow.gap(10);
  flow.ensure(24 + 18 + 60);
  // The one case of a test stands under the form's own title.
  if (group.title !== '') drawBand(flow, group.title);
  if (group.intro !== undefined) {
    flow.rich(group.intro, styles.muted, flow.left + 6);
    flow.gap(4);
  }
  if (group.notApplicable !== undefined) {
    flow.paragraph(`${words.notApplicable}: ${group.notApplicable}`, styles.muted, flow.left + 6);
    flow.gap(6);
    rule(flow);
    return;
  }
  drawHead(flow, columns);
  for (const one of group.cases) drawCase(flow, one, columns, blank, format);
  if (blank) drawBlankComment(flow);
  else drawComment(flow, group.comment);
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

function drawCase(flow: Flow, one: CaseView, columns: Columns, blank: boolean, format: PaperFormat): void {
  const pieces = casePieces(flow, one, columns, format);
  const evidenceLines = one.evidence.length * 22;
  const height = Math.max(
    pieces.reduce((sum, piece) => sum + piece.height, 0),
    30,
    evidenceLines,
  );
  const whole = height + 14;
  if (whole <= flow.pageHeight - 20 && flow.ensure(whole)) drawHead(flow, columns);
  flow.y += 7;
  const top = flow.y;
  flow.canvas.text(columns.number, top, one.number, { ...styles.text, color: colors.muted });
  drawBoxes(flow, one, columns, top, blank);
  drawEvidenceNumbers(flow, one.evidence, columns, top);
  const { page } = flow;
  for (const piece of pieces) {
    if (flow.ensure(piece.height)) drawHead(flow, columns);
    piece.draw(flow.y);
    flow.y += piece.height;
  }
  // The boxes and numbers beside a case may be taller than its text.
  if (flow.page === page) flow.y = Math.max(flow.y, top + Math.max(30, evidenceLines));
  flow.y += 7;
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
  const numbers = [...new Set(evidence.map(({ number }) => number))];
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

function casePieces(flow: Flow, one: CaseView, columns: Columns, format: PaperFormat): readonly Piece[] {
  const words = flow.texts.forms;
  return [
    ...richPieces(flow, one.procedure, styles.text, columns),
    ...(one.expected === '' ? [] : richPieces(flow, `${words.expected}: ${one.expected}`, styles.smallMuted, columns)),
    ...one.evidence.flatMap((evidence) => evidencePieces(flow, evidence, columns)),
    ...caveatPieces(flow, one, columns),
    ...historyPieces(flow, one, columns, format),
  ];
}

function textPieces(flow: Flow, text: string, style: TextStyle, columns: Columns, x = columns.text): readonly Piece[] {
  const width = columns.textWidth - (x - columns.text);
  return textLines(flow.canvas.fonts, text, style, width).map((line) => ({
    height: style.leading,
    draw: (y) => {
      flow.canvas.text(x, y, line, style);
    },
  }));
}

function richPieces(flow: Flow, markdown: string, style: TextStyle, columns: Columns): readonly Piece[] {
  return richLines(flow.canvas.fonts, markdown, style, columns.textWidth).map(({ runs, gap }) => ({
    height: gap + style.leading,
    draw: (y) => {
      flow.canvas.richText(columns.text, y + gap, runs);
    },
  }));
}

/** The automatic evidence beside the claim that it supports, its matching lines marked. */
function evidencePieces(flow: Flow, evidence: CaseEvidenceView, columns: Columns): readonly Piece[] {
  const { canvas, texts } = flow;
  const x = columns.text;
  const width = columns.textWidth;
  const row = (line: string, style: TextStyle, marked: boolean): Piece => ({
    height: style.leading,
    draw: (y) => {
      canvas.rect(x, y, width, style.leading, { fill: marked ? colors.mark : colors.code });
      if (marked) canvas.rect(x, y, 2, style.leading, { fill: toneColors('passed').ink });
      canvas.text(x + 7, y, line, style);
    },
  });
  const end = evidence.end === undefined ? '' : ` · ${evidence.end}`;
  const title = oneLine(canvas.fonts, `${evidence.number} · ${evidence.label}${end}`, styles.smallMuted, width - 10);
  const code = { ...styles.code, size: 7.5, leading: 10 };
  const command = (evidence.command ?? []).flatMap((text, at) =>
    codeLines(canvas.fonts, `${at === 0 ? '$' : ' '} ${text}`, { ...code, color: colors.muted }, width - 12).map(
      (line) => row(line, { ...code, color: colors.muted }, false),
    ),
  );
  const lines = evidence.lines.flatMap(({ text, marked }) =>
    firstRows(codeLines(canvas.fonts, text, code, width - 12)).map((line) => row(line, code, marked)),
  );
  const more =
    evidence.more === 0
      ? []
      : [row(canvas.fonts.safe(texts.forms.more(evidence.more, evidence.number), 'sans'), styles.smallMuted, false)];
  return [gapPiece(3), row(title, styles.smallMuted, false), ...command, ...lines, ...more];
}

/** Beside a case a line of output has two rows; all of it stands in the register. */
function firstRows(rows: readonly string[]): readonly string[] {
  const [first = '', second = ''] = rows;
  return rows.length <= 2 ? rows : [first, `${second.slice(0, -1)}…`];
}

function gapPiece(height: number): Piece {
  return { height, draw: () => undefined };
}

/** The caveat of an OTHER (or what was said of a FAIL) and whether the customer agreed. */
function caveatPieces(flow: Flow, one: CaseView, columns: Columns): readonly Piece[] {
  const words = flow.texts.forms;
  const last = one.verdicts.at(-1);
  const said = last?.caveat;
  if (last === undefined || (said === undefined && last.is !== 'OTHER')) return [];
  const agreement = last.is === 'OTHER' ? agreementWords(one, flow) : '';
  const { ink, wash } = toneColors('warning');
  const { canvas } = flow;
  const x = columns.text;
  const pieces = [
    ...textPieces(flow, `${words.caveat}. ${said ?? ''}`, styles.small, columns, x + 9),
    ...(agreement === '' ? [] : textPieces(flow, agreement, styles.smallStrong, columns, x + 9)),
  ];
  return [
    gapPiece(4),
    ...pieces.map((piece) => ({
      height: piece.height,
      draw: (y: number) => {
        canvas.rect(x, y, columns.textWidth, piece.height, { fill: wash });
        canvas.rect(x, y, 2, piece.height, { fill: ink });
        piece.draw(y);
      },
    })),
  ];
}

function agreementWords({ agreed }: CaseView, flow: Flow): string {
  const words = flow.texts.forms;
  if (agreed === undefined) return words.notAgreed;
  return agreed.counts ? words.agreed(agreed.by, words.how[agreed.how]) : words.notCustomer(agreed.by);
}

/** Who gave which verdict when; all of them where there were several, for a retest erases nothing. */
function historyPieces(flow: Flow, one: CaseView, columns: Columns, format: PaperFormat): readonly Piece[] {
  const words = flow.texts.forms;
  const lines = one.verdicts.map((verdict) => {
    const line = words.verdictLine(flow.texts.verdicts[verdict.is], verdict.by, format.dateTime(verdict.at));
    const marks = [
      verdict.retest === undefined ? undefined : words.retest(verdict.retest),
      verdict.early ? words.early : undefined,
      verdict.scripted ? words.scripted : undefined,
      verdict.comment,
    ];
    return [line, ...marks.filter((mark) => mark !== undefined)].join(' · ');
  });
  const head = lines.length > 1 ? textPieces(flow, words.history, styles.smallStrong, columns) : [];
  const rest = lines.flatMap((line) => textPieces(flow, line, styles.smallMuted, columns));
  return lines.length === 0 ? [] : [gapPiece(3), ...head, ...rest];
}

/** Room for a comment by hand. */
function drawBlankComment(flow: Flow): void {
  flow.ensure(44);
  flow.y += 6;
  flow.canvas.text(flow.left + 6, flow.y, flow.texts.forms.comments, styles.strong);
  flow.y += 34;
  rule(flow);
}

function drawComment(flow: Flow, comment: string | undefined): void {
  const words = flow.texts.forms;
  flow.ensure(styles.text.leading + 14);
  flow.y += 6;
  const label = `${words.comments}. `;
  const { canvas } = flow;
  canvas.text(flow.left + 6, flow.y, label, styles.strong);
  const indent = canvas.fonts.width(label, 'sansBold') * styles.strong.size + 6;
  flow.paragraph(
    comment ?? words.noComment,
    comment === undefined ? styles.muted : styles.text,
    flow.left + 6 + indent,
  );
  flow.y += 6;
  rule(flow);
}
