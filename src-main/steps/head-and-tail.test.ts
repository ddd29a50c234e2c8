import { expect, test } from 'vitest';
import { HeadAndTail } from './head-and-tail.ts';

const MiB = 1024 * 1024;

test('a short stream is whole, with CRLF as LF', () => {
  const kept = new HeadAndTail();
  kept.push(Buffer.from('one\r'));
  kept.push(Buffer.from('\ntwo'));
  expect(kept.text()).toEqual({ text: 'one\ntwo', truncated: false });
});

test('exactly two MiB are whole; one byte more leaves out one byte', () => {
  const text = (bytes: number): { text: string; truncated: boolean } => {
    const kept = new HeadAndTail();
    for (let left = bytes; left > 0; left -= 65_536) kept.push(Buffer.alloc(Math.min(left, 65_536), 'x'));
    return kept.text();
  };
  expect([text(2 * MiB).truncated, text(2 * MiB).text.length]).toEqual([false, 2 * MiB]);
  expect([text(2 * MiB + 1).truncated, text(2 * MiB + 1).text.length]).toEqual([true, 2 * MiB + 1]);
});

test('of a long stream the first and the last MiB are kept', () => {
  const kept = new HeadAndTail();
  kept.push(Buffer.from('first'));
  for (let chunk = 0; chunk < 100; chunk += 1) kept.push(Buffer.alloc(MiB / 4, '.'));
  kept.push(Buffer.from('last'));
  const { text, truncated } = kept.text();
  expect([text.startsWith('first'), text.endsWith('last'), truncated, text.length]).toEqual([
    true,
    true,
    true,
    2 * MiB + 1,
  ]);
});
