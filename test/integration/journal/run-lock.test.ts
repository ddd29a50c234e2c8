import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/open-journal.ts';
import { readJournal } from '../../../src-main/journal/read-journal.ts';
import { journalOf, note, planHash, settled, steppingClock } from './fixture.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly bootId: string;
  readonly started: string;
}

/** What this process writes into a lock. */
async function ownLock(): Promise<Holder> {
  const { folder } = await journalOf();
  const journal = await openJournal(folder, planHash, steppingClock());
  const holder = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as Holder;
  await journal.close();
  return holder;
}

async function opening(folder: string): Promise<unknown> {
  return settled(
    openJournal(folder, planHash, steppingClock()).then(async (journal) => {
      await journal.close();
      return `opened with ${journal.records.length}`;
    }),
  );
}

test('a run has one writer at a time, and is free again after the close', async () => {
  const { folder } = await journalOf('one');
  const journal = await openJournal(folder, planHash, steppingClock());
  const lock = join(folder, 'lock');
  const hint = `If that program is gone for certain, delete ${lock} and try again.`;
  const second = await opening(folder);
  await journal.close();
  expect({ second, third: await opening(folder), files: readdirSync(folder) }).toEqual({
    second: `run.locked: This run is held by process ${process.pid} on ${hostname()}. ${hint}`,
    third: 'opened with 1',
    files: ['journal.jsonl'],
  });
});

const noProcess = 2 ** 22 + 1;
const holders: readonly (readonly [string, (own: Holder) => unknown, RegExp])[] = [
  ['a process that is gone', (own) => ({ ...own, pid: noProcess }), /^opened with 1$/],
  ['a process of an earlier boot', (own) => ({ ...own, bootId: 'earlier' }), /^opened with 1$/],
  ['a pid that is used again', (own) => ({ ...own, started: '1' }), /^opened with 1$/],
  [
    'another machine',
    (own) => ({ ...own, host: 'elsewhere' }),
    /^run.locked: This run is held by process \d+ on elsew/,
  ],
  ['nobody who can be told', () => 'x', /^run.locked: This run is held by a program that cannot be told/],
];

test.runIf(process.platform === 'linux').each(holders)('a lock of %s', async (_name, holder, expected) => {
  const { folder } = await journalOf('one');
  writeFileSync(join(folder, 'lock'), JSON.stringify(holder(await ownLock())));
  expect(await opening(folder)).toMatch(expected);
});

test('of many that find the same stale lock, one gets the run', async () => {
  const { folder } = await journalOf('one');
  writeFileSync(join(folder, 'lock'), JSON.stringify({ ...(await ownLock()), pid: noProcess }));
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => openJournal(folder, planHash, steppingClock())),
  );
  const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(won).toHaveLength(1);
  await won[0]!.append([note('two')]);
  await won[0]!.close();
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

test('a writer whose run was taken over cannot append, and finds out', async () => {
  const { folder, path } = await journalOf('one');
  const old = await openJournal(folder, planHash, steppingClock());
  rmSync(join(folder, 'lock'));
  const taker = await openJournal(folder, planHash, steppingClock());
  const refused = await settled(old.append([note('from the old one')]));
  await taker.append([note('from the new one')]);
  await old.close();
  const stillLocked = await opening(folder);
  await taker.close();
  const { records } = await readJournal(path, planHash);
  expect({ refused, stillLocked, texts: records.map(({ data }) => ('text' in data ? data.text : '')) }).toEqual({
    refused: expect.stringMatching(/^journal.sync-failed: .*another program has taken this run over$/) as string,
    stillLocked: expect.stringMatching(/^run.locked/) as string,
    texts: ['one', 'from the new one'],
  });
});
