import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { PDFHexString, PDFString } from '@cantoo/pdf-lib';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { entry } from './pdf-file.ts';
import type { PdfFile } from './pdf-file.ts';
import { decodedChunks } from './pdf-stream.ts';
import type { InflateBudget } from './pdf-stream.ts';
import type { RunFile, RunFiles } from './run-files.ts';
import type { VerifyProblem } from './verification.ts';

export interface Attachments {
  readonly files: RunFiles;
  readonly problems: readonly VerifyProblem[];
}

/** One for each recording and piece of evidence of a run. */
const mostAttachments = 100_000;

/** The files attached to a PDF, by the name that a reader shows. What cannot be read is a problem, never an error. */
export function attachmentsOf(pdf: PdfFile, budget: InflateBudget): Attachments {
  const files = new Map<string, RunFile>();
  const problems: VerifyProblem[] = [];
  const problem = (what: string): number => problems.push({ record: null, what });
  try {
    for (const specification of specificationsOf(pdf)) {
      try {
        const name = nameOf(pdf, specification);
        const stream = pdf.stream(entry(pdf.dict(entry(specification, 'EF'), 'file'), 'F'), 'content');
        // Readers differ in which of two they open.
        if (files.has(name)) problem(`“${name}” is attached twice: nobody can tell which one counts.`);
        files.set(name, { chunks: () => decodedChunks(pdf, stream, budget) });
      } catch (cause) {
        problem(`An attachment cannot be read: ${messageOf(cause)}.`);
      }
    }
  } catch (cause) {
    problem(`The list of attachments cannot be read: ${messageOf(cause)}.`);
  }
  return { files, problems };
}

/** Walks the name tree without recursion: its depth is the writer's choice. */
function specificationsOf(pdf: PdfFile): readonly PDFDict[] {
  const names = pdf.resolve(entry(pdf.root, 'Names'));
  const tree = names === undefined ? undefined : entry(pdf.dict(names, 'names'), 'EmbeddedFiles');
  const open: PDFObject[] = tree === undefined ? [] : [tree];
  const found: PDFDict[] = [];
  const seen = new Set<PDFDict>();
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const dict = pdf.dict(node, 'list of attachments');
    if (seen.has(dict) || seen.size > mostAttachments) throw new Error('it has no end');
    seen.add(dict);
    open.push(...pdf.list(entry(dict, 'Kids')));
    // Pairs of a name and what it stands for.
    const pairs = pdf.list(entry(dict, 'Names'));
    for (let n = 1; n < pairs.length; n += 2) found.push(pdf.dict(pairs[n], 'attachment'));
  }
  return found;
}

/** `UF` is the name in Unicode, `F` the older one; pdfkit writes both alike. */
function nameOf(pdf: PdfFile, specification: PDFDict): string {
  const name = pdf.resolve(entry(specification, 'UF') ?? entry(specification, 'F'));
  if (name instanceof PDFString || name instanceof PDFHexString) return name.decodeText();
  throw new Error('it has no name');
}
