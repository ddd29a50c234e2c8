import { expect, test } from 'vitest';
import { clockText, fit, oneLine, timeOfDay, wrapped } from './terminal-text.ts';

test('text is cut to the cells of the terminal, wide characters counting two', () => {
  const rows = [
    ['hello', 10, 'hello'],
    ['hello', 5, 'hello'],
    ['hello', 4, 'hel…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['e\u0301tat', 4, 'e\u0301tat'],
    ['', 3, ''],
  ] as const;
  expect(rows.map(([text, cells]) => [text, cells, fit(text, cells)])).toEqual(rows);
});

test('what a host prints cannot steer the terminal', () => {
  expect(oneLine('a\u001b[31mred\u001b[0m\r\n\tb\u0007\u202ec')).toBe('ared b\\u{7}\\u{202e}c');
});

test('durations and times of day', () => {
  expect([0, 999, 134_000, 3_729_000].map(clockText)).toEqual(['0:00', '0:00', '2:14', '1:02:09']);
  const iso = '2026-11-21T02:14:08.123Z';
  expect([timeOfDay(iso, 'Europe/Rome'), timeOfDay(iso, 'Nowhere')]).toEqual(['03:14:08', '02:14:08Z']);
});

test('text breaks between words, keeps its margin, and leaves a long word whole', () => {
  expect([
    wrapped('  one two three', 9),
    wrapped('  one two three', 9, 2),
    wrapped('a /very/long/path b', 6),
    wrapped('one two', Infinity),
    wrapped('', 5),
  ]).toEqual(['  one two\n  three', '  one two\n    three', 'a\n/very/long/path\nb', 'one two', '']);
});
