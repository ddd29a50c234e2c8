import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import { checkLine } from '../../src-shared/run/record.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { sha256 } from './sha256.ts';

export interface JournalContent {
  readonly records: readonly JournalRecord[];
  /** The file up to and with its last newline. */
  readonly whole: Uint8Array;
  /** Bytes after the last newline: an append that never became whole, and was never acknowledged. */
  readonly torn: Uint8Array;
}

const newline = 0x0a;

/**
 * Reads a journal and checks its whole chain; the file is not touched and may be in use. Without `planHash` the first
 * record's link is taken as it stands. Throws DrillError `journal.corrupt`, naming the first record that does not
 * hold, or `file.not-readable`.
 */
export async function readJournal(path: string, planHash: Sha256 | undefined): Promise<JournalContent> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new DrillError('file.not-readable', `The journal cannot be read: ${messageOf(cause)}`, { cause });
  }
  const end = bytes.lastIndexOf(newline) + 1;
  const whole = bytes.subarray(0, end);
  return { records: checkedRecords(path, whole, planHash), whole, torn: bytes.subarray(end) };
}

function checkedRecords(path: string, whole: Buffer, planHash: Sha256 | undefined): readonly JournalRecord[] {
  const records: JournalRecord[] = [];
  // Decoding would turn bytes that are no UTF-8 into others; one look at the whole file is cheaper than one a line.
  const decodable = isUtf8(whole);
  let prev = planHash;
  for (let start = 0; start < whole.length;) {
    const end = whole.indexOf(newline, start);
    const line = decodable || isUtf8(whole.subarray(start, end)) ? whole.toString('utf8', start, end) : undefined;
    const seq = records.length + 1;
    const record = line === undefined ? 'it is not UTF-8' : checkLine(line, { seq, prev }, sha256);
    if (typeof record === 'string') {
      throw new DrillError('journal.corrupt', `Record ${seq} of ${path} does not hold: ${record}.`);
    }
    records.push(record);
    prev = record.hash;
    start = end + 1;
  }
  return records;
}
