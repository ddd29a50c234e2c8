import { asMap } from '../../src-shared/runbook/loose.ts';
import type { ParsedDocument } from './parse-document.ts';

export type DocumentKind = 'runbook' | 'inventory' | 'answers';

/** What a document says it is: `kind: inventory`, answers (`answers:` and no phases), else a runbook. */
export function documentKind({ value }: Pick<ParsedDocument, 'value'>): DocumentKind {
  const { kind, answers, phases } = asMap(value);
  if (kind === 'inventory' || kind === 'answers') return kind;
  return answers !== undefined && phases === undefined ? 'answers' : 'runbook';
}
