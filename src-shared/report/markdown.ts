/** The Markdown that authors of runbooks use: emphasis, code, numbered lists and bullets. All else stays as it is. */

export interface MarkdownSpan {
  readonly text: string;
  readonly face: 'plain' | 'strong' | 'emphasis' | 'code';
}

/** A paragraph, or an item of a list where `marker` is there. Line feeds inside its spans break the line. */
export interface MarkdownPart {
  /** `•`, or the number as it was written with its dot. */
  readonly marker?: string;
  /** 0 for paragraphs and outer items. */
  readonly depth: number;
  /** A blank line stands before it. */
  readonly apart: boolean;
  readonly spans: readonly MarkdownSpan[];
}

interface OpenPart {
  readonly marker?: string;
  readonly depth: number;
  readonly apart: boolean;
  text: string;
}

/**
 * Code first, so that stars inside it stay; a star opens before a character and closes after one, never inside a word:
 * `a*b*c` and `*.conf` are not emphasis. The lengths are bounded, so that no text takes long.
 */
const spanPattern =
  /`([^`\n]{1,300})`|(?<![\p{L}\p{N}*])\*\*(?=[^\s*])([^]{0,299}?[^\s*])\*\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]{0,299}?[^\s*])\*(?![\p{L}\p{N}*])/gu;
const itemPattern = /^( {0,12})(?:([-*+•])|(\d{1,3})[.)]) +(?=\S)/;
const sentenceEnd = /[.:;!?…]$/;

/** Shorter lines were broken on purpose. */
const filledLine = 60;

/** The parts of a text in reading order. Pure, and never fails: what is no Markdown is a paragraph. */
export function markdownParts(text: string): readonly MarkdownPart[] {
  const open: OpenPart[] = [];
  let apart = false;
  for (const raw of text.replaceAll('\r\n', '\n').trimEnd().split('\n')) {
    const line = raw.trimEnd();
    if (line === '') {
      apart = true;
      continue;
    }
    const item = itemPattern.exec(line);
    const last = open.at(-1);
    if (item !== null) {
      const [whole, indent = '', , number] = item;
      const marker = number === undefined ? '•' : `${number}.`;
      open.push({ marker, depth: Math.floor(indent.length / 2), apart, text: line.slice(whole.length) });
    } else if (last === undefined || apart) {
      open.push({ depth: 0, apart, text: line.trimStart() });
    } else {
      last.text += `${joint(last)}${line.trimStart()}`;
    }
    apart = false;
  }
  return open.map(({ text: inside, ...part }) => ({ ...part, spans: markdownSpans(inside) }));
}

/** Markdown joins lines; a short line or a whole sentence of a paragraph was meant to end where it does. */
function joint({ marker, text }: OpenPart): ' ' | '\n' {
  if (marker !== undefined) return ' ';
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return line.length >= filledLine && !sentenceEnd.test(line) ? ' ' : '\n';
}

function markdownSpans(text: string): readonly MarkdownSpan[] {
  const spans: MarkdownSpan[] = [];
  let last = 0;
  for (const found of text.matchAll(spanPattern)) {
    const [whole, code, strong, emphasis] = found;
    if (found.index > last) spans.push({ text: text.slice(last, found.index), face: 'plain' });
    if (code !== undefined) spans.push({ text: code, face: 'code' });
    else if (strong !== undefined) spans.push({ text: strong, face: 'strong' });
    else spans.push({ text: emphasis ?? '', face: 'emphasis' });
    last = found.index + whole.length;
  }
  if (last < text.length) spans.push({ text: text.slice(last), face: 'plain' });
  return spans;
}
