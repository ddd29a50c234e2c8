import { expect, test } from 'vitest';
import { headAndTail } from './head-and-tail-lines.ts';

const lines = (count: number, marked: readonly number[] = []) =>
  Array.from({ length: count }, (_, at) => ({
    text: `${at + 1}`,
    ...(marked.includes(at + 1) ? { marked: true } : {}),
  }));
const shown = (count: number, marked?: readonly number[]): string =>
  [...headAndTail(lines(count, marked), 3, (left) => `(${left})`)].map(({ text }) => text).join(' ');

test('of a long output the head and the tail stand, what met the expectation, and how much is missing where', () => {
  expect([shown(0), shown(6), shown(10), shown(11), shown(20), shown(30, [2, 10, 12, 29])]).toEqual([
    '',
    '1 2 3 4 5 6',
    '1 2 3 4 5 6 7 8 9 10',
    '1 2 3 (5) 9 10 11',
    '1 2 3 (14) 18 19 20',
    '1 2 3 (6) 10 11 12 (15) 28 29 30',
  ]);
});
