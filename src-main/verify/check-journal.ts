import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { asId } from '../../src-shared/base/ids.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import { checkLine, isCanonical } from '../../src-shared/run/record.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { VerifyProblem } from './verification.ts';

export interface JournalCheck {
  /** The records that hold, up to the first one that does not. */
  readonly records: readonly JournalRecord[];
  readonly problem?: VerifyProblem;
  /** Bytes after the last line. */
  readonly tornBytes: number;
}

const newline = 0x0a;

/** SHA-256 of bytes, or of a text's UTF-8 form. */
export function sha256(data: string | Uint8Array): Sha256 {
  return asId<Sha256>(hash('sha256', data));
}

/**
 * Checks a journal's lines: form, numbers and chain. The link of the first record is left to whoever knows the plan.
 * A torn tail is no fault, unless it begins with a whole record: then a changed byte hides that record's line end.
 */
export function checkJournal(bytes: Buffer): JournalCheck {
  const records: JournalRecord[] = [];
  let start = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
    const record = recordOf(bytes.subarray(start, end), records);
    if (typeof record === 'string') {
      return {
        records,
        problem: { record: records.length + 1, what: `The record does not hold: ${record}.` },
        tornBytes: 0,
      };
    }
    records.push(record);
    start = end + 1;
  }
  const torn = bytes.subarray(start);
  const problem = hiddenRecord(torn, records);
  return { records, ...(problem === undefined ? {} : { problem }), tornBytes: torn.length };
}

function recordOf(line: Buffer, before: readonly JournalRecord[]): JournalRecord | string {
  if (!isUtf8(line)) return 'it is not UTF-8';
  const text = line.toString('utf8');
  const record = checkLine(text, { seq: before.length + 1, prev: before.at(-1)?.hash }, sha256);
  if (typeof record === 'string') return record;
  return isItsOwnForm(text) ? record : 'it is not in canonical form';
}

/** Nesting that is deeper than the stack is no record of ours either. */
function isItsOwnForm(text: string): boolean {
  try {
    return isCanonical(text);
  } catch {
    return false;
  }
}

function hiddenRecord(torn: Buffer, before: readonly JournalRecord[]): VerifyProblem | undefined {
  const end = torn.lastIndexOf('"}') + 2;
  // A crash can lose the line end, but cannot put another byte in its place.
  if (end < 2 || end === torn.length || typeof recordOf(torn.subarray(0, end), before) === 'string') return undefined;
  return { record: before.length + 1, what: 'The record does not hold: what follows it is not the end of a line.' };
}
