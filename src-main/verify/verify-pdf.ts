import type { X509Certificate } from 'node:crypto';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { checkManifest, readManifest } from './check-manifest.ts';
import { sha256 } from './check-journal.ts';
import { attachmentsOf } from './pdf-attachments.ts';
import { PdfFile } from './pdf-file.ts';
import { damagedPages } from './pdf-pages.ts';
import { checkPdfSignature } from './pdf-signature.ts';
import type { VerifiedSigner, Verification, VerifyProblem } from './verification.ts';
import { verifyRun } from './verify-run.ts';
import type { RunCheck } from './verify-run.ts';

/** Bytes that all attachments together may unpack to. */
const largestInflated = 4 * 1024 * 1024 * 1024;

/** Verifies a report: its signature, and the run that is attached to it. Never throws for its content. */
export async function verifyPdf(bytes: Buffer): Promise<Omit<Verification, 'ok'>> {
  let pdf: PdfFile;
  try {
    pdf = new PdfFile(bytes);
  } catch (cause) {
    const what = `The PDF cannot be read, so its signature does not hold: ${messageOf(cause)}.`;
    return { kind: 'pdf', head: null, records: 0, problems: [{ record: null, what }], notes: [] };
  }
  const budget = { left: largestInflated };
  // The run is looked at even under a broken signature: that is how the damaged part gets its name.
  const signature = checkPdfSignature(pdf);
  const attached = attachmentsOf(pdf, budget);
  const manifest = await readManifest(attached.files);
  const run = await verifyRun(attached.files, typeof manifest === 'string' ? [] : manifest.notAttached);
  const signed = 'certificate' in signature;
  return {
    kind: 'pdf',
    head: run.head,
    records: run.records,
    ...(signed ? { signer: signerOf(signature.certificate) } : {}),
    problems: [
      ...run.problems,
      ...attached.problems,
      ...(typeof manifest === 'string' ? [{ record: null, what: manifest }] : []),
      // The head of a journal that could not be read to its end is no head to compare with.
      ...(typeof manifest !== 'string' && run.whole ? checkManifest(manifest, run) : []),
      ...(signed ? checkCertificate(signature.certificate, run) : await damagedPages(pdf, budget)),
      ...(signed ? [] : [{ record: null, what: `The PDF’s signature does not hold: ${signature.fault}.` }]),
    ],
    notes: run.notes,
  };
}

function signerOf(certificate: X509Certificate): VerifiedSigner {
  return { fingerprint: sha256(certificate.raw), subject: certificate.subject.split('\n').join(', ') };
}

/** The journal names the installation that began the run, and where it was sealed elsewhere, that one too. */
function checkCertificate(certificate: X509Certificate, { created, seal }: RunCheck): readonly VerifyProblem[] {
  const fingerprint = sha256(certificate.raw);
  if (created === undefined || [created.certificate, seal?.certificate].includes(fingerprint)) return [];
  const what = `The PDF is signed with the certificate ${fingerprint}, and the journal names ${created.certificate}.`;
  return [{ record: 1, what }];
}
