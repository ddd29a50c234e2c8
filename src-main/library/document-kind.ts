import type { Finding } from '../../src-shared/runbook/finding.ts';
import { asMap } from '../../src-shared/runbook/loose.ts';
import type { ParsedDocument } from './parse-document.ts';

export type DocumentKind = 'runbook' | 'inventory' | 'answers';

/** What a document says it is: `kind: inventory`, answers (`answers:` and no phases), else a runbook. */
export function documentKind({ value }: Pick<ParsedDocument, 'value'>): DocumentKind {
  const { kind, answers, phases } = asMap(value);
  if (kind === 'inventory' || kind === 'answers') return kind;
  return answers !== undefined && phases === undefined ? 'answers' : 'runbook';
}

const names: Readonly<Record<DocumentKind, string>> = {
  runbook: 'a runbook',
  inventory: 'an inventory',
  answers: 'an answers file',
};

/** Of a file that plainly is of another kind, one sentence; judged as what it is not it would have a fault in each line. */
export function otherKind(value: unknown, wanted: DocumentKind): readonly Finding[] | undefined {
  const { kind, phases } = asMap(value);
  const found = documentKind({ value });
  const said = found !== 'runbook' || kind === 'runbook' || phases !== undefined;
  if (!said || found === wanted) return undefined;
  const message = `This is ${names[found]}, and ${names[wanted]} is wanted here: were two files swapped?`;
  return [{ path: [], at: 'start', code: 'schema.other-kind', severity: 'error', message }];
}
