import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFDict, PDFName, PDFNumber } from '@cantoo/pdf-lib';

export interface CrossReferences {
  /** Where the newest version of each object begins, by its number. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Where the tables themselves begin. */
  readonly sections: readonly number[];
  readonly root: PDFObject | undefined;
}

/** A report has some thousands of objects and two tables; what has more is no report. */
const mostObjects = 2_000_000;
const mostSections = 64;
/** Bytes of one entry: ten digits, five digits, a letter and a line end of two characters (ISO 32000-1, 7.5.4). */
const entryLength = 20;

/**
 * Follows the classic cross-reference tables from the end of the file to its beginning. `parseAt` reads the object
 * (a trailer's dictionary) at an offset. Throws Error where the file does not hold together.
 */
export function readCrossReferences(bytes: Buffer, parseAt: (offset: number) => PDFObject): CrossReferences {
  const offsets = new Map<number, number>();
  const sections: number[] = [];
  let root: PDFObject | undefined;
  let next: number | undefined = lastSection(bytes);
  while (next !== undefined) {
    if (sections.includes(next) || sections.length === mostSections)
      throw new Error('its cross-reference tables form a circle');
    sections.push(next);
    const trailerAt = readTable(bytes, next, offsets);
    const trailer = parseAt(trailerAt);
    if (!(trailer instanceof PDFDict)) throw new Error('it has a trailer that is no dictionary');
    root ??= trailer.get(PDFName.of('Root'));
    next = whole(trailer.get(PDFName.of('Prev')));
  }
  // What a newer table frees is marked, so that an older one does not bring it back.
  return { offsets: new Map([...offsets].filter(([, offset]) => offset > 0)), sections, root };
}

function lastSection(bytes: Buffer): number {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 64));
  const found = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(tail);
  if (found === null) throw new Error('it does not end like a PDF (startxref, %%EOF): it was cut off or added to');
  return Number(found[1]);
}

/** Adds the entries that no newer table has; gives the offset of the trailer's dictionary. */
function readTable(bytes: Buffer, start: number, offsets: Map<number, number>): number {
  const damaged = new Error(`its cross-reference table at byte ${start} is damaged`);
  // The signer counts from the line end before the table; PDF readers allow for it.
  const keyword = /^\s?xref\s+/.exec(bytes.toString('latin1', start, start + 16));
  if (keyword === null) throw damaged;
  let at = start + keyword[0].length;
  for (;;) {
    const text = bytes.toString('latin1', at, at + 40);
    const trailer = /^trailer\s*/.exec(text);
    if (trailer !== null) return at + trailer[0].length;
    const group = /^(\d{1,10}) (\d{1,10})\s*?\r?\n/.exec(text);
    const first = Number(group?.[1]);
    const count = Number(group?.[2]);
    if (group === null || offsets.size + count > mostObjects || first > mostObjects) throw damaged;
    at += group[0].length;
    for (let n = 0; n < count; n += 1, at += entryLength) {
      const entry = /^(\d{10}) \d{5} ([nf])[ \r][ \r\n]?/.exec(bytes.toString('latin1', at, at + entryLength));
      if (entry === null) throw damaged;
      if (!offsets.has(first + n)) offsets.set(first + n, entry[2] === 'n' ? Number(entry[1]) : 0);
    }
  }
}

function whole(object: PDFObject | undefined): number | undefined {
  if (object === undefined) return undefined;
  const value = object instanceof PDFNumber ? object.asNumber() : -1;
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('it has a trailer that leads nowhere');
  return value;
}
