import { resolve } from 'node:path';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { Command } from '../../src-shared/run/commands.ts';
import { decide } from '../../src-shared/run/decide.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { Installation } from '../engine/ports.ts';
import { openRun } from '../journal/open-run.ts';
import { sha256 } from '../journal/sha256.ts';
import { localTime } from './local-time.ts';
import { unborn } from './read-run.ts';
import { systemClock } from './system-clock.ts';

/**
 * Puts one command's facts into a run that nobody drives, and sets nothing in motion: a note must not start a step.
 * Resolves to the state afterwards. Throws DrillError `run.refused`, `run.locked`, `journal.*`, `file.not-readable`.
 */
export async function recordApart(folder: string, commandFor: (state: RunState) => Command): Promise<RunState> {
  const { plan, hash, storage } = await openRun(resolve(folder), systemClock);
  const { journal } = storage;
  try {
    if (journal.records.length === 0) throw unborn(resolve(folder));
    const state = journal.records.reduce<RunState>(evolve, initialState(plan, hash));
    const decision = decide(state, commandFor(state), { now: systemClock.now(), sha256, localTime });
    if (!decision.ok) throw new DrillError('run.refused', decision.refusal);
    const records = await journal.append(decision.facts);
    return records.reduce<RunState>(evolve, state);
  } finally {
    await journal.close();
  }
}

/** Seals a run that has ended with this installation's key. Throws as `recordApart` does. */
export function sealApart(folder: string, installation: Installation): Promise<RunState> {
  return recordApart(folder, (state) => ({
    type: 'seal',
    publicKey: installation.publicKey,
    signature: installation.seal(state.head),
    certificate: installation.certificateFingerprint,
  }));
}
