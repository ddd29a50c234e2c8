import { answersSchema, type AnswersDocument } from '../../src-shared/runbook/answers-schema.ts';
import { checkAnswers } from '../../src-shared/runbook/check-answers.ts';
import { judged, readDocument, type LoadedDocument } from './loaded-document.ts';
import type { ParsedDocument } from './parse-document.ts';
import { schemaFaults } from './schema-faults.ts';

/** Reads and judges an answers file. Throws DrillError `file.not-readable`. */
export async function loadAnswers(path: string): Promise<LoadedDocument<AnswersDocument>> {
  return judgeAnswers(await readDocument(path));
}

/** The same for a file that was read already. */
export function judgeAnswers(parsed: ParsedDocument): LoadedDocument<AnswersDocument> {
  return judged(parsed, 'answers', (value) => [
    ...schemaFaults('answers.v1', answersSchema, value),
    ...checkAnswers(value),
  ]);
}
