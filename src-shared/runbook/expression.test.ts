import { expect, test } from 'vitest';
import { messageOf } from '../base/drill-error.ts';
import { evaluateExpression, renderTemplate } from './expression.ts';

const context = {
  params: { service: 'tvox.example.test', count: 3, ratio: 1.5, absent: null },
  targets: { client: { host: { name: 'C', vars: { role: 'probe' } }, hosts: [{ name: 'C' }] } },
  steps: {
    'a/b': { state: 'passed', outputs: { age: '12', names: ['x', 'y'] }, choice: 'newest', hosts: {} },
    'a/c': { state: 'failed', outputs: {}, choice: '', hosts: { h: { outputs: { role: 'active' } } } },
  },
  results: [{ outputs: { role: 'active' } }, { outputs: { role: 'idle' } }],
};

function outcome(text: string): unknown {
  try {
    return evaluateExpression(text, context);
  } catch (thrown) {
    return { failed: messageOf(thrown) };
  }
}

test('evaluates CEL over plain values', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['params.count + 1', 4],
    ['params.ratio * 2.0', 3],
    ['int(steps["a/b"].outputs.age) <= 300', true],
    ['steps["a/c"].hosts["h"].outputs.role', 'active'],
    ['results.exists_one(r, r.outputs.role == "active")', true],
    ['targets.client.hosts.map(h, h.name)', ['C']],
    ['steps["a/b"].outputs.names.join(" ")', 'x y'],
    ['duration("90s")', '1m30s'],
    ['"a/z" in steps', false],
    ['has(params.absent) && params.absent == null', true],
    ['{"a": [1, 2u]}', { a: [1, 2] }],
    ['params.nope', { failed: '`params.nope`: No such key: nope' }],
    ['toString', { failed: '`toString`: Unknown variable: toString' }],
    ['params.__proto__', { failed: '`params.__proto__`: No such key: __proto__' }],
    ['1 +', { failed: '`1 +`: Unexpected token: EOF' }],
    ['nope(1)', { failed: "`nope(1)`: found no matching overload for 'nope(int)'" }],
  ];
  expect(cases.map(([text]) => [text, outcome(text)])).toEqual(cases);
});

test('matches is RE2, wherever it stands', () => {
  const slow = `"${'a'.repeat(60)}b".matches("^(a+)+$")`;
  const cases: readonly (readonly [string, unknown])[] = [
    ['params.service.matches("^tvox")', true],
    ['( params . service ) . matches ( "^tvox" + "x" )', false],
    ['["matches"].exists(matches, matches.matches("^m") && "b".matches("b"))', true],
    ['"x".matches("(?P<n>x)")', true],
    ['"role: active\\n".matches("active$")', false],
    [slow, false],
  ];
  expect(cases.map(([text]) => [text, outcome(text)])).toEqual(cases);
  expect(outcome('"x".matches("x(?=y)")')).toEqual({
    failed: expect.stringContaining('is no RE2 pattern: it looks ahead') as string,
  });
});

test('an expression has limits of size', () => {
  const deep = `${'('.repeat(1000)}1${')'.repeat(1000)}`;
  const bangs = `${'!'.repeat(4000)}true`;
  const all = [deep, bangs, `1${'+1'.repeat(1500)}`, 'a'.repeat(5000)].map(outcome);
  expect(all.every((one) => typeof one === 'object')).toBe(true);
});

test('templates take values as text, and refuse what has none', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['no template', 'no template'],
    ['{{ params.service }}:{{params.count}}', 'tvox.example.test:3'],
    ['{{ {"a": "}}"}["a"] }}', '}}'],
    ['', ''],
    ['{{ "{{" }}', '{{'],
  ];
  expect(cases.map(([text]) => [text, renderTemplate(text, context)])).toEqual(cases);
  expect(() => renderTemplate('{{ steps["a/b"].outputs.names }}', context)).toThrow('gives a list');
  expect(() => renderTemplate('{{ params.absent }}', context)).toThrow('gives nothing');
  expect(() => renderTemplate('{{ params.count', context)).toThrow('has no `}}`');
});

test('a whole number and one with a fraction are counted with alike', () => {
  const counted = [2, 2.5].map((n) =>
    ['params.n * 1.5', '2.0 - params.n', 'params.n + 1.0', 'params.n / 0.5'].map((text) =>
      evaluateExpression(text, { params: { n } }),
    ),
  );
  expect(counted).toEqual([
    [3, 0, 3, 4],
    [3.75, -0.5, 3.5, 5],
  ]);
});
