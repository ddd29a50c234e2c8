import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { CaseEvidenceView, CaseView } from '../../../src-shared/report/model.ts';
import { photoBox } from './draw-photo.ts';
import type { Flow } from './flow.ts';
import { richLines } from './rich-lines.ts';
import { codeLines, oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import type { TextStyle } from './theme.ts';

/** A line's share of a case: it is drawn where the page has room for it. */
export interface Piece {
  readonly height: number;
  readonly draw: (y: number) => void;
}

/** Points; `text` is the width beside the boxes, `whole` the one below them, `beside` how far down the boxes go. */
export interface CaseRoom {
  readonly x: number;
  readonly text: number;
  readonly whole: number;
  readonly beside: number;
}

interface Column {
  readonly x: number;
  readonly width: number;
}

const code: TextStyle = { ...styles.code, size: 7.5, leading: 10 };
/** Points that may stay blank below a short question, so that what was seen has the whole width. */
const mostBlank = 16;
/** Points between two pictures in a row, and the width above which there are two. */
const photoGap = 14;
const widePhotos = 300;

/** What is asked stands beside the boxes; what was seen and said has the whole width where that is free below them. */
export function casePieces(flow: Flow, one: CaseView, room: CaseRoom, format: PaperFormat): readonly Piece[] {
  const words = flow.texts.forms;
  const column: Column = { x: room.x, width: room.text };
  const asked = [
    ...richPieces(flow, one.procedure, styles.text, column),
    ...(one.expected === '' ? [] : richPieces(flow, `${words.expected}: ${one.expected}`, styles.smallMuted, column)),
  ];
  const blank = room.beside - heightOf(asked);
  const below = blank <= mostBlank ? { ...column, width: room.whole } : column;
  const isWide = below.width > room.text;
  const photos = photoPieces(flow, one.evidence, { ...column, width: room.whole });
  const said = [
    ...one.evidence.flatMap((evidence, at) => evidencePieces(flow, evidence, below, one.evidence[at - 1])),
    ...(isWide ? photos : []),
    ...caveatPieces(flow, one, below),
    ...historyPieces(flow, one, below, format),
  ];
  if (isWide) return said.length > 0 && blank > 0 ? [...asked, gapPiece(blank), ...said] : [...asked, ...said];
  // Pictures never stand in a narrow column beside a long list of numbers: they come below it.
  const left = blank - heightOf(said);
  return [...asked, ...said, ...(photos.length > 0 && left > 0 ? [gapPiece(left)] : []), ...photos];
}

function heightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { height }) => sum + height, 0);
}

function textPieces(
  flow: Flow,
  text: string,
  style: TextStyle,
  { x: left, width }: Column,
  inset = 0,
): readonly Piece[] {
  const x = left + inset;
  return textLines(flow.canvas.fonts, text, style, width - inset).map((line) => ({
    height: style.leading,
    draw: (y) => {
      flow.canvas.text(x, y, line, style);
    },
  }));
}

function richPieces(flow: Flow, markdown: string, style: TextStyle, { x, width }: Column): readonly Piece[] {
  return richLines(flow.canvas.fonts, markdown, style, width).map(({ runs, gap }) => ({
    height: gap + style.leading,
    draw: (y) => {
      flow.canvas.richText(x, y + gap, runs);
    },
  }));
}

/** The automatic evidence beside the claim that it supports, its matching lines marked; a command is said once. */
function evidencePieces(
  flow: Flow,
  evidence: CaseEvidenceView,
  { x, width }: Column,
  before: CaseEvidenceView | undefined,
): readonly Piece[] {
  const { canvas, texts } = flow;
  if (evidence.file !== undefined && flow.photos.of(evidence.file) !== undefined) return [];
  const row = (line: string, style: TextStyle, marked: boolean): Piece => ({
    height: style.leading,
    draw: (y) => {
      canvas.rect(x, y, width, style.leading, { fill: marked ? colors.mark : colors.code });
      if (marked) canvas.rect(x, y, 2, style.leading, { fill: toneColors('passed').ink });
      canvas.text(x + 7, y, line, style);
    },
  });
  const end = evidence.end === undefined ? '' : ` · ${evidence.end}`;
  const title = oneLine(canvas.fonts, `${evidence.number} · ${evidence.label}${end}`, styles.smallMuted, width - 14);
  const titleStyle =
    evidence.bad === true ? { ...styles.smallStrong, color: toneColors('failed').ink } : styles.smallMuted;
  const lines = evidence.lines.flatMap(({ text, marked }) =>
    firstRows(codeLines(canvas.fonts, text, code, width - 12)).map((line) => row(line, code, marked)),
  );
  const { script } = evidence;
  const isSame =
    before?.number === evidence.number &&
    before.script?.anchor === script?.anchor &&
    before.command?.[0] === evidence.command?.[0];
  const more =
    evidence.more === 0
      ? []
      : [row(canvas.fonts.safe(texts.forms.more(evidence.more, evidence.number), 'sans'), styles.smallMuted, false)];
  const head =
    isSame || evidence.command === undefined
      ? [row(title, titleStyle, false)]
      : commandRows(flow, sentWords(flow, evidence), { text: title, style: titleStyle }, { x, width }, row);
  return [gapPiece(isSame ? 0 : 3), ...head, ...lines, ...more];
}

/** Pictures that somebody attached to the verdict: two in a row where the case has its whole width. */
function photoPieces(flow: Flow, evidence: readonly CaseEvidenceView[], { x, width }: Column): readonly Piece[] {
  const files = evidence.flatMap(({ number, file }) => (file === undefined ? [] : [{ number, file }]));
  const isWide = width > widePhotos && files.length > 1;
  const room = isWide ? (width - photoGap) / 2 : Math.min(width, widePhotos);
  const boxes = files.flatMap((file) => photoBox(flow, file, room) ?? []);
  const rows = isWide
    ? boxes.flatMap((box, at) => (at % 2 === 0 ? [[box, ...boxes.slice(at + 1, at + 2)]] : []))
    : boxes.map((box) => [box]);
  return rows.map((row) => ({
    height: Math.max(...row.map(({ height }) => height)),
    draw: (y) => {
      row.forEach((box, at) => {
        box.draw(x + at * (room + photoGap), y);
      });
    },
  }));
}

/** What was sent, in a line; where all of it stands. */
function sentWords(flow: Flow, { command = [], script }: CaseEvidenceView): readonly [string, string] {
  if (script === undefined) return [`$ ${command.join(' ')}`, ''];
  return [`$ ${script.short}`, `  ${flow.texts.forms.wholeScript(flow.pageOf(script.anchor))}`];
}

/** The command, and at the right what it is evidence of; below each other where the line is too short for both. */
function commandRows(
  { canvas }: Flow,
  [sent, where]: readonly [string, string],
  title: { readonly text: string; readonly style: TextStyle },
  { x, width }: Column,
  row: (line: string, style: TextStyle, marked: boolean) => Piece,
): readonly Piece[] {
  const { fonts } = canvas;
  const muted = { ...code, color: colors.muted };
  const titleWidth = fonts.width(title.text, title.style.face) * title.style.size;
  const whereWidth = fonts.width(where, muted.face) * muted.size;
  const isBeside = titleWidth < width * 0.45;
  const room = width - 14 - whereWidth - (isBeside ? titleWidth + 12 : 0);
  const line = row(`${oneLine(fonts, sent, muted, room)}${where}`, muted, false);
  if (!isBeside) return [line, row(title.text, title.style, false)];
  return [
    {
      height: styles.smallMuted.leading,
      draw: (y) => {
        canvas.rect(x, y, width, styles.smallMuted.leading, { fill: colors.code });
        line.draw(y + 0.5);
        canvas.text(x + width - 6, y, title.text, title.style, 'right');
      },
    },
  ];
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
function caveatPieces(flow: Flow, one: CaseView, column: Column): readonly Piece[] {
  const words = flow.texts.forms;
  const last = one.verdicts.at(-1);
  const said = last?.caveat;
  if (last === undefined || (said === undefined && last.is !== 'OTHER')) return [];
  const agreement = last.is === 'OTHER' ? agreementWords(one, flow) : '';
  const { ink, wash } = toneColors('warning');
  const { canvas } = flow;
  const { x, width } = column;
  const pieces = [
    ...textPieces(flow, `${words.caveat}. ${said ?? ''}`, styles.small, column, 9),
    ...(agreement === '' ? [] : textPieces(flow, agreement, styles.smallStrong, column, 9)),
  ];
  return [
    gapPiece(4),
    ...pieces.map((piece) => ({
      height: piece.height,
      draw: (y: number) => {
        canvas.rect(x, y, width, piece.height, { fill: wash });
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
function historyPieces(flow: Flow, one: CaseView, column: Column, format: PaperFormat): readonly Piece[] {
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
  const head = lines.length > 1 ? textPieces(flow, words.history, styles.smallStrong, column) : [];
  const rest = lines.flatMap((line) => textPieces(flow, line, styles.smallMuted, column));
  return lines.length === 0 ? [] : [gapPiece(3), ...head, ...rest];
}
