import { join, resolve } from 'node:path';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { asId, type RunId, type Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { readRecords } from '../journal/read-journal.ts';
import { readPlan } from '../journal/run-folder.ts';
import { isRunLocked } from '../journal/run-lock.ts';

export interface StoredRun {
  readonly runId: RunId;
  readonly folder: string;
  readonly plan: Plan;
  readonly planHash: Sha256;
  readonly state: RunState;
  readonly records: readonly JournalRecord[];
  readonly tornBytes: number;
}

/** Whether a living program drives the run now. */
export function isDriven(runFolder: string): Promise<boolean> {
  return isRunLocked(resolve(runFolder));
}

/** Reads a run without taking its lock. Throws DrillError `file.not-readable`, `journal.corrupt`, `run.refused`. */
export async function readRun(runFolder: string): Promise<StoredRun> {
  const folder = resolve(runFolder);
  const { plan, hash } = await readPlan(folder);
  const { records, tornBytes } = await readRecords(join(folder, 'journal.jsonl'), hash);
  if (records.length === 0) throw unborn(folder);
  const state = records.reduce<RunState>(evolve, initialState(plan, hash));
  const runId = state.created?.runId ?? asId<RunId>('');
  return { runId, folder, plan, planHash: hash, state, records, tornBytes };
}

/** A folder that was made, and whose program ended before it could say for whom and in which mode it runs. */
export function unborn(folder: string): DrillError {
  const text = `${folder} holds no record: it was interrupted before anything was done. Begin the run anew; the folder can be deleted.`;
  return new DrillError('run.refused', text);
}
