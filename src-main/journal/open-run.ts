import type { Clock, RunStorage } from '../engine/ports.ts';
import { createEvidenceStore } from './evidence.ts';
import { openJournal } from './open-journal.ts';
import { createRecordings, type RecordingsOptions } from './recordings.ts';
import { readPlan, runIdOf } from './run-folder.ts';
import type { StoredPlan } from './run-folder.ts';

export interface OpenRun extends StoredPlan {
  readonly storage: RunStorage;
}

/**
 * Opens a run folder for writing: its plan, and the journal under the run's lock, which `storage.journal.close()` gives
 * free. Throws what `readPlan` and `openJournal` throw.
 */
export async function openRun(folder: string, clock: Clock, recorded: RecordingsOptions = {}): Promise<OpenRun> {
  const stored = await readPlan(folder);
  const journal = await openJournal(folder, stored.hash, clock);
  const recordings = createRecordings(folder, recorded);
  return {
    ...stored,
    storage: { runId: runIdOf(folder), folder, journal, recordings, evidence: createEvidenceStore(folder) },
  };
}
