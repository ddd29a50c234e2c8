import { expect, test } from 'vitest';
import { cleanPaste, needsLook } from './clean-paste.ts';
import { LastLines } from './last-lines.ts';
import { OutputQueue } from './output-queue.ts';

const kib = 1024;

test('pieces of one stream come as one, in their order, about as many as asked for', () => {
  const queue = new OutputQueue();
  queue.push('stdout', 'one ');
  queue.push('stdout', 'two\n');
  queue.push('stderr', 'oh\n');
  queue.gap(10);
  queue.push('stdout', '');
  queue.push('stdout', 'three\n');
  expect(queue.take(9)).toEqual([
    { kind: 'text', stream: 'stdout', text: 'one two\n' },
    { kind: 'text', stream: 'stderr', text: 'oh\n' },
  ]);
  expect(queue.take(1)).toEqual([
    { kind: 'gap', units: 10 },
    { kind: 'text', stream: 'stdout', text: 'three\n' },
  ]);
  expect([queue.isEmpty, queue.take(1)]).toEqual([true, []]);
});

test('over 1 MiB the newest 512 KiB stay, and one gap says how much was left out', () => {
  const queue = new OutputQueue();
  queue.gap(7);
  for (let n = 0; n < 100; n += 1) queue.push('stdout', String(n % 10).repeat(32 * kib));
  const [gap, text, ...rest] = queue.take(Infinity);
  const length = text?.kind === 'text' ? text.text.length : 0;
  expect(gap).toEqual({ kind: 'gap', units: 7 + 100 * 32 * kib - length });
  expect([length >= 512 * kib, length <= kib * kib, rest]).toEqual([true, true, []]);
});

test('the last lines of a recording, by stream, and how much came before', () => {
  const last = new LastLines();
  last.push([{ atMs: 0, kind: 'o', text: 'old\n' }]);
  last.push([{ atMs: 1, kind: 'm', text: 'stderr' }]);
  last.push([{ atMs: 1, kind: 'i', text: 'typed' }]);
  for (let n = 0; n < 5_000; n += 1) last.push([{ atMs: 2, kind: 'o', text: `${n}\n` }]);
  const segments = last.segments();
  expect([last.forgotten, segments.length, segments[0]]).toEqual([
    4,
    5_000,
    { kind: 'text', stream: 'stderr', text: '0\n' },
  ]);
});

test('a paste cannot end its brackets and go on as keys', () => {
  expect(cleanPaste('ls\u001b[201~\r\nrm -rf x\r\u009b201~\tend\u0000\u202e')).toBe('ls[201~\nrm -rf x\n201~\tend');
  expect([needsLook('ls'), needsLook('ls\n'), needsLook('a\nb')]).toEqual([false, true, true]);
});
