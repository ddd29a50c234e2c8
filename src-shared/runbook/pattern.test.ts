import { expect, test } from 'vitest';
import { messageOf } from '../base/drill-error.ts';
import { compilePattern } from './pattern.ts';

test('searches; ^ and $ mean the whole text unless (?m)', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['active', 'role: active\n'],
    ['^active$', 'role\nactive\n'],
    ['(?m)^active$', 'role\nactive\n'],
    ['^a$', 'a\n'],
    ['é+', 'caféé'],
  ];
  expect(cases.map(([pattern, text]) => compilePattern(pattern).test(text))).toEqual([true, false, true, false, true]);
});

test('gives the first match, and all of them', () => {
  const pattern = compilePattern('(\\S+)\\.tgz( old)?');
  expect([
    pattern.first('none'),
    pattern.first('b 😀a.tgz'),
    pattern.all('a.tgz\nb.tgz old').map(({ groups }) => groups),
  ]).toEqual([
    undefined,
    { start: 2, end: 9, text: '😀a.tgz', groups: ['😀a', undefined] },
    [
      ['a', undefined],
      ['b', ' old'],
    ],
  ]);
});

test('says what RE2 lacks', () => {
  const wrong = ['a(?=b)', '(?<!a)b', '(a)\\1', 'a++', '(', 'a{2000}'];
  const said = wrong.map((source) => {
    try {
      return compilePattern(source).source;
    } catch (thrown) {
      return messageOf(thrown).replace(/, RE2 has none.*/, ' …');
    }
  });
  expect(said).toEqual([
    '`a(?=b)` is no RE2 pattern: it looks ahead or behind …',
    '`(?<!a)b` is no RE2 pattern: it looks ahead or behind …',
    '`(a)\\1` is no RE2 pattern: it refers back to a group …',
    '`a++` is no RE2 pattern: it is atomic or possessive …',
    '`(` is no RE2 pattern: missing closing ): `(`',
    '`a{2000}` is no RE2 pattern: invalid repeat count: `{2000}`',
  ]);
});

test('no pattern hangs: what takes a backtracking engine for ever ends at once', () => {
  const started = performance.now();
  expect(compilePattern('^(a+)+$').test(`${'a'.repeat(100_000)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
