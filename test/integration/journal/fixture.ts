import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Clock } from '../../../src-main/engine/ports.ts';
import { openJournal } from '../../../src-main/journal/open-journal.ts';
import { sha256 } from '../../../src-main/journal/sha256.ts';
import type { Fact } from '../../../src-shared/run/facts.ts';

export const planHash = sha256('a plan');

/** 2026-11-21T02:00:00Z; a millisecond passes at every look. */
export function steppingClock(): Clock {
  let passed = 0;
  return {
    now: () => Date.UTC(2026, 10, 21, 2) + passed++,
    mono: () => passed,
    sleep: () => Promise.resolve(),
  };
}

export function note(text: string): Fact {
  return { type: 'note-added', data: { text, by: { name: 'Ada' }, evidence: [] } };
}

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-test-'));
  made.push(folder);
  return folder;
}

/** A run folder whose journal holds these notes, closed; and the journal's bytes. */
export async function journalOf(...texts: readonly string[]): Promise<{ folder: string; path: string; bytes: Buffer }> {
  const folder = tempFolder();
  const journal = await openJournal(folder, planHash, steppingClock());
  for (const text of texts) await journal.append([note(text)]);
  await journal.close();
  const path = join(folder, 'journal.jsonl');
  return { folder, path, bytes: readFileSync(path) };
}

export function appendBytes(path: string, bytes: string | Uint8Array): void {
  appendFileSync(path, bytes);
}

/** What a promise came to, as one value: its result, or the code and text of the DrillError. */
export async function settled(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return `${String(thrown.code)}: ${thrown.message}`;
    throw thrown;
  }
}
