import { expect, test } from 'vitest';
import { cyclesOf, needsOf } from './graph.ts';

test('a step needs the one before it in its phase, unless it says so', () => {
  const steps = [
    { id: 'a', phase: 'p', needs: undefined },
    { id: 'b', phase: 'p', needs: undefined },
    { id: 'c', phase: 'p', needs: [] },
    { id: 'd', phase: 'p', needs: ['a', 'nowhere'] },
    { id: 'e', phase: 'q', needs: undefined },
  ];
  const needs = needsOf(steps, (reference) => (reference === 'nowhere' ? undefined : reference));
  expect([...needs]).toEqual([
    ['a', []],
    ['b', ['a']],
    ['c', []],
    ['d', ['a']],
    ['e', []],
  ]);
});

test('names each circle once, in full, begun at its first step', () => {
  const needs = new Map<string, readonly string[]>([
    ['a', []],
    ['b', ['d', 'a']],
    ['c', ['b']],
    ['d', ['c', 'a']],
    ['e', ['e']],
    ['f', ['b', 'e', 'nowhere']],
  ]);
  expect(cyclesOf(needs)).toEqual([
    ['b', 'd', 'c', 'b'],
    ['e', 'e'],
  ]);
});

test('a chain of 50,000 is no trouble', () => {
  const needs = new Map(Array.from({ length: 50_000 }, (_, at) => [`s${at}`, at === 49_999 ? [] : [`s${at + 1}`]]));
  expect(cyclesOf(needs)).toEqual([]);
});
