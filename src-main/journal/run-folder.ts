import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { RunId, Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { sha256 } from './sha256.ts';

export interface RunFolder {
  readonly runId: RunId;
  readonly folder: string;
}

export interface StoredPlan {
  readonly plan: Plan;
  /** `plan.json` as it stands. */
  readonly text: string;
  /** SHA-256 of that text: the plan hash, unless the file was changed (then record 1 of the journal does not hold). */
  readonly hash: Sha256;
}

const runName = /^\d{8}T\d{6}Z-.+-[0-9a-f]{4}$/;

/**
 * Makes `<runs>/<utc>-<runbook>-<4 hex>/` with its `plan.json`, on disk when it resolves. `planText` is the plan's
 * RFC 8785 form, `now` milliseconds of the wall clock. Throws DrillError `file.not-writable`.
 */
export async function createRunFolder(
  runs: string,
  runbookId: string,
  planText: string,
  now: number,
): Promise<RunFolder> {
  const utc = new Date(now).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const id = asId<RunId>(`${utc}-${runbookId}-${randomBytes(2).toString('hex')}`);
  const folder = resolve(runs, id);
  try {
    await mkdir(runs, { recursive: true, mode: 0o700 });
    await mkdir(folder, { mode: 0o700 });
    await writeDurably(join(folder, 'plan.json'), planText);
    await syncFolder(runs);
  } catch (cause) {
    throw new DrillError('file.not-writable', `The run folder cannot be made: ${messageOf(cause)}`, { cause });
  }
  return { runId: id, folder };
}

/** Reads a run's plan. Throws DrillError `file.not-readable`, or `journal.corrupt` where it is no JSON. */
export async function readPlan(folder: string): Promise<StoredPlan> {
  let text: string;
  try {
    text = await readFile(join(folder, 'plan.json'), 'utf8');
  } catch (cause) {
    throw new DrillError('file.not-readable', `${folder} is not a run folder: ${messageOf(cause)}`, { cause });
  }
  try {
    return { plan: JSON.parse(text) as Plan, text, hash: sha256(text) };
  } catch (cause) {
    throw new DrillError('journal.corrupt', `plan.json of ${folder} is not JSON: ${messageOf(cause)}`, { cause });
  }
}

/** The run folders of a data folder, newest first; none where the folder is not there yet. */
export async function listRuns(runs: string): Promise<readonly RunFolder[]> {
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && runName.test(entry.name)).map(({ name }) => name);
  return names
    .sort()
    .reverse()
    .map((name) => ({ runId: asId<RunId>(name), folder: join(runs, name) }));
}

/** The run's id is its folder's name; a folder that was renamed keeps its contents and takes the new name. */
export function runIdOf(folder: string): RunId {
  return asId<RunId>(basename(resolve(folder)));
}
