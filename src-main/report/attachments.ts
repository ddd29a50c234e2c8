import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { EvidenceRef, RecordingRef } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { fileChunks } from './file-chunks.ts';

const newline = 0x0a;
const mebibyte = 1024 * 1024;
/** A recording above this stays out of the PDF, and so does what would bring all recordings above the second. */
const limits = { one: 16 * mebibyte, all: 64 * mebibyte } as const;

export interface Attachment {
  /** Path below the run folder, with `/`: also its name in the PDF. */
  readonly name: string;
  /** How many there are. */
  readonly bytes: number;
  /** Read anew each time; a chunk is good until the next is asked for. Throws DrillError `file.not-readable`. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface RunAttachments {
  readonly files: readonly Attachment[];
  readonly notAttached: readonly { readonly file: string; readonly bytes: number; readonly sha256: Sha256 }[];
  /** Named in the record, but not there, or not as the record names them. */
  readonly missing: readonly string[];
}

/** A file that is not on the disk. */
export function attachmentOf(name: string, bytes: Uint8Array): Attachment {
  return { name, bytes: bytes.length, chunks: () => Readable.from([bytes]) };
}

/**
 * What goes into a run's PDF: plan.json, the journal as far as `records` reach, and every recording and piece of
 * evidence that they name. Throws only where plan or journal cannot be read; a lost recording must not stop a report.
 */
export async function runAttachments(folder: string, records: readonly JournalRecord[]): Promise<RunAttachments> {
  const files: Attachment[] = [
    fileAttachment(folder, 'plan.json', (await stat(join(folder, 'plan.json'))).size),
    fileAttachment(folder, 'journal.jsonl', await lengthOfLines(join(folder, 'journal.jsonl'), records.length)),
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
    const found = await lookAt(join(folder, file.file)).catch(() => undefined);
    if (found?.sha256 !== file.sha256) missing.push(file.file);
    // A changed file goes in as it is: whoever verifies the document is to see it.
    if (found === undefined) continue;
    if (recording) total += found.bytes;
    files.push(fileAttachment(folder, file.file, found.bytes));
  }
  return {
    files,
    notAttached: notAttached.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 })),
    missing,
  };
}

function fileAttachment(folder: string, name: string, bytes: number): Attachment {
  return { name, bytes, chunks: () => firstBytes(join(folder, name), bytes) };
}

/** A file that is still written to has grown by now: what was looked at goes in. */
async function* firstBytes(path: string, bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* fileChunks(path, bytes);
  } catch (cause) {
    throw new DrillError('file.not-readable', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

async function lookAt(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of fileChunks(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
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
      return [...recordings(record.data.recording), ...evidence(record.data.evidence ?? [])];
    case 'evidence-taken':
    case 'terminal-closed':
      return recordings(record.data.recording);
    case 'step-confirmed':
    case 'failure-reported':
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

/** Bytes of the first `count` lines. The journal may have grown since they were read: the report holds what it speaks of. */
async function lengthOfLines(path: string, count: number): Promise<number> {
  let lines = 0;
  let before = 0;
  for await (const chunk of fileChunks(path)) {
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
      lines += 1;
      if (lines === count) return before + at + 1;
    }
    before += chunk.length;
  }
  return before;
}
