import { expect, test } from 'vitest';
import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import { searchRunbooks } from './search-runbooks.ts';

const entry = (id: string, more: Partial<RunbookEntry>): RunbookEntry => ({
  file: `/books/${id}.yaml`,
  shown: `${id}.yaml`,
  shipped: false,
  id,
  title: id,
  version: '1',
  phases: 1,
  steps: 1,
  cases: 0,
  errors: 0,
  hints: 0,
  lastRuns: [],
  ...more,
});

const runbooks = [
  entry('sample-run', { shipped: true }),
  entry('zeta', {}),
  entry('tvox-2', { system: 'tvox', title: 'Riattivare il più vecchio' }),
  entry('sip', { system: 'SIP HA', summary: 'Moves the VIP' }),
  entry('tvox-1', { system: 'TVox', title: 'Activate' }),
];

test('every word must be found, without regard to case and accents; systems by name, none and samples last', () => {
  const shown = (query: string) =>
    searchRunbooks(runbooks, query).map(({ system, runbooks: own }) => [system, own.map(({ id }) => id)]);
  expect({ all: shown(''), words: shown('tvox PIU'), summary: shown('vip'), none: shown('tvox vip') }).toEqual({
    all: [
      ['SIP HA', ['sip']],
      ['tvox', ['tvox-1', 'tvox-2']],
      [undefined, ['zeta']],
      [undefined, ['sample-run']],
    ],
    words: [['tvox', ['tvox-2']]],
    summary: [['SIP HA', ['sip']]],
    none: [],
  });
});
