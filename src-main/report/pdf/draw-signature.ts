import type { PaperFormat } from '../../../src-shared/report/format.ts';
import { shortHash } from '../../../src-shared/report/format.ts';
import type { Block } from '../../../src-shared/report/blocks.ts';
import type { SignatureView } from '../../../src-shared/report/model.ts';
import type { ReportTexts } from '../../../src-shared/report/texts/en.ts';
import { signedAtWords } from '../../../src-shared/report/sections/forms.ts';
import type { Flow } from './flow.ts';
import { drawIcon, iconRoom } from './icons.ts';
import { oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import type { TextStyle } from './theme.ts';

interface Line {
  readonly text: string;
  readonly style: TextStyle;
}

/** A signature ready to be drawn: what stands above the drawn line and what stands below it. */
interface Laid {
  readonly signature: SignatureView;
  readonly above: readonly Line[];
  readonly below: readonly Line[];
}

/** Points; `mark` is the height of what is drawn above the line. */
interface Box {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mark: number;
}

const pad = 8;
/** Of a drawn signature; where none of a row was drawn, a word needs less. */
const drawnHeight = 34;
const wordHeight = 20;
const gutter = 14;

type Signatures = Extract<Block, { readonly kind: 'signatures' }>;

/** Full signature blocks, two beside each other, at the foot of the page where there is room for them. */
export function drawSignatures(
  flow: Flow,
  { signatures, blank = false, inline = false }: Signatures,
  format: PaperFormat,
): void {
  if (inline) flow.gap(8);
  const width = (flow.width - gutter) / 2;
  const rows = Array.from({ length: Math.ceil(signatures.length / 2) }, (_, at) =>
    signatures.slice(at * 2, at * 2 + 2).map((one) => layOut(flow, one, blank, format, width - 2 * pad)),
  );
  const marks = rows.map((row) => (blank || row.some(isDrawn) ? drawnHeight : wordHeight));
  const heights = rows.map((row, at) => Math.max(...row.map(laidHeight)) + (marks[at] ?? drawnHeight) + 8);
  const needed = heights.reduce((sum, height) => sum + height, 0);
  let y = inline ? flow.takeRoom(needed) : flow.takeFoot(needed);
  rows.forEach((row, at) => {
    const height = (heights[at] ?? 0) - 8;
    row.forEach((laid, column) => {
      const x = flow.left + column * (width + gutter);
      drawOne(flow, laid, { x, top: y, width, height, mark: marks[at] ?? drawnHeight }, blank);
    });
    y += height + 8;
  });
}

function laidHeight({ above, below }: Laid): number {
  const sum = [...above, ...below].reduce((total, { style }) => total + style.leading, 0);
  return sum + 2 * pad + 4;
}

function isDrawn({ signature }: Laid): boolean {
  return signature.state === 'signed' && (signature.drawn?.length ?? 0) > 0;
}

function layOut(flow: Flow, one: SignatureView, blank: boolean, format: PaperFormat, width: number): Laid {
  const { texts } = flow;
  const lines = (text: string, style: TextStyle): readonly Line[] =>
    text === '' ? [] : textLines(flow.canvas.fonts, text, style, width).map((line) => ({ text: line, style }));
  const meaning = one.meaning === undefined ? '' : ` · ${texts.sign.meanings[one.meaning]}`;
  const statement = one.statement === undefined ? '' : `“${one.statement}”`;
  // A block of signatures does not break over pages: a statement of a whole page is cut; the record has all of it.
  const above = [
    ...lines(`${one.roleTitle}${meaning}`, styles.smallStrong),
    ...lines(statement, styles.smallMuted),
  ].slice(0, 16);
  const below = blank ? blankLines(texts) : belowWords(one, texts, format);
  return { signature: one, above, below: below.flatMap(({ text, style }) => lines(text, style)) };
}

function blankLines({ sign, control }: ReportTexts): readonly Line[] {
  return [sign.printedName, control.role, control.organisation, sign.date].map((label) => ({
    text: `${label}:`,
    style: { ...styles.smallMuted, leading: 18 },
  }));
}

function belowWords(one: SignatureView, texts: ReportTexts, format: PaperFormat): readonly Line[] {
  const { sign } = texts;
  if (one.state === 'missing' || one.state === 'absent')
    return [{ text: sign.coversNothing, style: styles.smallMuted }];
  const name = [one.name, one.title].filter((part) => part !== undefined).join(', ');
  const who = [name, one.organisation].filter((part) => part !== undefined && part !== '');
  // In the place of the drawn signature it already says that a file signed.
  const saidAbove = one.scripted === true && (one.drawn?.length ?? 0) === 0;
  const means = one.means === undefined || (saidAbove && one.means === 'scripted') ? '' : sign.means[one.means];
  // Only a person at a keyboard proves anew who they are: paper, mail and files claim nothing of the kind.
  const byHand = one.means === 'pin' || one.means === 'own-device';
  const proof = !byHand ? '' : one.reauthenticated === true ? sign.reauthenticated : sign.notReauthenticated;
  const received = one.receivedBy === undefined ? '' : sign.receivedBy(one.receivedBy);
  return [
    { text: who.join(' · '), style: styles.strong },
    { text: signedAtWords(one, format), style: styles.small },
    { text: one.covers === undefined ? '' : sign.covers(shortHash(one.covers)), style: styles.code },
    { text: [means, proof, received].filter((part) => part !== '').join(' · '), style: styles.smallMuted },
    { text: one.reservation === undefined ? '' : `${sign.reservation}: ${one.reservation}`, style: styles.smallStrong },
    { text: one.reason === undefined ? '' : `${sign.because}: ${one.reason}`, style: styles.smallStrong },
  ];
}

function drawOne(
  flow: Flow,
  { signature, above, below }: Laid,
  { x, top, width, height, mark }: Box,
  blank: boolean,
): void {
  const { canvas } = flow;
  const absent = signature.state !== 'signed' && !blank;
  canvas.rect(x, top, width, height, { stroke: colors.rule, width: 0.7, ...(absent ? { dash: [3, 2] } : {}) });
  let y = top + pad;
  const write = ({ text, style }: Line): void => {
    canvas.text(x + pad, y, text, style);
    y += style.leading;
  };
  above.forEach(write);
  if (!blank) drawMark(flow, signature, x + pad, y, mark, width - 2 * pad);
  y += mark;
  canvas.line([x + pad, y], [x + width - pad, y], { stroke: colors.ink, width: 0.6 });
  y += 4;
  below.forEach(write);
}

/** The drawn signature, or in its place the word that says why there is none. */
function drawMark(flow: Flow, one: SignatureView, x: number, y: number, height: number, width: number): void {
  const { canvas, texts } = flow;
  if (one.state === 'signed') {
    const strokes = one.drawn ?? [];
    // The box of a drawn signature is about four times as wide as it is high.
    const wide = Math.min(width, height * 4);
    for (const stroke of strokes) {
      const points = stroke.map(([px, py]) => [x + clamp(px) * wide, y + 2 + clamp(py) * (height - 5)] as const);
      canvas.polyline(points, { stroke: '1b2f5e', width: 1.1 });
    }
    if (strokes.length > 0) return;
    const word = one.scripted === true ? texts.sign.means.scripted : texts.sign.states.signed;
    drawWord(flow, one.scripted === true ? 'warning' : 'passed', word, x, y + height - 13, width);
    return;
  }
  const tone = one.state === 'absent' ? 'skipped' : 'failed';
  drawWord(flow, tone, texts.sign.states[one.state], x, y + height - 14, width);
}

function drawWord(
  flow: Flow,
  tone: 'passed' | 'failed' | 'skipped' | 'warning',
  word: string,
  x: number,
  y: number,
  width: number,
): void {
  const style = { ...styles.smallStrong, color: toneColors(tone).ink };
  drawIcon(flow.canvas, tone, x, y + 1.5);
  flow.canvas.text(x + iconRoom, y, oneLine(flow.canvas.fonts, word, style, width - iconRoom), style);
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

/** One line for each of tester and witness at the foot of every page of a form: signed by whom, when, covering what. */
export function drawStrip(flow: Flow, strip: readonly SignatureView[], top: number, format: PaperFormat): void {
  const { canvas, texts } = flow;
  const shown = strip.slice(0, 3);
  const width = (flow.width - gutter * (shown.length - 1)) / Math.max(1, shown.length);
  shown.forEach((one, at) => {
    const x = flow.left + at * (width + gutter);
    canvas.line([x, top], [x + width, top], { stroke: colors.rule, width: 0.7 });
    const signed = one.state === 'signed';
    const drawn = signed && (one.drawn?.length ?? 0) > 0 ? 70 : 0;
    const room = width - drawn - 4;
    const title = oneLine(canvas.fonts, one.roleTitle, styles.smallStrong, room / 2);
    canvas.text(x, top + 4, title, styles.smallStrong);
    if (signed && one.scripted === true && drawn === 0)
      drawWord(flow, 'warning', texts.sign.means.scripted, x + width / 2, top + 4, width / 2);
    if (drawn > 0) drawMark(flow, one, x + width - drawn, top + 3, 22, drawn);
    if (!signed) {
      drawWord(flow, one.state === 'absent' ? 'skipped' : 'failed', texts.sign.states[one.state], x, top + 15, room);
      canvas.text(x, top + 26, texts.sign.coversNothing, styles.smallMuted);
      return;
    }
    const name = [one.name, one.organisation].filter((part) => part !== undefined).join(', ');
    canvas.text(x, top + 15, oneLine(canvas.fonts, name, styles.small, room), styles.small);
    const covers = one.covers === undefined ? '' : texts.sign.covers(shortHash(one.covers));
    const date = one.signedAt === undefined ? '' : format.dateTime(one.signedAt);
    canvas.text(x, top + 26, oneLine(canvas.fonts, `${date} · ${covers}`, styles.frame, width), styles.frame);
  });
}

/** Room to sign each page of a form by hand, with the date. */
export function drawBlankStrip(flow: Flow, strip: readonly SignatureView[], top: number): void {
  const { canvas, texts } = flow;
  const width = (flow.width - gutter * (strip.length - 1)) / Math.max(1, strip.length);
  strip.forEach((one, at) => {
    const x = flow.left + at * (width + gutter);
    canvas.text(x, top + 4, oneLine(canvas.fonts, one.roleTitle, styles.smallStrong, width), styles.smallStrong);
    canvas.line([x, top + 34], [x + width, top + 34], { stroke: colors.ink, width: 0.6 });
    canvas.text(x, top + 36, `${texts.sign.signature} · ${texts.sign.date}`, styles.frame);
  });
}

/** The signature state of a form's pages, in words. */
export function stripWords(strip: readonly SignatureView[], texts: ReportTexts): string {
  const words = texts.sign.pageState;
  const names = (signed: boolean): string =>
    strip
      .filter(({ state }) => (state === 'signed') === signed)
      .map(({ roleTitle }) => roleTitle)
      .join(', ');
  const [signed, missing] = [names(true), names(false)];
  if (signed === '') return words.none;
  const both = strip.length === 2 && strip.every(({ role }) => role === 'tester' || role === 'witness');
  const state = missing !== '' ? words.some(signed, missing) : both ? words.both : signed;
  return strip.some(({ scripted }) => scripted === true) ? `${state} ${texts.sign.byFile}` : state;
}
