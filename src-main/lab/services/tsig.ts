import { createHmac, timingSafeEqual } from 'node:crypto';
import { dnsClasses, dnsTypes, readName, writeName, writeRecord, type DnsMessage, type DnsRecord } from './dns-wire.ts';

/** Signed DNS messages, RFC 8945, with HMAC-SHA256 only. */
const algorithm = 'hmac-sha256';
/** RFC 8945 asks for it: how far clocks may be apart, in seconds. */
const fudge = 300;

const tsigErrors = { none: 0, badSignature: 16, badKey: 17, badTime: 18 } as const;

export interface TsigKey {
  readonly name: string;
  /** base64 */
  readonly secret: string;
}

interface Tsig {
  readonly keyName: string;
  readonly algorithm: string;
  /** Seconds since 1970, 48 bits. */
  readonly time: number;
  readonly fudge: number;
  readonly mac: Buffer;
  readonly originalId: number;
  readonly error: number;
  readonly other: Buffer;
}

/** What came of the signature of a message, and how an answer to it is to be signed. */
export interface Verified {
  /** `none`: unsigned. `bad`: the answer's code is NOTAUTH. `malformed`: FORMERR, without a signature. */
  readonly state: 'none' | 'good' | 'bad' | 'malformed';
  /** Adds the signature, or the reason why there is none, to an answer. */
  readonly sign: (answer: Buffer) => Buffer;
}

/** Verifies the signature of a message over its very bytes. `now` in ms since 1970. */
export function verifyTsig(bytes: Buffer, message: DnsMessage, key: TsigKey | undefined, now: number): Verified {
  const unsigned = (answer: Buffer): Buffer => answer;
  const records = [...message.answers, ...message.authorities, ...message.additionals];
  const found = records.filter(({ type }) => type === dnsTypes.TSIG);
  if (found.length === 0) return { state: 'none', sign: unsigned };
  const record = message.additionals.at(-1);
  // It is the last record and the only one of its kind.
  const tsig = record && found.length === 1 && record === found[0] ? readTsig(record) : undefined;
  if (!record || !tsig) return { state: 'malformed', sign: unsigned };
  const refuse = (error: number): Verified => ({
    state: 'bad',
    sign: (answer) => append(answer, { ...tsig, mac: Buffer.alloc(0), error, other: Buffer.alloc(0) }),
  });
  const known = tsig.keyName.toLowerCase() === key?.name.toLowerCase() && tsig.algorithm.toLowerCase() === algorithm;
  if (!key || !known) return refuse(tsigErrors.badKey);
  const mac = macOf(key, [withoutTsig(bytes, record, tsig)], tsig);
  if (mac.length !== tsig.mac.length || !timingSafeEqual(mac, tsig.mac)) return refuse(tsigErrors.badSignature);
  const seconds = Math.floor(now / 1000);
  const late = Math.abs(seconds - tsig.time) > tsig.fudge;
  // A refused time is signed all the same, with the client's time in front and ours behind, so that the client can believe it.
  const own = late
    ? { ...tsig, error: tsigErrors.badTime, other: time48(seconds) }
    : { ...tsig, time: seconds, fudge, error: tsigErrors.none, other: Buffer.alloc(0) };
  return {
    state: late ? 'bad' : 'good',
    sign: (answer) => append(answer, { ...own, mac: macOf(key, [length16(tsig.mac), answer], own) }),
  };
}

function readTsig({ name, data }: DnsRecord): Tsig | undefined {
  try {
    const { name: called, next } = readName(data, 0);
    const macEnd = next + 10 + data.readUInt16BE(next + 8);
    const otherLength = data.readUInt16BE(macEnd + 4);
    if (data.length !== macEnd + 6 + otherLength) return undefined;
    return {
      keyName: name,
      algorithm: called,
      time: data.readUIntBE(next, 6),
      fudge: data.readUInt16BE(next + 6),
      mac: data.subarray(next + 10, macEnd),
      originalId: data.readUInt16BE(macEnd),
      error: data.readUInt16BE(macEnd + 2),
      other: data.subarray(macEnd + 6),
    };
  } catch {
    // It ends too early.
    return undefined;
  }
}

/** The message as it was when it was signed: without the record, one record fewer, and with the id it had then. */
function withoutTsig(bytes: Buffer, { start }: DnsRecord, { originalId }: Tsig): Buffer {
  const signed = Buffer.from(bytes.subarray(0, start));
  signed.writeUInt16BE(originalId, 0);
  signed.writeUInt16BE(signed.readUInt16BE(10) - 1, 10);
  return signed;
}

function macOf(key: TsigKey, parts: readonly Buffer[], tsig: Omit<Tsig, 'mac'>): Buffer {
  const rest = Buffer.alloc(6);
  rest.writeUInt16BE(dnsClasses.ANY, 0);
  const hmac = createHmac('sha256', Buffer.from(key.secret, 'base64'));
  for (const part of parts) hmac.update(part);
  return hmac
    .update(writeName(tsig.keyName.toLowerCase()))
    .update(rest)
    .update(writeName(tsig.algorithm.toLowerCase()))
    .update(time48(tsig.time))
    .update(numbers16(tsig.fudge, tsig.error, tsig.other.length))
    .update(tsig.other)
    .digest();
}

function append(answer: Buffer, tsig: Tsig): Buffer {
  const data = Buffer.concat([
    writeName(tsig.algorithm),
    time48(tsig.time),
    numbers16(tsig.fudge),
    length16(tsig.mac),
    numbers16(tsig.originalId, tsig.error, tsig.other.length),
    tsig.other,
  ]);
  const record = { name: tsig.keyName, type: dnsTypes.TSIG, class: dnsClasses.ANY, ttl: 0, data };
  const signed = Buffer.concat([answer, writeRecord(record)]);
  signed.writeUInt16BE(answer.readUInt16BE(10) + 1, 10);
  return signed;
}

function time48(seconds: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(seconds, 0, 6);
  return bytes;
}

function numbers16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

/** Bytes behind their length. */
function length16(bytes: Buffer): Buffer {
  return Buffer.concat([numbers16(bytes.length), bytes]);
}
