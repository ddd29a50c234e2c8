import { isUtf8 } from 'node:buffer';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { FactData, RunCreated } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { isCanonical } from '../../src-shared/run/record.ts';
import { checkFiles } from './check-files.ts';
import type { FileRef } from './check-files.ts';
import { checkJournal, sha256 } from './check-journal.ts';
import { checkReplay } from './check-replay.ts';
import { checkSeal } from './check-seal.ts';
import { readRunFile } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import type { VerifiedSigner, VerifyProblem } from './verification.ts';

export interface RunCheck {
  readonly head: Sha256 | null;
  readonly records: number;
  readonly created?: RunCreated;
  readonly seal?: FactData['run-sealed'];
  /** Of a seal that holds. */
  readonly sealedBy?: VerifiedSigner;
  /** The journal was read to its end and every line of it holds. */
  readonly whole: boolean;
  readonly problems: readonly VerifyProblem[];
  readonly notes: readonly string[];
}

/** Bytes; far beyond any run, and little enough for memory. */
const largestPlan = 64 * 1024 * 1024;
const largestJournal = 256 * 1024 * 1024;

/** Verifies a run's plan, journal, recordings and evidence, wherever they are kept. Never throws for their content. */
export async function verifyRun(files: RunFiles, apart: readonly FileRef[]): Promise<RunCheck> {
  // The journal first: everything else is judged by what its records say.
  const journal = await readJournal(files);
  const { records, whole } = journal;
  const [first] = records;
  const created = first?.type === 'run-created' ? first.data : undefined;
  const plan = await readPlan(files, first);
  const sealed = checkSeal(records);
  const found = await checkFiles(records, files, apart, whole);
  return {
    head: records.at(-1)?.hash ?? null,
    records: records.length,
    ...(created === undefined ? {} : { created }),
    ...(sealed.seal === undefined ? {} : { seal: sealed.seal }),
    ...(sealed.signer === undefined ? {} : { sealedBy: sealed.signer }),
    whole,
    // Of one record's problems the plan's come first: where it was changed, the rest follows from that.
    problems: [
      ...plan.problems,
      ...journal.problems,
      ...checkCreated(created, first),
      ...(plan.plan === undefined ? [] : checkReplay(plan.plan, plan.hash, records)),
      ...sealed.problems,
      ...found.problems,
    ],
    notes: [
      ...journal.notes,
      ...(whole && sealed.seal === undefined ? ['The run is not sealed: its record may still grow.'] : []),
      ...found.notes,
    ],
  };
}

/** `problems` are about lines and the file; what the facts say is checked elsewhere. */
interface JournalRead {
  readonly records: readonly JournalRecord[];
  readonly whole: boolean;
  readonly problems: readonly VerifyProblem[];
  readonly notes: readonly string[];
}

async function readJournal(files: RunFiles): Promise<JournalRead> {
  const file = files.get('journal.jsonl');
  if (file === undefined) {
    return { records: [], whole: false, problems: [{ record: null, what: 'journal.jsonl is missing.' }], notes: [] };
  }
  const { bytes, fault } = await readRunFile(file, largestJournal);
  const { records, problem, tornBytes } = checkJournal(bytes);
  const last = records.length;
  const problems = [
    ...(problem === undefined ? [] : [problem]),
    ...(fault === undefined ? [] : [{ record: null, what: `journal.jsonl cannot be read to its end: ${fault}.` }]),
    ...(last > 0 || problem !== undefined ? [] : [{ record: null, what: 'journal.jsonl holds no record.' }]),
  ];
  const torn = `journal.jsonl ends with ${tornBytes} bytes that are no whole record (after record ${last}): an interrupted write, never acknowledged.`;
  return {
    records,
    whole: problem === undefined && fault === undefined,
    problems,
    notes: tornBytes > 0 && problem === undefined && fault === undefined ? [torn] : [],
  };
}

type PlanRead =
  | { readonly plan: Plan; readonly hash: Sha256; readonly problems: readonly VerifyProblem[] }
  | { readonly plan?: undefined; readonly problems: readonly VerifyProblem[] };

/** The plan is given back only where record 1 follows from it: nothing is replayed on another one. */
async function readPlan(files: RunFiles, first: JournalRecord | undefined): Promise<PlanRead> {
  const failed = (what: string): PlanRead => ({ problems: [{ record: first === undefined ? null : 1, what }] });
  const file = files.get('plan.json');
  if (file === undefined) return failed('plan.json is missing.');
  const { bytes, fault } = await readRunFile(file, largestPlan);
  if (fault !== undefined) return failed(`plan.json cannot be read: ${fault}.`);
  // The hash is over the bytes as they are: decoding could make two different files the same.
  const hash = sha256(bytes);
  if (first === undefined) return { problems: [] };
  if (first.prev !== hash) {
    return failed(`plan.json was changed: its SHA-256 is ${hash}, and the record follows from ${first.prev}.`);
  }
  try {
    const text = bytes.toString('utf8');
    if (!isUtf8(bytes) || !isCanonical(text)) return failed('plan.json is not in canonical form.');
    return { plan: JSON.parse(text) as Plan, hash, problems: [] };
  } catch (cause) {
    return failed(`plan.json cannot be used: ${messageOf(cause)}.`);
  }
}

/** The first record repeats the plan's hash for readers of facts; a journal that contradicts itself holds nothing. */
function checkCreated(created: RunCreated | undefined, first: JournalRecord | undefined): readonly VerifyProblem[] {
  if (created === undefined || first === undefined) return [];
  const format: unknown = created.format;
  return [
    ...(format === 1
      ? []
      : [{ record: 1, what: 'The record has a format other than 1: verify it with a newer version.' }]),
    ...(created.planHash === first.prev
      ? []
      : [{ record: 1, what: `The record names another plan: ${created.planHash}.` }]),
  ];
}
