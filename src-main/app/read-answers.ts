import { dirname, resolve } from 'node:path';
import type { Problem } from '../../src-shared/runbook/finding.ts';
import { loadAnswers } from '../library/load-answers.ts';
import type { Answers } from './answers/answers.ts';

export type ReadAnswers =
  { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly problems: readonly Problem[] };

/** An answers file that may be used, or everything that is wrong with it. Throws DrillError `file.not-readable`. */
export async function readAnswers(path: string): Promise<ReadAnswers> {
  const { document, problems } = await loadAnswers(path);
  if (document === undefined) return { ok: false, problems };
  return { ok: true, answers: { document, folder: dirname(resolve(path)) } };
}
