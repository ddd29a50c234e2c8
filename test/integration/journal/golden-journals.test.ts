import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStatus } from '../../../src-main/app/run-status.ts';
import { readJournal } from '../../../src-main/journal/read-journal.ts';
import { readPlan } from '../../../src-main/journal/run-folder.ts';
import { evolve, initialState } from '../../../src-shared/run/evolve.ts';
import type { RunState } from '../../../src-shared/run/state.ts';

/**
 * Journals that an earlier version wrote. They are never written again: a change that reads them differently would
 * read a customer's signed record differently. A new kind of fact gets a journal of its own beside them.
 */
const folder = join(import.meta.dirname, '../../fixtures/journals');
const later = Date.parse('2026-11-21T02:00:10.000Z');

test.each(readdirSync(folder))('RUN-1: the journal %s reads today as on the day it was written', async (name) => {
  const run = join(folder, name);
  const { plan, hash } = await readPlan(run);
  const { records, torn } = await readJournal(join(run, 'journal.jsonl'), hash);
  const state = records.reduce<RunState>(evolve, initialState(plan, hash));
  const expected: unknown = JSON.parse(readFileSync(join(run, 'status.json'), 'utf8'));
  expect([runStatus(state, hash, later), torn.length]).toEqual([expected, 0]);
});

test('RUN-43, RUN-44: terminals of an old journal, with what was typed in them', async () => {
  const run = join(folder, 'terminals');
  const { plan, hash } = await readPlan(run);
  const { records } = await readJournal(join(run, 'journal.jsonl'), hash);
  const { terminals } = records.reduce<RunState>(evolve, initialState(plan, hash));
  const seen = terminals.map(({ recordingName, reason, closed }) => [
    recordingName,
    reason ?? '',
    closed?.end.kind,
    closed?.typed.map(({ text }) => text) ?? [],
    closed?.typedLeftOut,
  ]);
  expect(seen).toEqual([
    ['p.look.t1.a', '', 'exit', ['sudo -i', '[not echoed, 7 characters]'], 3],
    ['terminal.t2.b', 'its log was asked for', 'interrupted', [], 0],
    ['terminal.t3.c', 'to compare', 'not-opened', [], 0],
    ['p.look.t4.a', '', 'lost', ['uptime'], 0],
  ]);
});
