import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/open-journal.ts';
import { readJournal, readRecords } from '../../../src-main/journal/read-journal.ts';
import { appendBytes, journalOf, note, planHash, settled, steppingClock, tempFolder } from './fixture.ts';

test('a journal is begun, appended to, closed and read back as it was acknowledged', async () => {
  const folder = tempFolder();
  const journal = await openJournal(folder, planHash, steppingClock());
  const before = { head: journal.head, records: journal.records.length };
  const acknowledged = [
    ...(await journal.append([note('one'), note('two')])),
    ...(await journal.append([note('three')])),
  ];
  await journal.close();
  const again = await openJournal(folder, planHash, steppingClock());
  await again.close();
  expect({ before, inMemory: journal.records, read: again.records, head: again.head, torn: again.tornBytes }).toEqual({
    before: { head: planHash, records: 0 },
    inMemory: acknowledged,
    read: acknowledged,
    head: acknowledged.at(-1)?.hash,
    torn: 0,
  });
  expect(acknowledged.map(({ seq, at, mono, prev }) => ({ seq, at, mono, prev }))).toEqual([
    { seq: 1, at: '2026-11-21T02:00:00.000Z', mono: 1, prev: planHash },
    { seq: 2, at: '2026-11-21T02:00:00.000Z', mono: 1, prev: acknowledged[0]?.hash },
    { seq: 3, at: '2026-11-21T02:00:00.001Z', mono: 2, prev: acknowledged[1]?.hash },
  ]);
  expect(statSync(join(folder, 'journal.jsonl')).mode & 0o777).toBe(0o600);
});

test('records come to the file in the order of the calls, whoever calls', async () => {
  const folder = tempFolder();
  const journal = await openJournal(folder, planHash, steppingClock());
  const called: string[] = [];
  const acknowledged: string[] = [];
  const produce = async (producer: number): Promise<void> => {
    for (let n = 0; n < 20; n += 1) {
      const text = `${producer}/${n}`;
      called.push(text);
      await journal.append([note(text)]);
      acknowledged.push(text);
    }
  };
  await Promise.all(Array.from({ length: 64 }, (_, producer) => produce(producer)));
  await journal.close();
  const { records } = await readJournal(join(folder, 'journal.jsonl'), planHash);
  const texts = records.map((record) => (record.type === 'note-added' ? record.data.text : record.type));
  expect({ texts, acknowledged }).toEqual({ texts: called, acknowledged: called });
});

test('what was appended before the close is on disk after it; nothing is appended later', async () => {
  const folder = tempFolder();
  const journal = await openJournal(folder, planHash, steppingClock());
  const pending = journal.append([note('last')]);
  await journal.close();
  expect(await pending).toHaveLength(1);
  expect(await settled(journal.append([note('late')]))).toMatch(/^journal.sync-failed: The journal is closed/);
});

test('data that cannot be recorded does not break the chain', async () => {
  const folder = tempFolder();
  const journal = await openJournal(folder, planHash, steppingClock());
  const wrong = { type: 'preflight-finished', data: { problems: Number.NaN } } as const;
  await expect(journal.append([note('one'), wrong])).rejects.toThrow('NaN cannot be recorded');
  await journal.append([note('two')]);
  await journal.close();
  expect((await readJournal(join(folder, 'journal.jsonl'), planHash)).records).toHaveLength(1);
});

test('any bit flipped in any byte is found, or makes the tail torn', async () => {
  const { path, bytes } = await journalOf('one', 'two: “è”', 'three');
  const missed: string[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    for (const bit of [0x01, 0x20, 0x80]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= bit;
      writeFileSync(path, changed);
      const read = await readJournal(path, planHash).catch((error: unknown) => error);
      const tornOnly = at === bytes.length - 1 && !(read instanceof Error);
      if (!(read instanceof Error) && !tornOnly) missed.push(`${at}^${bit}`);
    }
  }
  expect(missed).toEqual([]);
});

test('a changed record is named by its number', async () => {
  const { path, folder, bytes } = await journalOf('one', 'two', 'three');
  writeFileSync(path, bytes.toString().replace('"two"', '"2"'));
  const said = `journal.corrupt: Record 2 of ${path} does not hold: its content does not match its hash.`;
  expect(await settled(openJournal(folder, planHash, steppingClock()))).toBe(said);
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

const edits: readonly (readonly [string, (lines: string[]) => string[], string])[] = [
  ['a line taken out', ([a = '', , c = '']) => [a, c], 'Record 2 of FILE does not hold: it is numbered 3, not 2.'],
  [
    'lines swapped',
    ([a = '', b = '', c = '']) => [a, c, b],
    'Record 2 of FILE does not hold: it is numbered 3, not 2.',
  ],
  ['a line doubled', ([a = '']) => [a, a], 'Record 2 of FILE does not hold: it is numbered 1, not 2.'],
  [
    'an empty line',
    (lines) => ['', ...lines],
    'Record 1 of FILE does not hold: it does not have the form of a record.',
  ],
  [
    'CRLF',
    (lines) => lines.map((l) => `${l}\r`),
    'Record 1 of FILE does not hold: it does not have the form of a record.',
  ],
];

test.each(edits)('corruption is told from a torn tail: %s', async (_name, edit, said) => {
  const { path, bytes } = await journalOf('one', 'two', 'three');
  const lines = edit(bytes.toString().trimEnd().split('\n'));
  writeFileSync(path, `${lines.join('\n')}\n`);
  expect(await settled(readJournal(path, planHash))).toBe(`journal.corrupt: ${said.replace('FILE', path)}`);
});

test('a journal of another plan does not hold', async () => {
  const { path } = await journalOf('one');
  const said = `journal.corrupt: Record 1 of ${path} does not hold: it does not belong to this plan.`;
  expect(await settled(readJournal(path, 'f'.repeat(64) as typeof planHash))).toBe(said);
});

test('cut off after any byte, a journal opens with its whole records, keeps the torn bytes and goes on', async () => {
  const { folder, path, bytes } = await journalOf('one', 'zwö');
  const firstEnd = bytes.indexOf(0x0a) + 1;
  for (let length = 0; length < bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length));
    const whole = length < firstEnd ? 0 : 1;
    const torn = bytes.subarray(whole === 0 ? 0 : firstEnd, length);
    const journal = await openJournal(folder, planHash, steppingClock());
    await journal.append([note('after')]);
    await journal.close();
    const kept = readdirSync(folder).filter((name) => name.startsWith('journal.torn-')).length;
    const keptBytes = torn.length === 0 ? torn : readFileSync(join(folder, `journal.torn-${kept}`));
    const { records } = await readJournal(path, planHash);
    expect({ torn: journal.tornBytes, kept: keptBytes.equals(torn), records: records.length }).toEqual({
      torn: torn.length,
      kept: true,
      records: whole + 1,
    });
  }
});

test('reading a journal that is being written touches nothing', async () => {
  const { folder, path, bytes } = await journalOf('one');
  appendBytes(path, '{"at":"2026');
  const { records, torn } = await readJournal(path, undefined);
  expect({ records: records.length, torn: Buffer.from(torn).toString(), files: readdirSync(folder) }).toEqual({
    records: 1,
    torn: '{"at":"2026',
    files: ['journal.jsonl'],
  });
  expect(readFileSync(path)).toHaveLength(bytes.length + 11);
});

test('read line by line, a journal has the same records, also with lines above any buffer and a torn end', async () => {
  const { path } = await journalOf('one', 'è'.repeat(400_000), 'three', 'x'.repeat(256 * 1024), 'five');
  appendBytes(path, 'torn');
  const { records, torn } = await readJournal(path, planHash);
  expect(await readRecords(path, planHash)).toEqual({ records, tornBytes: torn.length });
  expect([records.length, torn.length]).toEqual([5, 4]);
});

test('read line by line, a journal that is broken or gone says so as ever', async () => {
  const { path, bytes } = await journalOf('one', 'two');
  writeFileSync(path, Buffer.from(bytes.map((byte, at) => (at === bytes.length - 200 ? byte ^ 1 : byte))));
  const broken = await settled(readJournal(path, planHash));
  expect(broken).toMatch(/^journal.corrupt: Record 2/);
  expect(await settled(readRecords(path, planHash))).toBe(broken);
  expect(await settled(readRecords(`${path}.gone`, planHash))).toMatch(/^file.not-readable: /);
});
