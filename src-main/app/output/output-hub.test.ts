import { expect, test } from 'vitest';
import type { OutputChunk } from './output-chunk.ts';
import { createOutputHub } from './output-hub.ts';
import { createRecordingThread } from './recording-thread.ts';

const never = new AbortController().signal;
const text = (from: number, value: string, stream: 'stdout' | 'stderr' = 'stdout', atMs = 0): OutputChunk => ({
  kind: 'text',
  from,
  to: from + value.length,
  stream,
  text: value,
  atMs,
});

async function all(chunks: AsyncIterable<OutputChunk>): Promise<readonly OutputChunk[]> {
  const found: OutputChunk[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return found;
}

test('a recording is offered while it is written: pieces joined, streams apart, then its end', async () => {
  const hub = createOutputHub(createRecordingThread());
  const read = all(hub.read('a.b.1.c', 0, never));
  const sink = hub.opened('a.b.1.c', 'recordings/a.b.1.c.cast');
  expect(hub.names()).toEqual(['a.b.1.c']);
  sink.text('stdout', 'one ', 1);
  sink.text('stdout', 'two\n', 2);
  sink.text('stderr', 'oh\n', 3);
  sink.text('stdout', 'three\n', 4);
  sink.closed();
  expect(await read).toEqual([
    text(0, 'one two\n', 'stdout', 1),
    text(8, 'oh\n', 'stderr', 3),
    text(11, 'three\n', 'stdout', 4),
    { kind: 'closed', file: 'recordings/a.b.1.c.cast' },
  ]);
  expect(hub.names()).toEqual([]);
  expect(await all(hub.read('a.b.1.c', 5, never))).toEqual([{ kind: 'closed', file: 'recordings/a.b.1.c.cast' }]);
});

test('a reader goes on where it was, also in the middle of a piece, and never past the end', async () => {
  const hub = createOutputHub(createRecordingThread());
  const sink = hub.opened('n', 'f');
  sink.text('stdout', '0123456789', 0);
  const reads = [hub.read('n', 4, never), hub.read('n', 10, never), hub.read('n', 99, never)].map((read) => all(read));
  sink.text('stdout', 'ab', 0);
  sink.closed();
  const closed = { kind: 'closed', file: 'f' };
  expect(await Promise.all(reads)).toEqual([
    [text(4, '456789'), text(10, 'ab'), closed],
    [text(10, 'ab'), closed],
    [text(10, 'ab'), closed],
  ]);
});

test('what a slow reader has missed is a gap; 512 KiB are kept, in chunks of 32 KiB that cut no character', async () => {
  const hub = createOutputHub(createRecordingThread());
  const sink = hub.opened('n', 'f');
  const chunks = hub.read('n', 0, never)[Symbol.asyncIterator]();
  sink.text('stdout', 'first', 0);
  expect((await chunks.next()).value).toEqual(text(0, 'first'));
  const flood = `x${'😀'.repeat(16 * 1024)}`.repeat(32);
  sink.text('stdout', flood, 1);
  sink.closed();
  const rest = await all({ [Symbol.asyncIterator]: () => chunks });
  const end = 5 + flood.length;
  const [gap, ...texts] = rest;
  expect(gap).toMatchObject({ kind: 'gap', from: 5 });
  const shown = texts.flatMap((chunk) => (chunk.kind === 'text' ? [chunk] : []));
  const kept = shown.map((chunk) => chunk.text).join('');
  expect(flood.endsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThan(480 * 1024);
  expect(kept.length).toBeLessThanOrEqual(544 * 1024);
  expect(gap).toEqual({ kind: 'gap', from: 5, to: end - kept.length });
  expect(shown.every((chunk) => chunk.text.length <= 32 * 1024 && chunk.text.isWellFormed())).toBe(true);
  expect(rest.at(-1)).toEqual({ kind: 'closed', file: 'f' });
});

test('200 floods at once keep 64 MiB together', async () => {
  const hub = createOutputHub(createRecordingThread());
  const sinks = Array.from({ length: 200 }, (_, n) => hub.opened(`n${n}`, 'f'));
  for (const sink of sinks) for (let n = 0; n < 20; n += 1) sink.text('stdout', 'y'.repeat(32 * 1024), n);
  for (const sink of sinks) sink.text('stdout', 'end', 21);
  const leave = new AbortController();
  let kept = 0;
  for (let n = 0; n < 200; n += 1) {
    for await (const chunk of hub.read(`n${n}`, 0, leave.signal)) {
      if (chunk.kind === 'text') kept += chunk.text.length;
      if (chunk.kind === 'text' && chunk.text.endsWith('end')) break;
    }
  }
  expect(kept).toBeLessThanOrEqual(72 * 1024 * 1024);
  expect(kept).toBeGreaterThan(48 * 1024 * 1024);
});

test('a reader that leaves ends quietly, whether it waits for a name or for output', async () => {
  const hub = createOutputHub(createRecordingThread());
  const leave = new AbortController();
  hub.opened('open', 'f');
  const reads = [all(hub.read('open', 0, leave.signal)), all(hub.read('unknown', 0, leave.signal))];
  leave.abort();
  expect(await Promise.all(reads)).toEqual([[], []]);
});
