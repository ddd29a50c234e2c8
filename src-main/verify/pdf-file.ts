import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFContext, PDFDict, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { readCrossReferences } from './pdf-cross-references.ts';
import type { CrossReferences } from './pdf-cross-references.ts';
import { readObject } from './pdf-object.ts';

/** Indirections that lead from one object to the next; real ones take one. */
const longestWay = 16;
/** Bytes without the contents of streams: a list of 10,000 attachments takes 1 MiB, a page 500 bytes. */
const largestObject = 4 * 1024 * 1024;
const largestTogether = 16 * 1024 * 1024;

/**
 * The objects of a PDF, each read when it is asked for, at the place that the cross-reference table gives: what a PDF
 * reader shows is what is looked at here. Object streams, which our reports do not have, are not followed, so that
 * nothing is inflated before its size has a limit. Methods throw Error where the file is damaged.
 */
export class PdfFile {
  readonly bytes: Buffer;
  readonly #references: CrossReferences;
  readonly #starts: readonly number[];
  readonly #context = PDFContext.create();
  readonly #read = new Map<number, PDFObject>();
  #left = largestTogether;

  /** Throws Error when the cross-reference table cannot be read. */
  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#references = readCrossReferences(bytes, (from) => this.#parse(from, bytes.length));
    this.#starts = [...this.#references.offsets.values(), ...this.#references.sections].sort((a, b) => a - b);
  }

  get root(): PDFDict {
    return this.dict(this.#references.root, 'catalog');
  }

  /** The object itself where a reference leads to it; `undefined` for what is not there. */
  resolve(object: PDFObject | undefined): PDFObject | undefined {
    let found = object;
    for (let steps = 0; found instanceof PDFRef; steps += 1) {
      if (steps === longestWay) throw new Error(`object ${found.objectNumber} only leads in circles`);
      found = this.#object(found);
    }
    return found;
  }

  dict(object: PDFObject | undefined, what: string): PDFDict {
    const found = this.resolve(object);
    if (found instanceof PDFDict) return found;
    throw new Error(`its ${what} is no dictionary`);
  }

  /** The entries of an array, none where there is no array. */
  list(object: PDFObject | undefined): readonly PDFObject[] {
    const found = this.resolve(object);
    return found instanceof PDFArray ? found.asArray() : [];
  }

  stream(object: PDFObject | undefined, what: string): PDFRawStream {
    const found = this.resolve(object);
    if (found instanceof PDFRawStream) return found;
    throw new Error(`its ${what} is no stream`);
  }

  #object({ objectNumber }: PDFRef): PDFObject | undefined {
    const known = this.#read.get(objectNumber);
    if (known !== undefined) return known;
    const start = this.#references.offsets.get(objectNumber);
    if (start === undefined) return undefined;
    const header = /^(\d{1,10})\s+\d{1,5}\s+obj/.exec(this.bytes.toString('latin1', start, start + 32));
    if (Number(header?.[1]) !== objectNumber || header === null) {
      throw new Error(`object ${objectNumber} is not where the cross-reference table says`);
    }
    // An object ends where the next one begins: a damaged one must not be looked for in the whole file.
    const next = this.#starts[firstAbove(this.#starts, start)] ?? this.bytes.length;
    const object = this.#parse(start + header[0].length, next);
    this.#read.set(objectNumber, object);
    return object;
  }

  #parse(start: number, end: number): PDFObject {
    const limit = Math.min(largestObject, this.#left);
    try {
      const { object, parsed } = readObject(this.bytes, start, end, limit, this.#context);
      this.#left -= parsed;
      return object;
    } catch (cause) {
      this.#left -= Math.min(limit, end - start);
      // The parser speaks of bytes and keywords, which tell a reader of reports nothing.
      throw new Error(`the object at byte ${start} is damaged`, { cause });
    }
  }
}

/** A dictionary's entry by its name, as it stands: a reference is not followed. */
export function entry(dict: PDFDict, name: string): PDFObject | undefined {
  return dict.get(PDFName.of(name));
}

/** The first index whose number is above `value`, in ascending numbers. */
function firstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
