import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { aboutOf, givenSecrets } from './run-inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'drillbook-inputs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function said<T>(work: () => T): T | string {
  try {
    return work();
  } catch (thrown) {
    return (thrown as Error).message.replaceAll(folder, '…');
  }
}

test('secrets: of files without their last newline, else of the environment; an empty one is none', () => {
  const env = { DRILLBOOK_SECRET_PIN: 'env', DRILLBOOK_SECRET_OTHER: '', PIN: 'x' };
  const rows: readonly (readonly [texts: readonly string[], secrets: unknown])[] = [
    [[], [['pin', 'env']]],
    [[`pin=@${file('pin', ' a=b ü\r\n')}`], [['pin', ' a=b ü']]],
    [['pin'], '--secret: write it as name=@FILE, or name=- for standard input.'],
    [['pin=abc'], '--secret pin=…: give a file, pin=@FILE: other users can read a command line.'],
    [[`pin=@${file('empty', '\n')}`], '--secret pin=@…/empty: nothing came from there.'],
  ];
  expect(rows.map(([texts]) => [texts, said(() => [...givenSecrets(texts, env)])])).toEqual(rows);
});

test('the window of the answers is in their zone, and an option counts before it', () => {
  const answers = { window: { from: '2026-11-21T22:00', to: '2026-11-22T02:00' }, zone: 'America/New_York' };
  expect([
    aboutOf(answers, []),
    aboutOf(answers, ['zone=Europe/Rome', 'window.to=2026-11-22T03:00Z']),
    said(() => aboutOf(answers, ['window.to=2026-11-21T21:00'])),
  ]).toEqual([
    { window: { from: '2026-11-21T22:00:00-05:00', to: '2026-11-22T02:00:00-05:00' }, zone: 'America/New_York' },
    { window: { from: '2026-11-21T22:00:00+01:00', to: '2026-11-22T03:00Z' }, zone: 'Europe/Rome' },
    'The window ends (2026-11-21T21:00) before it begins (2026-11-21T22:00).',
  ]);
});
