/** Where a cursor stands in YAML that is being written: text that does not parse yet is the usual case. */
export interface YamlPlace {
  /** The way to the map, list item or value at the cursor; every place of a list is 0. */
  readonly path: readonly (string | number)[];
  /** Behind `key:`: a value is meant, else a key or an item. */
  readonly afterKey: boolean;
  /** Inside `{ }` or `[ ]`: what is put in stays on the line. */
  readonly flow: boolean;
  /** Offset in the line where the word at the cursor begins. */
  readonly from: number;
  /** Keys that the map has already. */
  readonly siblings: readonly string[];
  /** Column of the map's keys. */
  readonly column: number;
}

interface Line {
  /** Columns of its `-` markers. */
  readonly markers: readonly number[];
  /** Column of what follows them. */
  readonly column: number;
  readonly key: string | undefined;
  /** What stands behind the key, trimmed. */
  readonly rest: string;
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#'"{}[\],&*!|>%@`-][^:#{}[\],]*?|-[^\s:][^:#]*?)\s*:(?=\s|$)/;
const blockScalar = /(^|\s)[|>][-+0-9]*\s*(#.*)?$/;

/**
 * Reads the place from indentation and, on the line itself, from braces. Undefined inside a script, a longer text or a
 * comment. `lines` is the whole text, `row` counts from 0, `column` in UTF-16 units.
 */
export function yamlPlace(lines: readonly string[], row: number, column: number): YamlPlace | undefined {
  const before = (lines[row] ?? '').slice(0, column);
  if (/(^|\s)#/.test(before) || isInBlockScalar(lines, row)) return undefined;
  const line = readLine(before) ?? { markers: [], column: before.length, key: undefined, rest: '' };
  const outer = outerPath(lines, row, line);
  const items = line.markers.map(() => 0);
  const base = [...outer, ...items];
  if (line.key === undefined && !/^[{[]/.test(before.slice(line.column))) {
    const siblings = siblingsOf(lines, row, line);
    return { path: base, afterKey: false, flow: false, from: line.column, siblings, column: line.column };
  }
  const path = line.key === undefined ? base : [...base, line.key];
  const start = before.length - before.slice(line.column).length + keyLength(before.slice(line.column));
  return flowPlace(before, start, path, line.column);
}

function keyLength(content: string): number {
  const found = keyPattern.exec(content);
  return found === null ? 0 : found[0].length;
}

/** Undefined for what is blank or a comment. */
function readLine(text: string): Line | undefined {
  const markers: number[] = [];
  let column = text.length - text.trimStart().length;
  for (let marker = /^-(\s+|$)/.exec(text.slice(column)); marker !== null;) {
    markers.push(column);
    column += marker[0].length;
    marker = /^-(\s+|$)/.exec(text.slice(column));
  }
  const content = text.slice(column);
  if ((content.trim() === '' && markers.length === 0) || content.startsWith('#')) return undefined;
  const found = keyPattern.exec(content);
  const key = found?.[1];
  return {
    markers,
    column,
    key: key === undefined ? undefined : unquoted(key),
    rest: found === null ? content.trim() : content.slice(found[0].length).trim(),
  };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

function isInBlockScalar(lines: readonly string[], row: number): boolean {
  const text = lines[row] ?? '';
  let indent = text.trim() === '' ? Number.POSITIVE_INFINITY : text.length - text.trimStart().length;
  for (let at = row - 1; at >= 0 && indent > 0; at -= 1) {
    const line = lines[at] ?? '';
    const own = line.length - line.trimStart().length;
    if (line.trim() === '' || own >= indent) continue;
    if (blockScalar.test(line)) return row - at > 0 && own < indent && !isOutdented(text, own);
    if (indent === Number.POSITIVE_INFINITY) return false;
    indent = own;
  }
  return false;
}

/** A blank line right behind a script belongs to it only as far as the cursor is indented. */
function isOutdented(text: string, indent: number): boolean {
  return text.trim() === '' && text.length <= indent;
}

/** The keys and items around a line, outermost first. */
function outerPath(lines: readonly string[], row: number, line: Line): readonly (string | number)[] {
  const parts: (string | number)[] = [];
  let want = line.markers[0] ?? line.column;
  let isItem = line.markers.length > 0;
  for (let at = row - 1; at >= 0 && (want > 0 || isItem); at -= 1) {
    const above = readLine(lines[at] ?? '');
    if (above === undefined) continue;
    const first = above.markers[0] ?? above.column;
    // `key:` and the `-` of its list may stand in one column.
    const holdsItem = isItem && above.column === want && above.markers.length === 0 && above.key !== undefined;
    if (first >= want && !holdsItem) continue;
    if (above.key !== undefined && (above.column < want || holdsItem)) parts.push(above.key);
    else if (above.key === undefined && above.column < want && above.markers.length === 0) continue;
    parts.push(...above.markers.filter((marker) => marker < want).map(() => 0));
    want = first;
    isItem = above.markers.length > 0;
  }
  return parts.reverse();
}

/** Keys of the same map, above and below the line. */
function siblingsOf(lines: readonly string[], row: number, line: Line): readonly string[] {
  const found: string[] = [];
  const own = line.column;
  if (line.markers.length === 0) {
    for (let at = row - 1; at >= 0; at -= 1) {
      const above = readLine(lines[at] ?? '');
      if (above === undefined) continue;
      if (above.column === own && above.key !== undefined) found.push(above.key);
      if ((above.markers[0] ?? above.column) < own) break;
    }
  }
  for (let at = row + 1; at < lines.length; at += 1) {
    const below = readLine(lines[at] ?? '');
    if (below === undefined) continue;
    if ((below.markers[0] ?? below.column) < own || (below.markers.length > 0 && below.column <= own)) break;
    if (below.column === own && below.key !== undefined) found.push(below.key);
  }
  return found;
}

interface Frame {
  readonly kind: 'map' | 'list';
  readonly keys: string[];
  /** Key whose value is being written. */
  key: string | undefined;
}

/** Follows the braces of the line from `start` to its end. */
function flowPlace(text: string, start: number, path: readonly (string | number)[], column: number): YamlPlace {
  const frames: Frame[] = [];
  let quote: string | undefined;
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const top = frames.at(-1);
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if ((char === '"' || char === "'") && text.slice(from, at).trim() === '') quote = char;
    else if (char === '{' || char === '[') {
      frames.push({ kind: char === '{' ? 'map' : 'list', keys: [], key: undefined });
      from = at + 1;
    } else if (top !== undefined && (char === '}' || char === ']')) {
      frames.pop();
      from = at + 1;
    } else if (top !== undefined && char === ',') {
      top.key = undefined;
      from = at + 1;
    } else if (top?.kind === 'map' && char === ':' && /\s|^$/.test(text[at + 1] ?? '')) {
      top.key = unquoted(text.slice(from, at).trim());
      top.keys.push(top.key);
      from = at + 1;
    }
  }
  const inner = frames.flatMap(({ kind, key }): readonly (string | number)[] =>
    kind === 'list' ? [0] : key === undefined ? [] : [key],
  );
  const top = frames.at(-1);
  const word = text.slice(from);
  return {
    path: [...path, ...inner],
    afterKey: top === undefined || top.kind === 'list' || top.key !== undefined,
    flow: frames.length > 0,
    from: from + word.length - word.trimStart().length,
    siblings: top?.kind === 'map' && top.key === undefined ? top.keys : [],
    column,
  };
}
