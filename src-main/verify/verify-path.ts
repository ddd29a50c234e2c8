import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { filesOfFolder } from './folder-files.ts';
import { verification } from './verification.ts';
import type { Verification, VerifyProblem } from './verification.ts';
import { verifyRun } from './verify-run.ts';

type Found = Omit<Verification, 'ok'>;

/** Bytes; a report attaches at most 64 MiB of recordings, and evidence. */
const largestPdf = 1024 * 1024 * 1024;

/**
 * Verifies a run folder or a report offline, and says what does not hold. `signer` is a fingerprint as people copy it:
 * of the certificate for a PDF, of the seal's key for a folder. Throws DrillError `file.not-readable` for what cannot
 * be opened and `usage.bad-arguments` for a signer that is no SHA-256; whatever is in the files is a problem.
 */
export async function verifyPath(path: string, options: { readonly signer?: string } = {}): Promise<Verification> {
  const wanted = options.signer === undefined ? undefined : fingerprintOf(options.signer);
  const found = await verifyWhatIsThere(path);
  const { problems, notes } = checkSigner(found, wanted);
  return verification({ ...found, problems: [...found.problems, ...problems], notes: [...found.notes, ...notes] });
}

async function verifyWhatIsThere(path: string): Promise<Found> {
  try {
    const there = await stat(path);
    if (there.isDirectory()) return await verifyFolder(path);
    // A pipe would be waited for without end.
    if (!there.isFile()) return notVerified('pdf', 'This is neither a file nor a folder.');
    const file = await open(path, 'r');
    try {
      return await verifyFile(file);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-readable', `${path} cannot be opened: ${messageOf(cause)}`, { cause });
  }
}

async function verifyFolder(path: string): Promise<Found> {
  const { sealedBy, head, records, problems, notes } = await verifyRun(await filesOfFolder(path), []);
  return { kind: 'folder', head, records, ...(sealedBy === undefined ? {} : { signer: sealedBy }), problems, notes };
}

async function verifyFile(file: FileHandle): Promise<Found> {
  const { size } = await file.stat();
  const begin = Buffer.alloc(5);
  await file.read(begin, 0, begin.length, 0);
  const text = begin.toString('latin1');
  if (text.startsWith('PK')) {
    return notVerified('bundle', 'Archives cannot be looked into: unpack it, and verify the run folder that is in it.');
  }
  // Looked at before the rest is read: it may be of any size.
  if (text !== '%PDF-') return notVerified('pdf', 'The file is no PDF: it does not begin with %PDF-.');
  if (size > largestPdf) return notVerified('pdf', `The file is larger than any report (${size} bytes).`);
  const bytes = Buffer.alloc(size);
  let end = 0;
  for (let read = 1; read > 0 && end < bytes.length; end += read) {
    ({ bytesRead: read } = await file.read(bytes, end, bytes.length - end, end));
  }
  // The PDF reader is large, and folders do without it.
  const { verifyPdf } = await import('./verify-pdf.ts');
  return verifyPdf(bytes.subarray(0, end));
}

function notVerified(kind: Found['kind'], what: string): Found {
  return { kind, head: null, records: 0, problems: [{ record: null, what }], notes: [] };
}

function checkSigner(
  { kind, signer, problems }: Found,
  wanted: string | undefined,
): { readonly problems: readonly VerifyProblem[]; readonly notes: readonly string[] } {
  const holds = problems.length === 0;
  const shown = signer === undefined ? '' : `: here it is ${signer.fingerprint}`;
  // What does not hold proves nothing, so there is nothing to qualify.
  if (wanted === undefined) return { problems: [], notes: holds ? [`${consistencyOnly}${shown}.`] : [] };
  if (signer?.fingerprint === wanted) return { problems: [], notes: [] };
  const whose =
    signer === undefined ? 'Nothing in it has a signature that holds' : `It is signed by ${signer.fingerprint}`;
  const which = kind === 'folder' ? ' A folder is vouched for by the key of its seal, a PDF by the certificate.' : '';
  return { problems: [{ record: null, what: `${whose}, and not by ${wanted}.${which}` }], notes: [] };
}

/** Whoever can make a run can also forge one as a whole, with keys of their own. */
const consistencyOnly =
  'This proves consistency, not origin: get the signer’s fingerprint another way and give it as --signer';

/** Hexadecimal digits, with the colons, spaces, capitals and names in front with which tools print them. */
function fingerprintOf(text: string): string {
  const digits = text
    .trim()
    .replace(/^(?:sha-?256(?:\s+fingerprint)?)\s*[:=]\s*/i, '')
    .replaceAll(/[:\s]/g, '')
    .toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  throw new DrillError(
    'usage.bad-arguments',
    `“${text}” is no fingerprint: 64 hexadecimal digits of a SHA-256 are needed.`,
  );
}
