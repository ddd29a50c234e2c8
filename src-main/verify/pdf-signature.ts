import { createHash } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import { PDFDict, PDFHexString, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { readCms, signatureHolds } from './cms-signature.ts';
import { entry } from './pdf-file.ts';
import type { PdfFile } from './pdf-file.ts';

/** The certificate whose key signed the whole file, or why nothing of the kind can be said. */
export type PdfSignature = { readonly certificate: X509Certificate } | { readonly fault: string };

/**
 * Checks the last signature of a PDF: it covers every byte but its own hexadecimal string, to the end of the file, and
 * was made over just these bytes by the key of the certificate that it brings. Never throws.
 */
export function checkPdfSignature(pdf: PdfFile): PdfSignature {
  try {
    const dict = lastSignature(pdf);
    const gap = gapOf(pdf, dict);
    const cms = readCms(hexBytes(pdf, dict, gap));
    const digest = createHash('sha256')
      .update(pdf.bytes.subarray(0, gap.start))
      .update(pdf.bytes.subarray(gap.end))
      .digest();
    if (!digest.equals(cms.digest)) return { fault: 'the file was changed after it was signed' };
    if (!signatureHolds(cms)) return { fault: 'it was not made by the key of its certificate' };
    return { certificate: cms.certificate };
  } catch (cause) {
    return { fault: messageOf(cause) };
  }
}

/** Of several signatures the one that reaches furthest: only that one can cover the file as it is. */
function lastSignature(pdf: PdfFile): PDFDict {
  const form = pdf.resolve(entry(pdf.root, 'AcroForm'));
  const fields = form instanceof PDFDict ? pdf.list(entry(form, 'Fields')) : [];
  const signatures = fields
    .map((field) => pdf.dict(field, 'form field'))
    .filter((field) => pdf.resolve(entry(field, 'FT')) === PDFName.of('Sig') && entry(field, 'V') !== undefined)
    .map((field) => pdf.dict(entry(field, 'V'), 'signature'))
    .sort((a, b) => (rangeOf(pdf, a)[2] ?? 0) - (rangeOf(pdf, b)[2] ?? 0));
  const last = signatures.at(-1);
  if (last === undefined) throw new Error('there is none');
  if (pdf.resolve(entry(last, 'SubFilter')) !== PDFName.of('adbe.pkcs7.detached')) {
    throw new Error('it is of another kind than ours');
  }
  return last;
}

function rangeOf(pdf: PdfFile, dict: PDFDict): readonly number[] {
  return pdf.list(entry(dict, 'ByteRange')).map((one) => (one instanceof PDFNumber ? one.asNumber() : NaN));
}

interface Gap {
  readonly start: number;
  readonly end: number;
}

/** What the byte range leaves out: from the first byte to the last, nothing else may be left out. */
function gapOf(pdf: PdfFile, dict: PDFDict): Gap {
  const [first, firstLength, second, secondLength, ...more] = rangeOf(pdf, dict);
  if (
    first !== 0 ||
    firstLength === undefined ||
    second === undefined ||
    secondLength === undefined ||
    more.length > 0 ||
    ![firstLength, second, secondLength].every((one) => Number.isSafeInteger(one) && one > 0) ||
    second <= firstLength
  ) {
    throw new Error('it does not say which bytes it covers');
  }
  const { length } = pdf.bytes;
  if (second + secondLength < length) {
    throw new Error(
      `it covers the first ${second + secondLength} bytes: ${length - second - secondLength} were added later`,
    );
  }
  if (second + secondLength > length) throw new Error('it covers more bytes than there are: the file was cut off');
  return { start: firstLength, end: second };
}

/** Lower-case digits only, as we write them: `A` for `a` would be a change that nothing else notices. */
function hexBytes(pdf: PdfFile, dict: PDFDict, { start, end }: Gap): Buffer {
  const text = pdf.bytes.toString('latin1', start, end);
  const contents = entry(dict, 'Contents');
  if (
    !/^<(?:[0-9a-f]{2})+>$/.test(text) ||
    !(contents instanceof PDFHexString) ||
    `<${contents.asString()}>` !== text
  ) {
    throw new Error('what it leaves uncovered is not just itself');
  }
  return Buffer.from(text.slice(1, -1), 'hex');
}
