import canonicalize from 'canonicalize';
import type { Sha256 } from '../base/ids.ts';
import type { Fact, RunEvent } from './facts.ts';

/** A line of the journal: the event, the hash of the line before it, and its own. */
export type JournalRecord = RunEvent & { readonly prev: Sha256; readonly hash: Sha256 };

/** SHA-256 of the text's UTF-8 bytes; passed in, because this layer has no hashing of its own. */
export type Sha256Of = (text: string) => Sha256;

export interface SealedRecord {
  readonly record: JournalRecord;
  /** The RFC 8785 form, without the newline that ends it in the file. */
  readonly line: string;
}

/**
 * Gives a fact its place in the chain. The record's data is a copy in canonical form, equal to what a replay of the
 * line gives: no `undefined`, no lone surrogates (text that was cut in the middle of a character must not stop a run).
 * `at` is ISO 8601 UTC with milliseconds, `mono` whole milliseconds. Throws where JSON cannot hold the data at all.
 */
export function sealRecord(
  fact: Fact,
  place: { readonly seq: number; readonly at: string; readonly mono: number; readonly prev: Sha256 },
  sha256: Sha256Of,
): SealedRecord {
  const { text, value } = canonicalForm(fact.data);
  const { seq, at, mono, prev } = place;
  const head = `{"at":"${at}","data":${text}`;
  const rest = `,"mono":${mono},"prev":"${prev}","seq":${seq},"type":"${fact.type}"}`;
  const hash = sha256(head + rest);
  // The copy has the shape of the fact that it was made from; a union cannot say so.
  const record = { seq, at, mono, type: fact.type, data: value, prev, hash } as JournalRecord;
  return { record, line: `${head},"hash":"${hash}"${rest}` };
}

/** Keys come in RFC 8785 order: at, data, hash, mono, prev, seq, type. Only `data` can be of any length. */
const headForm = /^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/;
const headLength = '{"at":"2026-11-21T02:03:43.123Z"'.length;
const dataKey = ',"data":';
const hashKey = ',"hash":"';
const restForm = /^,"mono":(0|[1-9]\d{0,15}),"prev":"([0-9a-f]{64})","seq":([1-9]\d{0,14}),"type":"([a-z-]+)"\}$/;

/**
 * Reads line `seq` of a journal, or says in one sentence why it does not hold. Without `prev` (a first record whose
 * plan is not at hand) the link is taken as it stands.
 *
 * The hash is taken over the very text of the line with its own hash cut out: nothing is put in canonical form again.
 * The cut is exact: what follows the last `,"hash":"` must have the one form of a tail, and what stands before it must
 * be a whole JSON value by itself, which no text inside `data` can bring about. Any changed byte is found; a line that
 * somebody made with a right hash but in another form is told apart by `isCanonical`.
 */
export function checkLine(
  line: string,
  expected: { readonly seq: number; readonly prev: Sha256 | undefined },
  sha256: Sha256Of,
): JournalRecord | string {
  const cut = line.lastIndexOf(hashKey);
  const hashAt = cut + hashKey.length;
  const restAt = hashAt + 65;
  const rest = line.slice(restAt);
  const parts = cut < 0 || line[restAt - 1] !== '"' ? null : restForm.exec(rest);
  const head = line.slice(0, headLength);
  if (parts === null || !headForm.test(head) || !line.startsWith(dataKey, headLength)) {
    return 'it does not have the form of a record';
  }
  const [, mono, prev = '', seq, type] = parts;
  if (Number(seq) !== expected.seq) return `it is numbered ${seq}, not ${expected.seq}`;
  const hash = line.slice(hashAt, restAt - 1);
  if (sha256(line.slice(0, cut) + rest) !== hash) return 'its content does not match its hash';
  if (expected.prev !== undefined && prev !== expected.prev) {
    return expected.seq === 1 ? 'it does not belong to this plan' : 'it does not follow from the record before it';
  }
  const data = parsed(line.slice(headLength + dataKey.length, cut));
  if (data === undefined) return 'it is not JSON';
  const at = head.slice('{"at":"'.length, -1);
  // What the fact holds is the writer's word: the hash says that it is still that word.
  return { seq: expected.seq, at, mono: Number(mono), type, data, prev, hash } as unknown as JournalRecord;
}

/** Whether a text is its own RFC 8785 form, as every line of a journal must be. */
export function isCanonical(text: string): boolean {
  const value = parsed(text);
  return value !== undefined && canonicalize(value) === text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function canonicalForm(value: unknown): { readonly text: string; readonly value: unknown } {
  const seen = { unordered: false };
  const copy = sortedCopy(value, seen);
  const text = seen.unordered ? canonicalize(copy) : JSON.stringify(copy);
  if (text === undefined) throw new Error('A fact without data cannot be recorded');
  return { text, value: copy };
}

/**
 * Keys sorted, `undefined` left out as JSON does, text well formed. `seen` is told of keys that may stand elsewhere than
 * where they were put (number-like ones come first in every object): their order is then made by the slower way.
 */
function sortedCopy(value: unknown, seen: { unordered: boolean }): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${value} cannot be recorded`);
    // JSON has no negative zero.
    return value === 0 ? 0 : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : sortedCopy(item, seen)));
  const copy: Record<string, unknown> = {};
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    if ((key >= '0' && key < ':') || !key.isWellFormed()) seen.unordered = true;
    // A plain assignment to `__proto__` would be lost.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: sortedCopy(member, seen), enumerable: true });
    else copy[key.toWellFormed()] = sortedCopy(member, seen);
  }
  return copy;
}
