import { expect, test } from 'vitest';
import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import { attemptBlocks } from './attempt-blocks.ts';
import { paperFormat } from './format.ts';
import { hostEnvBlocks, splitEnv } from './host-env.ts';
import type { AttemptView } from './model.ts';
import { en } from './texts/en.ts';

const attempt = (host: string, more: Partial<AttemptView> = {}): AttemptView => ({
  host,
  number: 1,
  undo: false,
  startedAt: '2026-11-21T01:02:03.000Z',
  durationMs: 400,
  end: 'exit 0',
  outcome: 'passed',
  why: 'exit 0',
  lines: [{ text: 'green', marked: true }],
  leftRunning: false,
  ...more,
});

test('several hosts stand in a table, and what they printed alike stands once', () => {
  const failed = { end: 'exit 1', outcome: 'failed', why: 'exit 1', lines: [] } as const;
  const attempts = [attempt('a'), attempt('b'), attempt('c', failed), attempt('c', { number: 2 })];
  const [table, output, silent] = attemptBlocks(attempts, en, paperFormat('en', 'UTC'));
  expect([table?.kind === 'table' && table.rows.map((row) => row.slice(0, 4)), output, silent]).toEqual([
    [
      ['a', '01:02:03', '0.4 s', { text: 'passed · exit 0', tone: 'passed', note: '' }],
      ['b', '01:02:03', '0.4 s', { text: 'passed · exit 0', tone: 'passed', note: '' }],
      ['c, attempt 1', '01:02:03', '0.4 s', { text: 'failed · exit 1', tone: 'failed', note: '' }],
      ['c, attempt 2', '01:02:03', '0.4 s', { text: 'passed · exit 0', tone: 'passed', note: '' }],
    ],
    { kind: 'code', title: 'Output of a; b; c, attempt 2', lines: [{ text: 'green', marked: true }] },
    { kind: 'text', text: 'c, attempt 1: no output', muted: true, small: true },
  ]);
});

test('values that differ from host to host stand in a table, hosts with the same in one row', () => {
  const work = (host: string, role: string) => ({
    host: asId<HostId>(host),
    env: { SERVICE: { value: 'voice.example.test' }, ROLE: { value: role }, KEY: { secret: 'tsig' } },
  });
  const env = splitEnv([work('a', 'main'), work('b', 'probe'), work('c', 'main')], en);
  const [table] = hostEnvBlocks(env, en);
  expect([env, table?.kind === 'table' && table.rows]).toEqual([
    {
      same: [
        ['SERVICE', 'voice.example.test'],
        ['KEY', 'secret tsig, not shown'],
      ],
      names: ['ROLE'],
      rows: [
        { hosts: ['a', 'c'], values: ['main'] },
        { hosts: ['b'], values: ['probe'] },
      ],
    },
    [
      ['a, c', { text: 'main', mono: true }],
      ['b', { text: 'probe', mono: true }],
    ],
  ]);
});

test('what an attempt came to is said once', () => {
  const refused = 'nothing was sent: a refused';
  const owed = attempt('a', { end: refused, why: refused, outcome: 'owed', lines: [] });
  const [table] = attemptBlocks([owed, attempt('a', { number: 2 })], en, paperFormat('en', 'UTC'));
  expect(table?.kind === 'table' && table.rows[0]?.[3]).toEqual({ text: `owed · ${refused}`, tone: 'owed', note: '' });
});
