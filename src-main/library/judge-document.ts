import type { Problem } from '../../src-shared/runbook/finding.ts';
import type { RunbookDocument } from '../../src-shared/runbook/runbook-schema.ts';
import { documentKind, type DocumentKind } from './document-kind.ts';
import { judgeAnswers } from './load-answers.ts';
import { judgeInventory } from './load-inventory.ts';
import { judgeRunbook } from './load-runbook.ts';
import { readDocument } from './loaded-document.ts';
import { parseDocument, type ParsedDocument } from './parse-document.ts';

/** A document as it stands in an editor, judged by what it says it is. */
export interface JudgedDocument {
  readonly kind: DocumentKind;
  /** The text, a byte order mark taken off. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Of a runbook without errors. */
  readonly runbook?: RunbookDocument;
  /** The text is the whole file: one that is too large, or no UTF-8, must not be written back. */
  readonly whole: boolean;
}

/** Reads and judges a file of any kind. Throws DrillError `file.not-readable`. */
export async function judgeFile(path: string): Promise<JudgedDocument> {
  return judge(await readDocument(path));
}

/** Judges text that is not saved; `path` names it in the problems. */
export function judgeText(path: string, text: string): JudgedDocument {
  return judge(parseDocument(new TextEncoder().encode(text), path));
}

function judge(parsed: ParsedDocument): JudgedDocument {
  const kind = documentKind(parsed);
  const { text } = parsed;
  const whole = !parsed.problems.some(({ code }) => code === 'yaml.encoding' || code === 'yaml.too-large');
  if (kind === 'inventory') return { kind, text, problems: judgeInventory(parsed).problems, whole };
  if (kind === 'answers') return { kind, text, problems: judgeAnswers(parsed).problems, whole };
  const { problems, document } = judgeRunbook(parsed);
  return { kind, text, problems, whole, ...(document === undefined ? {} : { runbook: document }) };
}
