import { createInflate } from 'node:zlib';
import type { PDFRawStream } from '@cantoo/pdf-lib';
import { PDFName } from '@cantoo/pdf-lib';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { entry } from './pdf-file.ts';
import type { PdfFile } from './pdf-file.ts';

/** Bytes that may still be inflated in one verification: small files can hold endless zeros. */
export interface InflateBudget {
  left: number;
}

/** The decoded bytes of a stream, as they come. Throws Error for damage, other filters and a budget that is spent. */
export async function* decodedChunks(
  pdf: PdfFile,
  stream: PDFRawStream,
  budget: InflateBudget,
): AsyncGenerator<Uint8Array, void, undefined> {
  const filter = entry(stream.dict, 'Filter');
  const filters = pdf.resolve(filter) instanceof PDFName ? [pdf.resolve(filter)] : pdf.list(filter);
  if (entry(stream.dict, 'DecodeParms') !== undefined || filters.length > 1)
    throw new Error('it is packed in another way than ours');
  const [only] = filters;
  // Not packed: the bytes stand in the file as they are.
  if (only === undefined) {
    yield stream.contents;
    return;
  }
  if (only !== PDFName.of('FlateDecode')) throw new Error('it is packed in another way than ours');
  for await (const chunk of inflated(stream.contents)) {
    budget.left -= chunk.length;
    if (budget.left < 0) throw new Error('the file unpacks to more than can be looked at');
    yield chunk;
  }
}

/** Ends with the checksum of the format (Adler-32), which finds a change that still unpacks. */
async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  const inflate = createInflate();
  inflate.end(packed);
  try {
    yield* inflate as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new Error(`its compressed data is damaged (${messageOf(cause)})`, { cause });
  } finally {
    inflate.destroy();
  }
}
