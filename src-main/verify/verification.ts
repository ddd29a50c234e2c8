import type { Sha256 } from '../../src-shared/base/ids.ts';
import { visibleText } from '../../src-shared/plan/visible-text.ts';

/** One thing that does not hold. `record` is the journal record that says otherwise, `null` where there is none. */
export interface VerifyProblem {
  readonly record: number | null;
  readonly what: string;
}

/** Who vouches: SHA-256 of the certificate's DER (a PDF) or of the seal's public key (a run folder), 64 hex digits. */
export interface VerifiedSigner {
  readonly fingerprint: Sha256;
  readonly subject: string;
}

/** What `verify` found. `head` and `records` are those of the part of the journal that holds. */
export interface Verification {
  readonly ok: boolean;
  readonly kind: 'pdf' | 'folder' | 'bundle';
  readonly head: Sha256 | null;
  readonly records: number;
  readonly signer?: VerifiedSigner;
  /** By record, then files, pages and the signature: the first one is the first thing that does not hold. */
  readonly problems: readonly VerifyProblem[];
  /** What is no fault, and yet should be known. */
  readonly notes: readonly string[];
}

/** A file made to have a million faults must not fill the screen, nor a script's memory. */
const mostProblems = 200;
const mostCharacters = 600;

/** Puts findings in their order and makes them safe to print: names and texts in them may come from anybody. */
export function verification(found: Omit<Verification, 'ok'>): Verification {
  const problems = found.problems
    .toSorted((a, b) => (a.record ?? Infinity) - (b.record ?? Infinity) || 0)
    .map(({ record, what }) => ({ record, what: printable(what) }));
  const listed = problems.slice(0, mostProblems);
  const left = problems.length - listed.length;
  return {
    ...found,
    ok: problems.length === 0,
    problems: left === 0 ? listed : [...listed, { record: null, what: `${left} more problems are not listed.` }],
    notes: found.notes.map(printable),
  };
}

function printable(text: string): string {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').toWellFormed();
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters).toWellFormed()}…`;
}
