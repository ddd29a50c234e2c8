import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRawStream } from '@cantoo/pdf-lib';

export interface ReadObject {
  readonly object: PDFObject;
  /** Bytes that were parsed, a stream's content not counted. */
  readonly parsed: number;
}

/** Dictionaries and arrays inside one another; ours have some five. */
const deepest = 100;

/**
 * Reads the object that begins at `start` and ends before `end`. At most `limit` bytes of it are parsed, which keeps
 * memory in bounds: the parser takes some 50 times what it reads. A stream's content is not parsed, and is a view of
 * the bytes. Throws Error where the object is damaged.
 */
export function readObject(bytes: Buffer, start: number, end: number, limit: number, context: PDFContext): ReadObject {
  const textEnd = endOfValue(bytes, start, Math.min(end, start + limit));
  const text = bytes.subarray(start, textEnd);
  const object = PDFObjectParser.forBytes(text, context).parseObject();
  const keyword = /^\s*stream\r?\n/.exec(bytes.toString('latin1', textEnd, Math.min(end, textEnd + 32)));
  if (!(object instanceof PDFDict) || keyword === null) return { object, parsed: text.length };
  const length = object.get(PDFName.of('Length'));
  if (!(length instanceof PDFNumber)) throw new Error('a stream does not give its length');
  const from = textEnd + keyword[0].length;
  const to = from + length.asNumber();
  if (!(to >= from && to <= end) || !/^\s*endstream/.test(bytes.toString('latin1', to, Math.min(end, to + 16)))) {
    throw new Error('a stream does not end where it should');
  }
  return { object: PDFRawStream.of(object, bytes.subarray(from, to)), parsed: text.length };
}

const code = (character: string): number => character.charCodeAt(0);
const [open, close, escape, less, greater] = [code('('), code(')'), code('\\'), code('<'), code('>')];
const [openArray, closeArray, comment, lineFeed, carriageReturn] = [code('['), code(']'), code('%'), 10, 13];

/** Where the value that begins at `start` ends, found without parsing it. */
function endOfValue(bytes: Buffer, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end;) {
    const byte = bytes[at];
    const double = bytes[at + 1] === byte;
    if (byte === comment) at = endOfComment(bytes, at, end);
    else if (byte === open) at = endOfString(bytes, at, end);
    else if (byte === less && !double) at = endOfHex(bytes, at, end);
    else if (byte === openArray || byte === less) {
      depth += 1;
      at += byte === less ? 2 : 1;
    } else if (byte === closeArray || (byte === greater && double)) {
      depth -= 1;
      at += byte === greater ? 2 : 1;
      if (depth <= 0) return at;
    } else {
      at += 1;
      continue;
    }
    if (depth > deepest) throw new Error('an object is nested too deeply');
  }
  if (depth > 0) throw new Error('an object has no end, or is too large');
  return end;
}

function endOfHex(bytes: Buffer, start: number, end: number): number {
  const length = bytes.subarray(start, end).indexOf(greater);
  return length < 0 ? end : start + length + 1;
}

function endOfComment(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at += 1;
  return at;
}

/** Brackets in a string are balanced, or follow a backslash. */
function endOfString(bytes: Buffer, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === escape) at += 1;
    else if (bytes[at] === open) depth += 1;
    else if (bytes[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return end;
}
