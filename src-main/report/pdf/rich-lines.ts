import { markdownParts } from '../../../src-shared/report/markdown.ts';
import type { MarkdownSpan } from '../../../src-shared/report/markdown.ts';
import type { FontBook } from './fonts.ts';
import { breakWord, textLines } from './text-lines.ts';
import type { TextStyle } from './theme.ts';

/** A stretch of a line in one style; `x` in points from the line's left edge. */
export interface RichRun {
  readonly x: number;
  readonly text: string;
  readonly style: TextStyle;
}

/** A line of text in several styles, all of the leading of the style that it was made with. */
export interface RichLine {
  readonly runs: readonly RichRun[];
  /** Points of blank room above it. */
  readonly gap: number;
}

interface Piece {
  readonly text: string;
  readonly style: TextStyle;
  readonly width: number;
}

/** Pieces without a blank between them: a word in brackets, half of it in italics, is still one word. */
type Word = Piece[];

const itemIndent = 14;
/** Without any of these a text is one paragraph of one style. */
const markPattern = /[*`\n]|^ *(?:[-+•]|\d{1,3}[.)]) /;

/** Lines of an author's Markdown broken to a width in points: emphasis, code, numbered lists and bullets. */
export function richLines(fonts: FontBook, markdown: string, style: TextStyle, width: number): readonly RichLine[] {
  // Most texts of most forms are plain.
  if (!markPattern.test(markdown))
    return textLines(fonts, markdown, style, width).map((text) => ({ runs: [{ x: 0, text, style }], gap: 0 }));
  const lines: RichLine[] = [];
  for (const { marker, depth, apart, spans } of markdownParts(markdown)) {
    const indent = Math.min(depth, 4) * itemIndent + (marker === undefined ? 0 : itemIndent);
    const room = Math.max(width - indent, width / 3);
    const broken = breakSpans(fonts, spans, style, room);
    broken.forEach((runs, at) => {
      const placed = runs.map((run) => ({ ...run, x: run.x + indent }));
      const mark =
        at === 0 && marker !== undefined
          ? [{ x: indent - itemIndent, text: fonts.safe(marker, style.face), style }]
          : [];
      const gap = at > 0 || lines.length === 0 ? 0 : apart ? style.leading / 2 : marker === undefined ? 0 : 1.5;
      lines.push({ runs: [...mark, ...placed], gap });
    });
  }
  return lines;
}

function breakSpans(
  fonts: FontBook,
  spans: readonly MarkdownSpan[],
  style: TextStyle,
  width: number,
): readonly (readonly RichRun[])[] {
  const lines: RichRun[][] = [];
  for (const words of wordLines(fonts, spans, style)) {
    let line: RichRun[] = [];
    let used = 0;
    const space = fonts.width(' ', style.face) * style.size;
    for (const word of words.flatMap((one) => fitting(fonts, one, width))) {
      const size = word.reduce((sum, piece) => sum + piece.width, 0);
      const before = line.length === 0 ? 0 : space;
      if (line.length > 0 && used + before + size > width) {
        lines.push(line);
        line = [];
        used = 0;
      }
      let x = line.length === 0 ? 0 : used + space;
      for (const piece of word) {
        append(line, piece, x, line.length > 0 && piece === word[0]);
        x += piece.width;
      }
      used = x;
    }
    lines.push(line);
  }
  return lines;
}

/** Joins a piece to the run before it where the style is the same, so that a line is a few operators, not one a word. */
function append(line: RichRun[], { text, style }: Piece, x: number, blank: boolean): void {
  const last = line.at(-1);
  if (last === undefined || last.style !== style || style.face === 'mono') line.push({ x, text, style });
  else line[line.length - 1] = { ...last, text: `${last.text}${blank ? ' ' : ''}${text}` };
}

/** A word that is wider than the line is broken where it must be. */
function fitting(fonts: FontBook, word: Word, width: number): readonly Word[] {
  if (word.reduce((sum, piece) => sum + piece.width, 0) <= width) return [word];
  return word.flatMap(({ text, style }) =>
    breakWord(fonts, text, style, width / style.size).map((part) => [pieceOf(fonts, part, style)]),
  );
}

/** The words of each line that the author ended. */
function wordLines(fonts: FontBook, spans: readonly MarkdownSpan[], style: TextStyle): readonly (readonly Word[])[] {
  const lines: Word[][] = [[]];
  let word: Word = [];
  const endWord = (): void => {
    if (word.length > 0) lines.at(-1)?.push(word);
    word = [];
  };
  for (const span of spans) {
    const own = spanStyle(span.face, style);
    for (const token of fonts.safe(span.text, own.face).split(/([ \n])/)) {
      if (token === ' ' || token === '\n') endWord();
      if (token === '\n') lines.push([]);
      if (token.trim() !== '') word.push(pieceOf(fonts, token, own));
    }
  }
  endWord();
  return lines;
}

function pieceOf(fonts: FontBook, text: string, style: TextStyle): Piece {
  return { text, style, width: fonts.width(text, style.face) * style.size };
}

const made = new Map<TextStyle, Partial<Record<MarkdownSpan['face'], TextStyle>>>();

/** The style of a face within a text; the same object each time, so that runs can be joined. */
function spanStyle(face: MarkdownSpan['face'], style: TextStyle): TextStyle {
  if (face === 'plain') return style;
  const known = made.get(style) ?? {};
  made.set(style, known);
  const bold = style.face === 'sansBold';
  const styleOf = {
    strong: { ...style, face: 'sansBold' },
    emphasis: { ...style, face: bold ? 'sansBold' : 'sansItalic' },
    code: { ...style, face: 'mono', size: style.size * 0.92 },
  } as const;
  return (known[face] ??= styleOf[face]);
}
