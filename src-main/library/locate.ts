import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { DocumentPath, Finding } from '../../src-shared/runbook/finding.ts';

/** 1-based; a column counts code points, a byte order mark counts nothing. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of a UTF-16 offset of one text. Lines end at LF, CRLF or CR, as YAML says. */
export type Places = (offset: number) => Place;

/** Indexes the lines once: a broken runbook can have a thousand problems. */
export function placesOf(text: string): Places {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = text.slice(starts[low], offset);
    // A pair of surrogates is one code point: the second of it does not count.
    const pairs = before.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0;
    return { line: low + 1, column: before.length - pairs + 1 };
  };
}

/** Where a path leads: its key, its value, or the first line of its object. The nearest parent where it leads nowhere. */
export function locate(document: Document.Parsed, places: Places, path: DocumentPath, at: Finding['at']): Place {
  let node: Node | null | undefined = document.contents;
  let key: unknown;
  for (const part of path) {
    const step = inside(document, node, part);
    if (step === undefined) break;
    ({ key, node } = step);
  }
  const keyNode = isNode(key) ? key : undefined;
  const found = at === 'key' ? (keyNode ?? node) : (node ?? keyNode);
  return places(found?.range?.[0] ?? document.contents?.range[0] ?? 0);
}

function inside(
  document: Document.Parsed,
  node: Node | null | undefined,
  part: string | number,
): { readonly key: unknown; readonly node: Node | null } | undefined {
  const real = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(real)) {
    const item = real.items[Number(part)];
    return isNode(item) ? { key: undefined, node: item } : undefined;
  }
  if (!isMap(real)) return undefined;
  // The later of two equal keys is the one that is judged.
  const pair: Pair | undefined = real.items.findLast((item) => isPair(item) && keyText(item.key) === String(part));
  return pair === undefined ? undefined : { key: pair.key, node: isNode(pair.value) ? pair.value : null };
}

/** A key as text; undefined where it is none. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  return typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number'
    ? String(value)
    : undefined;
}
