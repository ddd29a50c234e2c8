import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import type { Installation } from '../engine/ports.ts';

/** Bytes that are kept free for the signature: a certificate chain fits. */
const placeholderBytes = 16 * 1024;

export interface PdfSignature {
  readonly reason: string;
  /** Whose installation signs, as readers show it. */
  readonly name: string;
  readonly location: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Signs a finished PDF with the installation's RSA key; the signature covers the whole file but itself. */
export async function signPdf(
  pdf: Uint8Array,
  installation: Pick<Installation, 'p12'>,
  signature: PdfSignature,
): Promise<Buffer> {
  const { bytes, passphrase } = installation.p12();
  const signingTime = new Date(signature.at);
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength),
    reason: printable(signature.reason),
    contactInfo: '',
    name: printable(signature.name),
    location: printable(signature.location),
    signatureLength: placeholderBytes,
    signingTime,
    appName: 'Drillbook',
  });
  return new SignPdf().sign(withExactXref(prepared), new P12Signer(bytes, { passphrase }), signingTime);
}

/**
 * The placeholder's `startxref` names the line feed before the table, which strict readers call damaged. Nothing is
 * signed yet, so the number may be set right.
 */
function withExactXref(pdf: Buffer): Buffer {
  const marker = Buffer.from('startxref\n');
  const at = pdf.lastIndexOf(marker) + marker.length;
  const offset = Number.parseInt(pdf.toString('latin1', at, at + 20), 10);
  if (pdf.toString('latin1', offset, offset + 5) !== '\nxref') return pdf;
  return Buffer.concat([pdf.subarray(0, at), Buffer.from(`${offset + 1}\n%%EOF\n`)]);
}

/** These fields are PDF strings that the placeholder writes without escaping other scripts or brackets. */
function printable(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]|[()\\]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}
