import type { FontBook } from './fonts.ts';
import type { TextStyle } from './theme.ts';

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
  return breakWord(fonts, safe, style, rest).map((piece, at) => (at === 0 ? piece : indent + piece));
}

/** The text cut to one line, with an ellipsis where something was left out. */
export function oneLine(fonts: FontBook, text: string, style: TextStyle, width: number): string {
  const safe = fonts.safe(text, style.face).replaceAll('\n', ' ');
  const limit = width / style.size;
  if (fonts.width(safe, style.face) <= limit) return safe;
  const [piece = ''] = breakWord(fonts, safe, style, Math.max(1, limit - fonts.width('…', style.face)));
  return `${piece.trimEnd()}…`;
}
