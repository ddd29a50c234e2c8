import { expect, test } from 'vitest';
import { asId, type RunId } from '../../../src-shared/base/ids.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { filterRuns } from './filter-runs.ts';

const entry = (run: string, part: Partial<RunEntry>): RunEntry => ({
  run: asId<RunId>(run),
  folder: '',
  held: 'free',
  runbook: { id: 'a', version: '1', title: 'Activate the client' },
  mode: 'rehearsal',
  practice: true,
  state: 'sealed',
  about: { zone: 'UTC' },
  people: [],
  waitsFor: [],
  createdAt: '2026-11-21T02:00:00.000Z',
  verdicts: { cases: 0, pass: 0, fail: 0, other: 0 },
  owed: 0,
  unknown: 0,
  ...part,
});

const runs = [
  entry('one', { mode: 'live', state: 'running', about: { zone: 'UTC', customer: 'Example Spa', change: 'CHG-7' } }),
  entry('two', { people: [{ role: 'witness', name: 'Rita Rossi' }] }),
  entry('three', { state: 'paused' }),
];
const found = (...args: [Parameters<typeof filterRuns>[1], string]): readonly string[] =>
  filterRuns(runs, ...args).map(({ run }) => run);

test('runs are found by state, mode and every word that is shown of them', () => {
  expect({
    all: found('all', ''),
    open: found('open', ''),
    ended: found('ended', ''),
    live: found('live', ''),
    change: found('all', 'chg-7 example'),
    witness: found('all', 'rossi'),
    nothing: found('live', 'rossi'),
  }).toEqual({
    all: ['one', 'two', 'three'],
    open: ['one', 'three'],
    ended: ['two'],
    live: ['one'],
    change: ['one'],
    witness: ['two'],
    nothing: [],
  });
});
