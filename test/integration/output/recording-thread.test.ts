import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutputChunk } from '../../../src-main/app/output/output-chunk.ts';
import { createOutputHub, type OutputHub } from '../../../src-main/app/output/output-hub.ts';
import { readRecording } from '../../../src-main/app/output/read-recording.ts';
import { createRecordingThread, type RecordingThread } from '../../../src-main/app/output/recording-thread.ts';
import type { Recording } from '../../../src-main/engine/ports.ts';
import { createRecordings } from '../../../src-main/journal/recordings.ts';

const folder = mkdtempSync(join(tmpdir(), 'drillbook-thread-'));
const never = new AbortController().signal;
let thread: RecordingThread;
let asked = 0;
let adopted = 0;

beforeAll(async () => {
  const real = createRecordingThread();
  // Started by the first that asks: the tests begin when it is there.
  const dummy = (): Promise<never> => new Promise(() => undefined);
  while (real.adopt(0, dummy) === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  thread = {
    adopt: (from, leave) => {
      asked += 1;
      const taken = real.adopt(from, leave);
      if (taken !== undefined) adopted += 1;
      return taken;
    },
  };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function opened(name: string): Promise<{ readonly recording: Recording; readonly hub: OutputHub }> {
  const hub = createOutputHub(thread);
  const options = { listener: hub, takeOver: hub.takeOver };
  return { recording: await createRecordings(folder, options).open(name, 'Flood', 0), hub };
}

const line = (n: number): string => `${String(n).padStart(8, '0')} replication is active – 12 ms behind 😀\n`;

/** Text and gaps as one: what a reader has seen, the gaps filled from `whole`. */
async function seenBy(chunks: AsyncIterable<OutputChunk>, whole: string): Promise<string> {
  let text = '';
  for await (const chunk of chunks) {
    if (chunk.kind === 'closed') return text;
    expect(chunk.from).toBe(text.length);
    text += chunk.kind === 'gap' ? whole.slice(chunk.from, chunk.to) : chunk.text;
  }
  return `${text} (no end)`;
}

test('a long recording goes on in the thread: the same file, the same text for who looked on and who comes late', async () => {
  const { recording, hub } = await opened('long');
  const whole = Array.from({ length: 60_000 }, (_, n) => line(n)).join('');
  const bytes = Buffer.from(whole);
  const early = seenBy(hub.read('long', 0, never), whole);
  let late: Promise<string> | undefined;
  let at = 0;
  // Pieces of odd lengths cut characters; the buffer is used again at once.
  const buffer = Buffer.alloc(7_777);
  for (let from = 0; from < bytes.length; from += buffer.length) {
    const length = bytes.copy(buffer, 0, from);
    await recording.write('stdout', buffer.subarray(0, length), (at += 1));
    if (from > bytes.length / 2) late ??= seenBy(hub.read('long', 0, never), whole);
  }
  recording.typed('q', at + 1);
  expect([asked > 0, adopted]).toEqual([true, 1]);
  expect(hub.names()).toEqual(['long']);
  const summary = await recording.close();
  expect(hub.names()).toEqual([]);
  expect([await early, await late].map((text) => text === whole)).toEqual([true, true]);
  const content = readFileSync(join(folder, summary.file));
  expect(summary).toEqual({
    file: 'recordings/long.cast',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    invalidBytes: 0,
  });
  const read = [];
  for (let next: number | undefined = 0; next !== undefined;) {
    const part: Awaited<ReturnType<typeof readRecording>> = await readRecording(
      join(folder, summary.file),
      next,
      50_000,
    );
    read.push(...part.events);
    ({ next } = part);
  }
  expect(
    read
      .filter(({ kind }) => kind === 'o')
      .map(({ text }) => text)
      .join('') === whole,
  ).toBe(true);
  expect(read.at(-1)).toEqual({ atMs: at + 1, kind: 'i', text: 'q' });
});

test('streams, broken characters and order survive the move; a short recording never moves', async () => {
  const before = adopted;
  const short = await opened('short');
  await short.recording.write('stdout', Buffer.from('hello\n'), 1);
  await short.recording.close();
  expect(adopted).toBe(before);
  const { recording } = await opened('streams');
  const pad = Buffer.alloc(300_000, 'x');
  await recording.write('stderr', Buffer.from([0xe2, 0x82]), 1);
  await recording.write('stdout', pad, 2);
  await recording.write('stderr', Buffer.from([0xac, 0xff]), 3);
  await recording.write('stdout', Buffer.from('end'), 4);
  const { file, invalidBytes } = await recording.close();
  expect(adopted).toBe(before + 1);
  const { events } = await readRecording(join(folder, file), 0, 100);
  expect(events.map(({ kind, text }) => [kind, text.length > 100 ? `${text.length}` : text])).toEqual([
    ['o', '300000'],
    ['m', 'stderr'],
    ['o', '€\ufffd'],
    ['m', 'stdout'],
    ['o', 'end'],
  ]);
  expect(invalidBytes).toBe(1);
});

test('a flood asks its host to wait', async () => {
  const { recording } = await opened('flood');
  const megabyte = Buffer.alloc(1024 * 1024, 'y');
  const answers = Array.from({ length: 8 }, (_, n) => recording.write('stdout', megabyte, n));
  const waits = answers.filter((answer) => answer !== undefined);
  expect(waits.length).toBeGreaterThan(4);
  await Promise.all(waits);
  const { bytes } = await recording.close();
  expect(bytes).toBeGreaterThan(8 * 1024 * 1024);
});

test('a thread that came too late to keep anything does not keep the program from ending', () => {
  const thread = join(import.meta.dirname, '../../../src-main/app/output/recording-thread.ts');
  const program = join(folder, 'late.mjs');
  writeFileSync(
    program,
    `import { createRecordingThread } from ${JSON.stringify(thread)};
     const nobody = () => Promise.reject(new Error('nobody asks'));
     console.log(createRecordingThread().adopt(0, nobody));`,
  );
  const { status, stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8', timeout: 30_000 });
  expect([status, stdout]).toEqual([0, 'undefined\n']);
});
