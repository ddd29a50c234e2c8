import { createHash } from 'node:crypto';
import type { Installation } from '../engine/ports.ts';
import { makeCms } from './make-cms.ts';

/** Bytes that are kept free for the signature: a certificate chain fits. */
const roomBytes = 16 * 1024;
/** A place for each number of the byte range: files of up to 10 GB. */
const widest = 9_999_999_999;

export interface PdfSignature {
  readonly reason: string;
  /** Whose installation signs, as readers show it. */
  readonly name: string;
  readonly location: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What this module uses of a pdfkit document; most of it is not typed there. */
export interface SignedDocument {
  readonly page: { readonly annotations: unknown[]; readonly dictionary: unknown };
  readonly _root: { readonly data: Record<string, unknown> };
  _acroform?: unknown;
  ref(data: Record<string, unknown>): PdfReference;
  once(event: 'pageAdded', listener: () => void): unknown;
}

interface PdfReference {
  readonly data: Record<string, unknown>;
  end(): unknown;
}

/**
 * The signature field of a document that is being written. The signature covers the whole file but itself, and is made
 * from the hash of what has gone by: the file is never held as a whole, nor read again.
 */
export class SignatureField {
  readonly #hash = createHash('sha256');
  readonly #value: PdfReference;
  readonly #installation: Pick<Installation, 'p12'>;
  readonly #at: Date;
  #length = 0;

  /** Before the first page, which carries the field. */
  constructor(document: SignedDocument, installation: Pick<Installation, 'p12'>, signature: PdfSignature) {
    this.#installation = installation;
    this.#at = new Date(signature.at);
    this.#value = document.ref(emptySignature(signature, this.#at));
    addField(document, this.#value);
  }

  /** Takes note of bytes of the file, in their order; all of them but those of `sealed`. */
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#length += bytes.length;
  }

  /** Has pdfkit write the signature after all else but the cross-reference table: they are what `sealed` is given. */
  write(): void {
    this.#value.end();
  }

  /** The end of the file, from the signature on, with byte range and signature filled in. */
  sealed(end: Buffer): Buffer {
    // These two come first in the signature's dictionary: no text of ours stands before them.
    const rangeAt = end.indexOf('/ByteRange [');
    const rangeEnd = end.indexOf(']', rangeAt) + 1;
    const from = end.indexOf('<', rangeEnd);
    const to = end.indexOf('>', from) + 1;
    const range = `/ByteRange [0 ${this.#length + from} ${this.#length + to} ${end.length - to}]`;
    const filled = Buffer.from(end);
    filled.write(range.padEnd(rangeEnd - rangeAt), rangeAt, 'latin1');
    const digest = this.#hash.update(filled.subarray(0, from)).update(filled.subarray(to)).digest();
    const cms = makeCms(digest, this.#installation, this.#at).toString('hex');
    if (cms.length > to - from - 2) throw new Error(`The signature takes ${cms.length / 2} bytes: there is no room`);
    filled.write(cms, from + 1, 'latin1');
    return filled;
  }
}

function emptySignature({ reason, name, location }: PdfSignature, at: Date): Record<string, unknown> {
  return {
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'adbe.pkcs7.detached',
    ByteRange: [0, widest, widest, widest],
    Contents: Buffer.alloc(roomBytes),
    Reason: pdfText(reason),
    M: at,
    ContactInfo: pdfText(''),
    Name: pdfText(name),
    Location: pdfText(location),
    Prop_Build: { Filter: { Name: 'Adobe.PPKLite' }, App: { Name: 'Drillbook' } },
  };
}

/** A field without a face, on the first page: readers show it in their list of signatures. */
function addField(document: SignedDocument, value: PdfReference): void {
  const field = document.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    V: value,
    T: pdfText('Signature1'),
    F: 4,
  });
  document.once('pageAdded', () => {
    field.data['P'] = document.page.dictionary;
    document.page.annotations.push(field);
    field.end();
  });
  // pdfkit ends the form itself, and looks for fonts of fields that are to be filled in: there is none.
  document._acroform = { fonts: {}, defaultFont: 'none' };
  document._root.data['AcroForm'] = document.ref({ SigFlags: 3, Fields: [field], DR: { Font: {} } });
}

/** pdfkit takes a plain string for a PDF name, and only an object of `String` for a text. */
function pdfText(text: string): unknown {
  return Object(text);
}
