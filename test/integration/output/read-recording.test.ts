import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createOutputHub } from '../../../src-main/app/output/output-hub.ts';
import { createRecordingThread } from '../../../src-main/app/output/recording-thread.ts';
import { readRecording, readRecordingEnd } from '../../../src-main/app/output/read-recording.ts';
import { createRecordings } from '../../../src-main/journal/recordings.ts';

const folder = mkdtempSync(join(tmpdir(), 'drillbook-read-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a recording is read back as it was written and shown: output, streams, typed lines, duration', async () => {
  const hub = createOutputHub(createRecordingThread());
  const recording = await createRecordings(folder, { listener: hub }).open('t.1.a', 'Look', 0, {
    columns: 120,
    rows: 40,
  });
  expect(hub.names()).toEqual(['t.1.a']);
  await recording.write('stdout', Buffer.from('$ é'), 5);
  recording.typed('ls\r', 7);
  await recording.write('stderr', Buffer.from('no\n'), 2_500);
  const { file } = await recording.close();
  expect(await readRecording(join(folder, file), 0, 10)).toEqual({
    width: 120,
    height: 40,
    durationMs: 2_500,
    events: [
      { atMs: 5, kind: 'o', text: '$ é' },
      { atMs: 7, kind: 'i', text: 'ls\r' },
      { atMs: 2_500, kind: 'm', text: 'stderr' },
      { atMs: 2_500, kind: 'o', text: 'no\n' },
    ],
  });
  const shown = [];
  for await (const chunk of hub.read('t.1.a', 0, new AbortController().signal)) shown.push(chunk);
  expect(shown).toEqual([{ kind: 'closed', file }]);
});

test('parts follow one another; lines that do not hold and a torn end are named and left out', async () => {
  const path = join(folder, 'parts.cast');
  const event = (n: number): string => `${JSON.stringify([n / 1000, 'o', `line ${n} ${'x'.repeat(200)}`])}\n`;
  writeFileSync(path, '{"version":2,"width":90,"height":30}\n');
  for (let n = 0; n < 10_000; n += 1) {
    appendFileSync(path, event(n));
    if (n === 4_999) appendFileSync(path, '[1, "o"\n');
  }
  appendFileSync(path, '[11, "o", "tor');
  const seen: number[] = [];
  const problems: (string | undefined)[] = [];
  let next: number | undefined = 0;
  while (next !== undefined) {
    const part: Awaited<ReturnType<typeof readRecording>> = await readRecording(path, next, 3_000);
    expect(part).toMatchObject({ width: 90, height: 30, durationMs: 9_999 });
    seen.push(...part.events.map(({ atMs }) => atMs));
    problems.push(part.problem);
    ({ next } = part);
  }
  expect(seen).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
  expect(problems).toEqual([undefined, 'line 5002 is no event', undefined, 'it ends in the middle of line 10003']);
  // Somewhere that no part ended: counted from the beginning.
  expect((await readRecording(path, 7_123, 1)).events.map(({ atMs }) => atMs)).toEqual([7_123]);
  await expect(readRecording(join(folder, 'none.cast'), 0, 1)).rejects.toMatchObject({ code: 'file.not-readable' });
});

test('the end of a recording of any length is read alone, and how much came before it is said', async () => {
  const path = join(folder, 'long.cast');
  const line = (n: number): string => `${JSON.stringify([n, 'o', `line ${n} ${'x'.repeat(100_000)}`])}\n`;
  writeFileSync(path, '{"version":2,"width":90,"height":30}\n');
  for (let n = 0; n < 200; n += 1) appendFileSync(path, line(n));
  const end = await readRecordingEnd(path);
  const [first] = end.events;
  const lengthOf = (to: number): number =>
    Array.from({ length: to }, (_, n) => line(n).length).reduce((a, b) => a + b, 37);
  expect({ ...end, events: end.events.map(({ atMs }) => atMs / 1000) }).toEqual({
    width: 90,
    height: 30,
    durationMs: 199_000,
    events: Array.from({ length: 83 }, (_, n) => 117 + n),
    earlier: lengthOf((first?.atMs ?? 0) / 1000),
  });
  const short = join(folder, 'short.cast');
  writeFileSync(short, `{"version":2,"width":90,"height":30}\n${line(1)}[2,"o","tor`);
  const whole = await readRecordingEnd(short);
  expect({ ...whole, events: whole.events.length }).toEqual({
    width: 90,
    height: 30,
    durationMs: 1_000,
    events: 1,
    earlier: 0,
    problem: 'it ends in the middle of a line',
  });
});
