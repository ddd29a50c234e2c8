import type { FontBook } from './fonts.ts';
import type { Face, TextStyle } from './theme.ts';

/** Lines of a text broken at blanks to a width in points; a word that is too long is broken where it must be. */
export function textLines(fonts: FontBook, text: string, style: TextStyle, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of fonts.safe(text, style.face).trimEnd().split('\n')) {
    breakParagraph(fonts, paragraph, style, width / style.size, lines);
  }
  return lines;
}

/** `limit` is in em. */
function breakParagraph(fonts: FontBook, paragraph: string, style: TextStyle, limit: number, lines: string[]): void {
  const { face } = style;
  if (fonts.width(paragraph, face) <= limit) {
    lines.push(paragraph);
    return;
  }
  const space = fonts.width(' ', face);
  let line = '';
  let used = 0;
  for (const word of paragraph.split(' ')) {
    const size = fonts.width(word, face);
    if (line !== '' && used + space + size <= limit) {
      line += ` ${word}`;
      used += space + size;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    used = size;
    if (size > limit) {
      const pieces = breakWord(fonts, word, style, limit);
      line = pieces.pop() ?? '';
      lines.push(...pieces);
      used = fonts.width(line, face);
    }
  }
  lines.push(line);
}

/** Pieces of a word, each at most `limit` em wide. */
export function breakWord(fonts: FontBook, word: string, { face }: TextStyle, limit: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const char of word) {
    const size = fonts.width(char, face);
    if (piece !== '' && used + size > limit) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += char;
    used += size;
  }
  pieces.push(piece);
  return pieces;
}

/** A line of output or of a script: blanks stay as they are, what is too long goes on below, set in by two blanks. */
export function codeLines(fonts: FontBook, text: string, style: TextStyle, width: number): readonly string[] {
  const safe = fonts.safe(text.trimEnd(), style.face).replaceAll('\n', ' ');
  const limit = width / style.size;
  if (fonts.width(safe, style.face) <= limit) return [safe];
  const indent = '  ';
  const rest = limit - fonts.width(indent, style.face);
  return breakCode(fonts, safe, style, rest).map((piece, at) => (at === 0 ? piece : indent + piece));
}

/** Breaks after a blank where one stands in the last third of the line, so that words of a command stay whole. */
function breakCode(fonts: FontBook, text: string, { face }: TextStyle, limit: number): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const most = charsThatFit(fonts, text, from, face, limit);
    const blank = text.lastIndexOf(' ', from + most - 1);
    const keeps = from + most < text.length && blank - from > (most * 2) / 3;
    const to = keeps ? blank + 1 : from + most;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

/** How many UTF-16 units from `from` on fit into `limit` em; at least one character. */
function charsThatFit(fonts: FontBook, text: string, from: number, face: Face, limit: number): number {
  let used = 0;
  let at = from;
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    used += fonts.width(char, face);
    if (used > limit && at > from) break;
    at += char.length;
  }
  return at - from;
}

/** The text cut to one line, with an ellipsis where something was left out. */
export function oneLine(fonts: FontBook, text: string, style: TextStyle, width: number): string {
  const safe = fonts.safe(text, style.face).replaceAll('\n', ' ');
  const limit = width / style.size;
  if (fonts.width(safe, style.face) <= limit) return safe;
  const [piece = ''] = breakWord(fonts, safe, style, Math.max(1, limit - fonts.width('…', style.face)));
  return `${piece.trimEnd()}…`;
}
