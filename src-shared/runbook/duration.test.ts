import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

test('reads durations, and nothing that is none', () => {
  const texts = ['90s', '45m', '1h30m', '2d', '1.5s', '250ms', '0s', '1d2h3m4s5ms', ' 5m '];
  const wrong = ['', '5', 'm', '30m1h', '1h 30m', '-5s', '5 m', '1.5h', 'PT5M', '400d', '5S'];
  expect([...texts, ...wrong].map((text) => [text, parseDuration(text)])).toEqual([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1.5s', 1500],
    ['250ms', 250],
    ['0s', 0],
    ['1d2h3m4s5ms', 93_784_005],
    [' 5m ', 300_000],
    ...wrong.map((text) => [text, undefined]),
  ]);
});

test('what is formatted reads back to the same milliseconds', () => {
  fc.assert(
    fc.property(fc.nat({ max: 366 * 86_400_000 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});
