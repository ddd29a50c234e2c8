import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { asId } from '../base/ids.ts';
import type { HostId, Sha256, StepId } from '../base/ids.ts';
import type { Fact } from './facts.ts';
import { checkLine, isCanonical, sealRecord } from './record.ts';

const sha256 = (text: string): Sha256 => asId(createHash('sha256').update(text).digest('hex'));
const planHash = sha256('plan');
const at = '2026-11-21T02:03:43.123Z';
const first = { seq: 1, at, mono: 7, prev: planHash };
const note = (text: string): Fact => ({ type: 'note-added', data: { text, by: { name: 'Ada' }, evidence: [] } });

function seal(fact: Fact): string {
  return sealRecord(fact, first, sha256).line;
}

function check(line: string, expected: { seq?: number; prev?: Sha256 } = {}): unknown {
  return checkLine(line, { seq: 1, prev: planHash, ...expected }, sha256);
}

test('a line is the RFC 8785 form of the record, and its hash that of the form without it', () => {
  const { record, line } = sealRecord({ type: 'host-answered', data: { host: asId<HostId>('a') } }, first, sha256);
  const body = `{"at":"${at}","data":{"host":"a"},"mono":7,"prev":"${planHash}","seq":1,"type":"host-answered"}`;
  expect({ line, record, canonical: isCanonical(line) }).toEqual({
    line: body.replace(',"mono"', `,"hash":"${sha256(body)}","mono"`),
    record: { ...first, type: 'host-answered', data: { host: 'a' }, hash: sha256(body) },
    canonical: true,
  });
});

const outputs: readonly (readonly [string, Record<string, unknown>])[] = [
  ['keys out of order', { b: 1, a: { d: [{ f: 1, e: 2 }], c: null } }],
  ['number-like keys, which objects put first', { 10: 'x', 9: 'y', a: 'z' }],
  ['__proto__', JSON.parse('{"__proto__":{"x":1},"a":2}') as Record<string, unknown>],
  ['half a character', { cut: 'x\ud83d', '\udc00': 1 }],
  ['undefined', { a: undefined, b: [undefined] }],
  ['numbers', { a: -0, b: 1e21, c: 0.1, d: 1e-7 }],
  ['text that looks like a tail', { a: `","hash":"${planHash}","mono":1`, b: '\u2028\u0000\\"' }],
  ['an object that looks like a tail', { a: { hash: planHash, mono: 1, prev: planHash, seq: 1, type: 'x' } }],
];

test.each(outputs)('what is acknowledged is what a replay gives: %s', (_name, values) => {
  const fact: Fact = {
    type: 'step-settled',
    data: { step: asId<StepId>('a/b'), state: 'passed', why: 'seen', outputs: values },
  };
  const { record, line } = sealRecord(fact, first, sha256);
  expect({ read: check(line), canonical: isCanonical(line) }).toEqual({ read: record, canonical: true });
});

test('data that JSON cannot hold is refused', () => {
  const fact = { type: 'preflight-finished', data: { problems: Number.NaN } } as const;
  expect(() => sealRecord(fact, first, sha256)).toThrow('NaN cannot be recorded');
});

const line = seal(note('pressed'));
const faults: readonly (readonly [string, unknown, string])[] = [
  ['another number', check(line, { seq: 2 }), 'it is numbered 1, not 2'],
  ['another plan', check(line, { prev: sha256('other') }), 'it does not belong to this plan'],
  ['no record at all', check('{}'), 'it does not have the form of a record'],
  ['an empty line', check(''), 'it does not have the form of a record'],
  ['a space added', check(line.replace('{"at"', '{ "at"')), 'it does not have the form of a record'],
  ['a word changed', check(line.replace('pressed', 'Pressed')), 'its content does not match its hash'],
  ['a key added behind', check(line.replace(/\}$/, ',"x":1}')), 'it does not have the form of a record'],
];

test.each(faults)('%s is said', (_name, said, expected) => {
  expect(said).toBe(expected);
});

test('a later record must follow from the one before it', () => {
  const second = sealRecord(note('two'), { ...first, seq: 2 }, sha256).line;
  expect(check(second, { seq: 2, prev: sha256('one') })).toBe('it does not follow from the record before it');
});

test('a first line whose plan is not at hand is taken with its own link', () => {
  expect(checkLine(line, { seq: 1, prev: undefined }, sha256)).toMatchObject({ seq: 1, prev: planHash });
});

test('a line that was made in another form, with a right hash, is told apart', () => {
  const body = `{"at":"${at}","data":{"b":1,"a":2},"mono":7,"prev":"${planHash}","seq":1,"type":"x"}`;
  const forged = body.replace(',"mono"', `,"hash":"${sha256(body)}","mono"`);
  expect({ read: typeof check(forged), canonical: isCanonical(forged) }).toEqual({ read: 'object', canonical: false });
});

test('data cut out of its place is not read as data', () => {
  const body = `{"at":"${at}","data":{"a":1},"extra":{"b":2},"mono":7,"prev":"${planHash}","seq":1,"type":"x"}`;
  expect(check(body.replace(',"mono"', `,"hash":"${sha256(body)}","mono"`))).toBe('it is not JSON');
});

test('any other character anywhere in a line is found', () => {
  const missed: number[] = [];
  for (let i = 0; i < line.length; i += 1) {
    const other = line[i] === '0' ? '1' : '0';
    if (typeof check(line.slice(0, i) + other + line.slice(i + 1)) !== 'string') missed.push(i);
  }
  expect(missed).toEqual([]);
});
