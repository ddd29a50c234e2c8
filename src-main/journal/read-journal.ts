import { isUtf8 } from 'node:buffer';
import { open, readFile } from 'node:fs/promises';
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
/** Read at once; more where a line is longer. */
const readBytes = 256 * 1024;

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
    throw notReadable(cause);
  }
  const whole = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
  const chain = new RecordChain(path, planHash);
  chain.add(whole);
  return { records: chain.records, whole, torn: bytes.subarray(whole.length) };
}

/** As `readJournal`, for those who need no bytes of it: they are never in memory as a whole. */
export async function readRecords(
  path: string,
  planHash: Sha256 | undefined,
): Promise<{ readonly records: readonly JournalRecord[]; readonly tornBytes: number }> {
  const chain = new RecordChain(path, planHash);
  const tornBytes = await readLines(path, (lines) => {
    chain.add(lines);
  });
  return { records: chain.records, tornBytes };
}

/** The records as far as they were read, each checked against the one before it. */
class RecordChain {
  readonly records: JournalRecord[] = [];
  readonly #path: string;
  #prev: Sha256 | undefined;

  constructor(path: string, planHash: Sha256 | undefined) {
    this.#path = path;
    this.#prev = planHash;
  }

  /** Some whole lines. */
  add(lines: Buffer): void {
    // Decoding would turn bytes that are no UTF-8 into others; one look at many lines is cheaper than one at each.
    const decodable = isUtf8(lines);
    for (let start = 0; start < lines.length;) {
      const end = lines.indexOf(newline, start);
      const readable = decodable || isUtf8(lines.subarray(start, end));
      this.#add(readable ? lines.toString('utf8', start, end) : undefined);
      start = end + 1;
    }
  }

  #add(line: string | undefined): void {
    const seq = this.records.length + 1;
    const record = line === undefined ? 'it is not UTF-8' : checkLine(line, { seq, prev: this.#prev }, sha256);
    if (typeof record === 'string') {
      throw new DrillError('journal.corrupt', `Record ${seq} of ${this.#path} does not hold: ${record}.`);
    }
    this.records.push(line !== undefined && line.length > longLine ? detached(record) : record);
    this.#prev = record.hash;
  }
}

/** Characters from which on it pays to let go of a line. */
const longLine = 4096;

/** What was cut out of a line keeps the whole of it in memory: these are copies. */
function detached(record: JournalRecord): JournalRecord {
  const copy = <Text extends string>(text: Text): Text => Buffer.from(text, 'latin1').toString('latin1') as Text;
  const { at, type, prev, hash } = record;
  return { ...record, at: copy(at), type: copy(type), prev: copy(prev), hash: copy(hash) } as JournalRecord;
}

/** Gives whole lines to `found` as they are read, good during the call; resolves to the number of bytes after the last. */
async function readLines(path: string, found: (lines: Buffer) => void): Promise<number> {
  const file = await open(path).catch((cause: unknown) => {
    throw notReadable(cause);
  });
  try {
    let buffer = Buffer.alloc(readBytes);
    let begun = 0;
    for (;;) {
      if (begun === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const { bytesRead } = await file.read(buffer, begun, buffer.length - begun).catch((cause: unknown) => {
        throw notReadable(cause);
      });
      if (bytesRead === 0) return begun;
      const bytes = buffer.subarray(0, begun + bytesRead);
      // Nothing before `begun` ends a line, or it would have been given away.
      const whole = bytes.subarray(begun).lastIndexOf(newline) + 1;
      const end = whole === 0 ? 0 : begun + whole;
      found(bytes.subarray(0, end));
      buffer.copyWithin(0, end, bytes.length);
      begun = bytes.length - end;
    }
  } finally {
    await file.close();
  }
}

function notReadable(cause: unknown): DrillError {
  return new DrillError('file.not-readable', `The journal cannot be read: ${messageOf(cause)}`, { cause });
}
