import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PlanDnsChange } from '../../../src-shared/plan/dns-change.ts';
import { classes, nameBytes, recordBytes, types, uint16, uint32, uint48 } from './wire.ts';

type Algorithm = NonNullable<PlanDnsChange['key']>['algorithm'];

export interface TsigKey {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly secret: Buffer;
}

/** A signed message, and the signature that its answer is signed over with. */
export interface SignedMessage {
  readonly bytes: Buffer;
  readonly mac: Buffer;
}

/** What the signature of an answer is worth. `error`: BADKEY, BADSIG or BADTIME, of which only the last is signed. */
export type AnswerSignature =
  | { readonly kind: 'sound' | 'missing' | 'false' }
  | { readonly kind: 'error'; readonly error: 'BADKEY' | 'BADSIG'; readonly sound: false }
  /** `serverTime` in ms since 1970, where the server says it. */
  | { readonly kind: 'error'; readonly error: 'BADTIME'; readonly sound: boolean; readonly serverTime?: number };

const hashes: Readonly<Record<Algorithm, string>> = {
  'hmac-sha256': 'sha256',
  'hmac-sha384': 'sha384',
  'hmac-sha512': 'sha512',
};
/** How far clocks may be apart: five minutes, as everybody uses. Seconds. */
const fudge = 300;
const errors: Readonly<Record<number, 'BADSIG' | 'BADKEY' | 'BADTIME'>> = { 16: 'BADSIG', 17: 'BADKEY', 18: 'BADTIME' };

/** Signs a message (RFC 8945) at a time in ms since 1970. */
export function signMessage(message: Buffer, key: TsigKey, now: number): SignedMessage {
  const time = Math.floor(now / 1000);
  const variables = signedVariables({ key: key.name, algorithm: key.algorithm, time, fudge, error: 0, other: empty });
  const mac = createHmac(hashes[key.algorithm], key.secret).update(message).update(variables).digest();
  const data = Buffer.concat([
    nameBytes(key.algorithm),
    uint48(time),
    uint16(fudge),
    uint16(mac.length),
    mac,
    message.subarray(0, 2),
    uint16(0),
    uint16(0),
  ]);
  const record = recordBytes({ name: key.name, type: types.TSIG, class: classes.ANY, ttl: 0 }, data);
  const bytes = Buffer.concat([message, record]);
  bytes.writeUInt16BE(message.readUInt16BE(10) + 1, 10);
  return { bytes, mac };
}

/** Judges the signature of an answer to a signed message. */
export function judgeSignature(answer: Buffer, asked: SignedMessage, key: TsigKey): AnswerSignature {
  const found = findTsig(answer);
  if (found === undefined) return { kind: 'missing' };
  const error = errors[found.error];
  if (error === 'BADKEY' || error === 'BADSIG') return { kind: 'error', error, sound: false };
  const sound = isSound(answer, found, asked, key);
  if (error === undefined) return { kind: sound ? 'sound' : 'false' };
  const told = found.other.length >= 6 ? { serverTime: found.other.readUIntBE(0, 6) * 1000 } : {};
  return { kind: 'error', error, sound, ...told };
}

interface FoundTsig {
  /** Where the record begins. */
  readonly at: number;
  readonly key: string;
  readonly algorithm: string;
  readonly time: number;
  readonly fudge: number;
  readonly mac: Buffer;
  readonly originalId: Buffer;
  readonly error: number;
  readonly other: Buffer;
}

const empty = Buffer.alloc(0);

/** What is signed of the record itself, beside the message. */
function signedVariables(of: Pick<FoundTsig, 'key' | 'algorithm' | 'time' | 'fudge' | 'error' | 'other'>): Buffer {
  return Buffer.concat([
    nameBytes(of.key),
    uint16(classes.ANY),
    uint32(0),
    nameBytes(of.algorithm),
    uint48(of.time),
    uint16(of.fudge),
    uint16(of.error),
    uint16(of.other.length),
    of.other,
  ]);
}

function isSound(answer: Buffer, found: FoundTsig, asked: SignedMessage, key: TsigKey): boolean {
  if (found.key !== key.name || found.algorithm !== key.algorithm) return false;
  const plain = Buffer.from(answer.subarray(0, found.at));
  found.originalId.copy(plain, 0);
  plain.writeUInt16BE(answer.readUInt16BE(10) - 1, 10);
  const mac = createHmac(hashes[key.algorithm], key.secret)
    .update(uint16(asked.mac.length))
    .update(asked.mac)
    .update(plain)
    .update(signedVariables(found))
    .digest();
  return mac.length === found.mac.length && timingSafeEqual(mac, found.mac);
}

/** The last record of a message, where that is a TSIG; undefined also where the message cannot be read. */
function findTsig(message: Buffer): FoundTsig | undefined {
  try {
    let at = 12;
    for (let left = message.readUInt16BE(4); left > 0; left -= 1) at = readName(message, at).end + 4;
    let records = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10);
    for (; records > 1; records -= 1) {
      const { end } = readName(message, at);
      at = end + 10 + message.readUInt16BE(end + 8);
    }
    if (records === 0) return undefined;
    const name = readName(message, at);
    return message.readUInt16BE(name.end) === types.TSIG ? readTsig(message, at, name) : undefined;
  } catch (thrown) {
    // Reading past the end: what is cut off has no signature.
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function readTsig(message: Buffer, at: number, name: { readonly name: string; readonly end: number }): FoundTsig {
  const algorithm = readName(message, name.end + 10);
  const start = algorithm.end;
  const macEnd = start + 10 + message.readUInt16BE(start + 8);
  const other = message.readUInt16BE(macEnd + 4);
  return {
    at,
    key: name.name,
    algorithm: algorithm.name,
    time: message.readUIntBE(start, 6),
    fudge: message.readUInt16BE(start + 6),
    mac: message.subarray(start + 10, macEnd),
    originalId: message.subarray(macEnd, macEnd + 2),
    error: message.readUInt16BE(macEnd + 2),
    other: message.subarray(macEnd + 6, macEnd + 6 + other),
  };
}

/** A name in lower case, pointers followed; `end` is where the reading of the record goes on. */
function readName(message: Buffer, from: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = from;
  let end: number | undefined;
  // Pointers lead backwards only: a circle is no name.
  for (let jumps = 0; jumps < 64;) {
    const length = message.readUInt8(at);
    if (length === 0) return { name: labels.join('.'), end: end ?? at + 1 };
    if (length >= 0xc0) {
      end ??= at + 2;
      at = message.readUInt16BE(at) & 0x3fff;
      jumps += 1;
    } else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
      at += 1 + length;
    }
  }
  throw new RangeError('a name that leads in a circle');
}
