import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { EvidenceRef, RecordingRef } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';

const mebibyte = 1024 * 1024;
/** A recording above this stays out of the PDF, and so does what would bring all recordings above the second. */
const limits = { one: 16 * mebibyte, all: 64 * mebibyte } as const;

export interface Attachment {
  /** Path below the run folder, with `/`: also its name in the PDF. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RunAttachments {
  readonly files: readonly Attachment[];
  readonly notAttached: readonly { readonly file: string; readonly bytes: number; readonly sha256: Sha256 }[];
  /** Named in the record, but not there, or not as the record names them. */
  readonly missing: readonly string[];
}

/**
 * What goes into a run's PDF: plan.json, the journal as far as `records` reach, and every recording and piece of
 * evidence that they name. Throws only where plan or journal cannot be read; a lost recording must not stop a report.
 */
export async function runAttachments(folder: string, records: readonly JournalRecord[]): Promise<RunAttachments> {
  const files: Attachment[] = [
    { name: 'plan.json', bytes: await readFile(join(folder, 'plan.json')) },
    { name: 'journal.jsonl', bytes: firstLines(await readFile(join(folder, 'journal.jsonl')), records.length) },
  ];
  const notAttached: RecordingRef[] = [];
  const missing: string[] = [];
  let total = 0;
  for (const { file, recording } of namedFiles(records)) {
    if (recording && (file.bytes > limits.one || total + file.bytes > limits.all)) {
      if (!(await isThere(join(folder, file.file)))) missing.push(file.file);
      notAttached.push(file as RecordingRef);
      continue;
    }
    const bytes = await readFile(join(folder, file.file)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== file.sha256)
      missing.push(file.file);
    // A changed file goes in as it is: whoever verifies the document is to see it.
    if (bytes === undefined) continue;
    if (recording) total += bytes.length;
    files.push({ name: file.file, bytes });
  }
  return {
    files,
    notAttached: notAttached.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 })),
    missing,
  };
}

interface NamedFile {
  readonly file: RecordingRef | EvidenceRef;
  readonly recording: boolean;
}

/** Each file once, in the order in which the record names them. */
function namedFiles(records: readonly JournalRecord[]): readonly NamedFile[] {
  const found = new Map<string, NamedFile>();
  for (const record of records) {
    for (const one of filesOf(record)) if (!found.has(one.file.file)) found.set(one.file.file, one);
  }
  return [...found.values()];
}

function filesOf(record: JournalRecord): readonly NamedFile[] {
  const recordings = (ref: RecordingRef | undefined): readonly NamedFile[] =>
    ref === undefined ? [] : [{ file: ref, recording: true }];
  const evidence = (refs: readonly EvidenceRef[]): readonly NamedFile[] =>
    refs.map((file) => ({ file, recording: false }));
  const mail = (ref: EvidenceRef | undefined): readonly NamedFile[] => evidence(ref === undefined ? [] : [ref]);
  switch (record.type) {
    case 'attempt-ended':
    case 'evidence-taken':
      return recordings(record.data.recording);
    case 'step-confirmed':
    case 'failure-decided':
    case 'signed-off':
    case 'note-added':
      return evidence(record.data.evidence);
    case 'verdict-given':
      return [...evidence(record.data.evidence), ...mail(record.data.agreedBy?.evidence)];
    case 'caveat-agreed':
      return mail(record.data.agreedBy.evidence);
    default:
      return [];
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The journal may have grown since its records were read: the report holds what it speaks of. */
function firstLines(bytes: Buffer, count: number): Uint8Array {
  let end = 0;
  for (let line = 0; line < count; line += 1) {
    const at = bytes.indexOf(0x0a, end);
    if (at < 0) break;
    end = at + 1;
  }
  return bytes.subarray(0, end);
}
    case 'terminal-closed':
