import { expect, test } from 'vitest';
import type { RecordingEvent, RecordingPart } from '../../../src-shared/rpc/run-calls.ts';
import { Replay } from './replay.ts';
import { ReplayReader } from './replay-reader.ts';

/** A recording with one line each 100 ms, and 3 events in a part. */
function recording(count: number) {
  const events = Array.from({ length: count }, (_, n): RecordingEvent => ({
    atMs: n * 100,
    kind: 'o',
    text: `${n}\n`,
  }));
  const asked: number[] = [];
  const read = (from: number): Promise<RecordingPart> => {
    asked.push(from);
    const part = events.slice(from, from + 3);
    const next = from + 3 < count ? { next: from + 3 } : {};
    return Promise.resolve({ width: 80, height: 24, durationMs: (count - 1) * 100, events: part, ...next });
  };
  return { asked, reader: new ReplayReader(read) };
}

function screen() {
  let shown = '';
  return {
    shown: () => shown.replaceAll('\n', ' ').trim(),
    text: (_: string, text: string) => void (shown += text),
    gap: (units: number) => void (shown += `[${units}] `),
    fill: (segments: readonly { kind: string; text?: string }[]) =>
      void (shown += segments.map(({ text }) => text ?? '').join('')),
    reset: () => void (shown = ''),
  };
}

test('goes on with what comes, and back by the last lines', async () => {
  const { reader, asked } = recording(20);
  const sink = screen();
  const replay = new Replay(reader, sink);
  const at = async (ms: number): Promise<string> => {
    await replay.go(ms);
    return sink.shown();
  };
  expect(await reader.head()).toEqual({ width: 80, height: 24, durationMs: 1900, problem: undefined });
  expect(await at(150)).toBe('0 1');
  expect(replay.nextMs).toBe(200);
  expect(await at(400)).toBe('0 1 2 3 4');
  expect(await at(250)).toBe('0 1 2');
  expect(await at(1000)).toBe('[12] 6 7 8 9 10');
  expect(await at(1250)).toBe('[12] 6 7 8 9 10 11 12');
  expect(await at(9999)).toBe('[35] 15 16 17 18 19');
  expect(replay.nextMs).toBeUndefined();
  expect(await at(0)).toBe('0');
  // Each part was read once, but those that were no longer in memory.
  expect(asked).toEqual([0, 3, 6, 9, 12, 15, 18, 0]);
});

test('the newest wish counts', async () => {
  const { reader } = recording(20);
  const sink = screen();
  const replay = new Replay(reader, sink);
  expect(await Promise.all([replay.go(1900), replay.go(300), replay.go(200)])).toEqual([false, false, true]);
  expect(sink.shown()).toBe('0 1 2');
});

test('an empty recording has a beginning and an end', async () => {
  const { reader } = recording(0);
  const sink = screen();
  expect([await reader.head(), await new Replay(reader, sink).go(500), sink.shown()]).toEqual([
    { width: 80, height: 24, durationMs: -100, problem: undefined },
    true,
    '',
  ]);
});
