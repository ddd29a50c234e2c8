import { expect, test } from 'vitest';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { HostState } from '../../../src-shared/run/state.ts';
import { foldHosts } from './fold-hosts.ts';

test('while nothing is wrong every host has its line, those that run above those that are done', () => {
  expect(seen([...many('passed', 5), ...many('running', 5)])).toEqual([
    'running: 1 2 3 4 5 | folded: none',
    'passed: 1 2 3 4 5 | folded: none',
  ]);
});

test('two of forty failed: they stand open, and the others behind one line, so that the answers are in sight', () => {
  expect(seen([...many('passed', 38), ...many('failed', 2)])).toEqual([
    'failed: 1 2 | folded: none',
    `passed: none | folded: ${names(38)}`,
  ]);
});

test('forty failed: the first three stand open', () => {
  expect(seen(many('failed', 40))).toEqual([`failed: 1 2 3 | folded: ${names(40).split(' ').slice(3).join(' ')}`]);
});

test('a few hosts are never folded: the line would take as much room', () => {
  expect(seen([...many('unknown', 1), ...many('failed', 5), ...many('passed', 2)])).toEqual([
    'unknown: 1 | folded: none',
    'failed: 1 2 3 4 5 | folded: none',
    'passed: 1 2 | folded: none',
  ]);
});

function many(state: HostState['state'], count: number): readonly HostState[] {
  return Array.from({ length: count }, (_, at) => ({
    host: asId<HostId>(String(at + 1)),
    state,
    attempts: [],
    outputs: {},
    tries: 0,
  }));
}

function names(count: number): string {
  return many('passed', count)
    .map(({ host }) => host)
    .join(' ');
}

function seen(hosts: readonly HostState[]): readonly string[] {
  const list = (some: readonly HostState[]): string => some.map(({ host }) => host).join(' ') || 'none';
  return foldHosts(hosts).map(({ state, shown, folded }) => `${state}: ${list(shown)} | folded: ${list(folded)}`);
}
