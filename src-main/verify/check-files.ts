import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { sha256 } from './check-journal.ts';
import { digestRunFile } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import type { VerifyProblem } from './verification.ts';

/** A file as a fact, or a report's list of what it left out, names it. */
export interface FileRef {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

export interface FilesCheck {
  readonly problems: readonly VerifyProblem[];
  readonly notes: readonly string[];
}

interface NamedFile extends FileRef {
  readonly record: number;
}

/**
 * Checks every recording and piece of evidence that the records name against its size and SHA-256. `apart` are files
 * that a report says it left out: named the same way they are no fault. `whole`: the journal was read to its end, so
 * that a file which no record names can be told.
 */
export async function checkFiles(
  records: readonly JournalRecord[],
  files: RunFiles,
  apart: readonly FileRef[],
  whole: boolean,
): Promise<FilesCheck> {
  const problems: VerifyProblem[] = [];
  const named = records.flatMap((record) => filesNamed(record, problems));
  const results = new Map<string, string | undefined>();
  const missing = new Set<string>();
  for (const ref of named) {
    // Several records may name one file, and must then say the same of it.
    const key = `${ref.bytes} ${ref.sha256} ${ref.file}`;
    if (!files.has(ref.file) && apart.some((one) => sameFile(one, ref))) missing.add(ref.file);
    else if (!results.has(key)) results.set(key, await faultOf(ref, files));
    const fault = results.get(key);
    if (fault !== undefined) problems.push({ record: ref.record, what: `${ref.file}: ${fault}.` });
  }
  const known = new Set(named.map(({ file }) => file));
  const unnamed = [...files.keys()].filter((name) => inFolders.test(name) && !known.has(name));
  return {
    problems,
    notes: [
      ...[...missing].map((file) => `${file} is not attached; the run folder has it.`),
      ...(whole && unnamed.length > 0 ? [`No record names ${list(unnamed)}: nothing vouches for this.`] : []),
    ],
  };
}

/** Where files of a run are: no fact can lead anywhere else. */
const inFolders = /^(?:recordings|evidence)\/(?!\.{1,2}$)[^/\\\0]+$/;

function filesNamed(record: JournalRecord, problems: VerifyProblem[]): readonly NamedFile[] {
  try {
    return refsOf(record).map(({ file, bytes, sha256 }) => ({ file, bytes, sha256, record: record.seq }));
  } catch (cause) {
    // The data of a fact is whatever its writer put there.
    problems.push({ record: record.seq, what: `The record’s files cannot be told: ${messageOf(cause)}.` });
    return [];
  }
}

/** Every fact that names a file does it under one of these three keys. */
function refsOf({ data }: Fact): readonly FileRef[] {
  const agreement = 'agreedBy' in data ? data.agreedBy.evidence : undefined;
  return [
    ...('recording' in data ? [data.recording] : []),
    ...('evidence' in data ? (data.evidence ?? []) : []),
    ...(agreement === undefined ? [] : [agreement]),
  ];
}

function sameFile(a: FileRef, b: FileRef): boolean {
  return a.file === b.file && a.bytes === b.bytes && a.sha256 === b.sha256;
}

async function faultOf(ref: FileRef, files: RunFiles): Promise<string | undefined> {
  if (!inFolders.test(ref.file)) return 'this is no place for a file of a run';
  const file = files.get(ref.file);
  // Reports cannot attach an empty file; its size and hash say all that there is to say.
  if (file === undefined && ref.bytes === 0 && ref.sha256 === sha256('')) return undefined;
  if (file === undefined) return 'the file is missing';
  const found = await digestRunFile(file, ref.bytes);
  if (typeof found === 'string') return `the file cannot be read: ${found}`;
  if (found.bytes > ref.bytes) return `the file is longer than the ${ref.bytes} bytes recorded`;
  if (found.bytes < ref.bytes) return `the file has ${found.bytes} bytes instead of ${ref.bytes}`;
  return found.sha256 === ref.sha256 ? undefined : 'the file was changed: its SHA-256 is not the one recorded';
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more files` : shown;
}
