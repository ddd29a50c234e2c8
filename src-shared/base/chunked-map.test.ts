import { expect, test } from 'vitest';
import { ChunkedMap } from './chunked-map.ts';

const numbers = Array.from({ length: 40 }, (_, n): [string, number] => [`k${n}`, n]);

test('a change makes a new map and leaves the old one as it was; values come in the order of their keys', () => {
  const old = ChunkedMap.from(numbers);
  const changed = old.with('k17', -17);
  const grown = changed.with('new', 40).with('newer', 41).with('new', -40);
  expect(
    [old, changed, grown].map((map) => [map.get('k17'), map.get('new'), map.get('none'), [...map.values()]]),
  ).toEqual([
    [17, undefined, undefined, numbers.map(([, n]) => n)],
    [-17, undefined, undefined, numbers.map(([, n]) => (n === 17 ? -17 : n))],
    [-17, -40, undefined, [...numbers.map(([, n]) => (n === 17 ? -17 : n)), -40, 41]],
  ]);
});

test.each([0, 1, 15, 16, 17, 33])('a map of %i keys grows by one', (count) => {
  const map = ChunkedMap.from(numbers.slice(0, count)).with('new', -1);
  expect([...map.values()]).toEqual([...numbers.slice(0, count).map(([, n]) => n), -1]);
});
