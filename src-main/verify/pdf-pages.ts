import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { PDFArray } from '@cantoo/pdf-lib';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { entry } from './pdf-file.ts';
import type { PdfFile } from './pdf-file.ts';
import { decodedChunks } from './pdf-stream.ts';
import type { InflateBudget } from './pdf-stream.ts';
import type { VerifyProblem } from './verification.ts';

const mostPages = 100_000;

/**
 * Finds pages whose content is damaged: a changed byte breaks the checksum that ends a compressed stream. It helps to
 * say where a file was changed; that it was changed, only the signature tells for certain.
 */
export async function damagedPages(pdf: PdfFile, budget: InflateBudget): Promise<readonly VerifyProblem[]> {
  const problems: VerifyProblem[] = [];
  let number = 0;
  try {
    // Pages are numbered as readers count them, whatever is printed on them.
    for (const page of pagesOf(pdf)) {
      number += 1;
      const fault = await faultOf(pdf, page, budget);
      if (fault !== undefined) problems.push({ record: null, what: `Page ${number} is damaged: ${fault}.` });
    }
  } catch (cause) {
    problems.push({ record: null, what: `The pages after page ${number} cannot be found: ${messageOf(cause)}.` });
  }
  return problems;
}

/** Pages in their order, with a stack instead of recursion: the depth of the tree is the writer's choice. */
function* pagesOf(pdf: PdfFile): Generator<PDFDict> {
  const open: PDFObject[] = [pdf.dict(entry(pdf.root, 'Pages'), 'page tree')];
  const seen = new Set<PDFObject>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const dict = pdf.dict(node, 'page tree');
    if (seen.has(dict) || seen.size > mostPages) throw new Error('the page tree has no end');
    seen.add(dict);
    if (entry(dict, 'Kids') === undefined) yield dict;
    else open.push(...pdf.list(entry(dict, 'Kids')).toReversed());
  }
}

async function faultOf(pdf: PdfFile, page: PDFDict, budget: InflateBudget): Promise<string | undefined> {
  try {
    const contents = pdf.resolve(entry(page, 'Contents'));
    const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
    for (const stream of streams) {
      if (stream === undefined) continue;
      // Read to its end and thrown away: only whether it can be read counts.
      for await (const _ of decodedChunks(pdf, pdf.stream(stream, 'content'), budget));
    }
  } catch (cause) {
    return messageOf(cause);
  }
  return undefined;
}
