import type { Block, Cell } from '../../../src-shared/report/blocks.ts';
import type { Flow } from './flow.ts';
import { drawIcon, iconRoom } from './icons.ts';
import { richLines } from './rich-lines.ts';
import type { RichRun } from './rich-lines.ts';
import { oneLine, textLines } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';
import type { TextStyle } from './theme.ts';

interface Line {
  readonly runs: readonly RichRun[];
}

/** A cell that is broken to its width. */
interface LaidCell {
  readonly cell: Cell;
  readonly lines: readonly Line[];
  readonly x: number;
  readonly width: number;
}

type Facts = Extract<Block, { readonly kind: 'facts' }>;
type Table = Extract<Block, { readonly kind: 'table' }>;

const pad = 4;
const leading = styles.cell.leading;

/** A table whose heads repeat on every page. Rows do not break, unless one is longer than a page. */
export function drawTable(flow: Flow, table: Table): void {
  if (table.rows.length === 0) {
    flow.ensure(styles.muted.leading);
    flow.paragraph(table.empty, styles.muted);
    flow.gap(8);
    return;
  }
  const columns = columnsOf(flow, table);
  const laid = table.rows.map((row) => row.map((cell, at) => layCell(flow, cell, columns[at] ?? columns[0])));
  const head = headHeight(table);
  flow.ensure(head + firstRow(flow, laid[0] ?? []));
  drawHead(flow, table, columns);
  for (const row of laid)
    drawRow(
      flow,
      row,
      () => {
        drawHead(flow, table, columns);
      },
      head,
    );
  flow.gap(10);
}

/** What a table needs where it begins: a head never stands alone at the foot of a page. */
export function tableStart(flow: Flow, table: Table): number {
  const [first] = table.rows;
  if (first === undefined) return styles.muted.leading;
  const columns = columnsOf(flow, table);
  const laid = first.map((cell, at) => layCell(flow, cell, columns[at] ?? columns[0]));
  return headHeight(table) + firstRow(flow, laid);
}

function firstRow(flow: Flow, row: readonly LaidCell[]): number {
  return Math.min(rowHeight(row), flow.pageHeight / 2);
}

type ColumnPlace = { readonly x: number; readonly width: number } | undefined;

function columnsOf(flow: Flow, table: Table): readonly ColumnPlace[] {
  let x = flow.left;
  return table.columns.map(({ width: share }) => {
    const width = share * flow.width;
    const place = { x: x + pad, width: width - 2 * pad };
    x += width;
    return place;
  });
}

function headHeight(table: Table): number {
  return table.columns.some(({ title }) => title !== '') ? 18 : 4;
}

function drawHead(flow: Flow, table: Table, columns: readonly ColumnPlace[]): void {
  const { canvas } = flow;
  table.columns.forEach(({ title }, at) => {
    const place = columns[at];
    if (place === undefined) return;
    const text = oneLine(canvas.fonts, title, styles.columnHead, place.width);
    canvas.text(place.x, flow.y + 2, text, styles.columnHead);
  });
  flow.y += headHeight(table);
  canvas.line([flow.left, flow.y - 1], [flow.left + flow.width, flow.y - 1], { stroke: colors.rule, width: 0.8 });
}

function layCell(flow: Flow, cell: Cell, place: ColumnPlace): LaidCell {
  const { x, width } = place ?? { x: flow.left, width: flow.width };
  const whole = typeof cell === 'string' ? { text: cell } : cell;
  const style = cellStyle(whole);
  const inner = whole.tone === undefined ? width : width - iconRoom;
  const { fonts } = flow.canvas;
  // Room for the icon before the text of a state.
  const inset = whole.tone === undefined ? 0 : iconRoom;
  const lines: Line[] =
    whole.markdown === true
      ? [...richLines(fonts, whole.text, style, inner)]
      : textLines(fonts, whole.text, style, inner).map((text) => ({ runs: [{ x: inset, text, style }] }));
  if (whole.to !== undefined) appendPage(flow, lines, whole.to, style, inner);
  const note = whole.note ?? '';
  if (note !== '') {
    const mono = whole.mono === true ? { ...styles.cellMono, color: colors.muted } : styles.cellMuted;
    for (const text of textLines(fonts, note, mono, width)) lines.push({ runs: [{ x: 0, text, style: mono }] });
  }
  return { cell, lines, x, width };
}

/** The page that a cell leads to, where its last line has room: a page number never makes a line of its own. */
function appendPage(flow: Flow, lines: Line[], to: string, style: TextStyle, width: number): void {
  const { fonts } = flow.canvas;
  const last = lines.at(-1);
  const run = last?.runs.at(-1);
  const page = flow.pageOf(to);
  if (last === undefined || run === undefined || page === '') return;
  const text = ` · ${flow.texts.page_} ${page}`;
  const x = run.x + fonts.width(run.text, run.style.face) * run.style.size;
  if (x + fonts.width(text, style.face) * style.size > width) return;
  lines[lines.length - 1] = { runs: [...last.runs, { x, text, style: { ...style, color: colors.muted } }] };
}

function cellStyle(cell: Exclude<Cell, string>): TextStyle {
  if (cell.mono === true) return styles.cellMono;
  if (cell.tone !== undefined) return { ...styles.cellStrong, color: toneColors(cell.tone).ink };
  if (cell.strong === true) return styles.cellStrong;
  if (cell.to !== undefined) return { ...styles.cell, color: colors.accent };
  return cell.muted === true ? styles.cellMuted : styles.cell;
}

function rowHeight(row: readonly LaidCell[]): number {
  return Math.max(1, ...row.map(({ lines }) => lines.length)) * leading + 2 * pad;
}

function drawRow(flow: Flow, row: readonly LaidCell[], repeatHead: () => void, head: number): void {
  const height = rowHeight(row);
  const fitsPage = height <= flow.pageHeight - head;
  if (fitsPage && flow.ensure(height)) repeatHead();
  const most = Math.max(1, ...row.map(({ lines }) => lines.length));
  for (let from = 0; from < most;) {
    let room = Math.floor((flow.bottom - flow.y - 2 * pad) / leading);
    if (room < 1) {
      flow.newPage();
      repeatHead();
      room = Math.max(1, Math.floor((flow.bottom - flow.y - 2 * pad) / leading));
    }
    const count = Math.min(room, most - from);
    for (const cell of row) drawCell(flow, cell, from, count);
    flow.y += count * leading + 2 * pad;
    from += count;
  }
  flow.canvas.line([flow.left, flow.y], [flow.left + flow.width, flow.y], { stroke: colors.hairline });
}

function drawCell(flow: Flow, { cell, lines, x, width }: LaidCell, from: number, count: number): void {
  const { canvas } = flow;
  const tone = typeof cell === 'string' ? undefined : cell.tone;
  const to = typeof cell === 'string' ? undefined : cell.to;
  if (tone !== undefined && from === 0) drawIcon(canvas, tone, x, flow.y + pad + 1.5);
  lines.slice(from, from + count).forEach(({ runs }, at) => {
    canvas.richText(x, flow.y + pad + at * leading, runs);
  });
  if (to !== undefined && from === 0) canvas.link(x, flow.y + pad, width, leading, to);
}

/** Labels at the left, values at the right. */
export function drawFacts(flow: Flow, rows: Facts['rows'], anchor?: string): void {
  const labelWidth = 0.24 * flow.width;
  const value = { x: flow.left + labelWidth, width: flow.width - labelWidth };
  for (const [at, [label, cell]] of rows.entries()) {
    const laid = layCell(flow, cell, value);
    const name = layCell(flow, { text: label, muted: true }, { x: flow.left, width: labelWidth - 8 });
    const height = Math.max(laid.lines.length, name.lines.length) * leading;
    // What an anchor names begins with some of what it says.
    const start = anchor === undefined ? 0 : 3 * leading;
    if (height <= flow.pageHeight - start) flow.ensure(height + (at === 0 ? start : 0));
    if (at === 0 && anchor !== undefined) flow.anchor(anchor);
    const most = Math.max(laid.lines.length, name.lines.length);
    for (let from = 0; from < most;) {
      if (flow.y + leading > flow.bottom) flow.newPage();
      const count = Math.min(most - from, Math.max(1, Math.floor((flow.bottom - flow.y) / leading)));
      flow.y -= pad;
      drawCell(flow, name, from, count);
      drawCell(flow, laid, from, count);
      flow.y += pad + count * leading;
      from += count;
    }
    flow.gap(2);
  }
  flow.gap(8);
}
