import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStatus } from '../../../src-main/app/run-status.ts';
import { readJournal } from '../../../src-main/journal/read-journal.ts';
import { readPlan } from '../../../src-main/journal/run-folder.ts';
import { deviationViews } from '../../../src-shared/report/deviation-views.ts';
import { evidenceRegister } from '../../../src-shared/report/evidence-register.ts';
import { stepViews } from '../../../src-shared/report/step-views.ts';
import { en } from '../../../src-shared/report/texts/en.ts';
import { probeOutages } from '../../../src-shared/run/probes-outage.ts';
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

test('RUN-25: reports of an old journal, as they are printed: with each step, as deviations, with their evidence', async () => {
  const run = join(folder, 'failure-reported');
  const { plan, hash } = await readPlan(run);
  const { records } = await readJournal(join(run, 'journal.jsonl'), hash);
  const state = records.reduce<RunState>(evolve, initialState(plan, hash));
  const reports = stepViews({ state, events: records, evidence: [] }, en).map(({ id, state: is, reports: said }) => [
    id,
    is,
    said.map(({ reason, settles }) => `${reason}${settles ? ', failed for it' : ''}`),
  ]);
  const deviations = deviationViews(records, en).map(({ kind, subject, reason }) => `${kind} ${subject}: ${reason}`);
  const evidence = evidenceRegister(plan, state, en).all.map(({ number, what, source }) => [number, what, source]);
  expect({ reports, deviations, evidence }).toEqual({
    reports: [
      ['p/press', 'undone', ['the lamp stays red', 'red again']],
      ['q/look', 'failed', ['the shell is locked, failed for it']],
      ['r/pull', 'failed', ['the plug is bolted, failed for it']],
      ['rollback/p/press', 'passed', []],
    ],
    deviations: [
      'self-approved approval/sign/approver: ',
      'reported as not working p/press: the lamp stays red',
      'tried again p/press: the key was turned off',
      'reported as not working p/press: red again',
      'done by hand p/press: pressed on the spare panel',
      'reported as not working q/look: the shell is locked',
      'reported as not working r/pull: the plug is bolted',
      'rolled back : r/pull failed and the runbook says roll back',
    ],
    evidence: [['E-001', 'What did not work at p/press', 'Tom Tester']],
  });
});

test('RUN-61, RUN-62, RUN-63: probes of an old journal: what was up, out, and not measured', async () => {
  const run = join(folder, 'probes');
  const { plan, hash } = await readPlan(run);
  const { records } = await readJournal(join(run, 'journal.jsonl'), hash);
  const state = records.reduce<RunState>(evolve, initialState(plan, hash));
  const seconds = (iso: string): number => (Date.parse(iso) - Date.parse('2026-11-21T02:00:00.000Z')) / 1000;
  const seen = probeOutages(state).map(({ id, takes, spans }) => [
    id,
    takes,
    spans.map(({ is, from, to }) => `${is} ${seconds(from)} to ${seconds(to)}`),
  ]);
  expect(seen).toEqual([
    [
      'sip',
      73,
      [
        'up 1 to 71',
        'down 71 to 113.004',
        'up 113.004 to 117.004',
        'not-measured 117.004 to 301',
        'up 301 to 320.004',
        'not-measured 320.004 to 340',
        'down 340 to 345.004',
      ],
    ],
    ['web', 34, ['up 1 to 71', 'down 71 to 116', 'not-measured 116 to 301', 'up 301 to 345.004']],
  ]);
});
