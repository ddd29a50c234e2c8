/**
 * DNS messages (RFC 1035), as bytes. By hand, since the lab must verify signatures over the very bytes, and since readers made
 * for answers misread the empty records of updates.
 */
export interface DnsQuestion {
  /** As it came, without the last dot; compare in lower case. */
  readonly name: string;
  readonly type: number;
  readonly class: number;
}

export interface DnsRecord extends DnsQuestion {
  /** Seconds. */
  readonly ttl: number;
  readonly data: Buffer;
  /** Where the record begins in the message. */
  readonly start: number;
}

export interface DnsMessage {
  readonly id: number;
  readonly flags: number;
  readonly questions: readonly DnsQuestion[];
  /** In an update: what must be so before. */
  readonly answers: readonly DnsRecord[];
  /** In an update: the changes. */
  readonly authorities: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

export const dnsTypes = { A: 1, SOA: 6, TSIG: 250, ANY: 255 } as const;
export const dnsClasses = { IN: 1, NONE: 254, ANY: 255 } as const;

/** Length of the header, in bytes. */
const headerLength = 12;

/** Reads a whole message. Throws RangeError for bytes that are none. */
export function readDns(bytes: Buffer): DnsMessage {
  let at = headerLength;
  const readNameHere = (): string => {
    const { name, next } = readName(bytes, at);
    at = next;
    return name;
  };
  const question = (): DnsQuestion => {
    const name = readNameHere();
    at += 4;
    return { name, type: bytes.readUInt16BE(at - 4), class: bytes.readUInt16BE(at - 2) };
  };
  const record = (): DnsRecord => {
    const start = at;
    const head = question();
    const [ttl, length] = [bytes.readUInt32BE(at), bytes.readUInt16BE(at + 4)];
    at += 6 + length;
    if (at > bytes.length) throw new RangeError('a record ends behind the message');
    return { ...head, ttl, data: bytes.subarray(at - length, at), start };
  };
  const times = <Item>(offset: number, item: () => Item): readonly Item[] =>
    Array.from({ length: bytes.readUInt16BE(offset) }, item);
  return {
    id: bytes.readUInt16BE(0),
    flags: bytes.readUInt16BE(2),
    questions: times(4, question),
    answers: times(6, record),
    authorities: times(8, record),
    additionals: times(10, record),
  };
}

/** A name, with its compressed tail followed; `next`: behind it in the message. Throws RangeError for a loop. */
export function readName(bytes: Buffer, from: number): { readonly name: string; readonly next: number } {
  const labels: string[] = [];
  let at = from;
  let next: number | undefined;
  for (let hops = 0; hops < 128; hops++) {
    const length = bytes.readUInt8(at);
    if (length === 0) return { name: labels.join('.'), next: next ?? at + 1 };
    if (length >= 0xc0) {
      next ??= at + 2;
      at = bytes.readUInt16BE(at) & 0x3fff;
    } else {
      labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
  throw new RangeError('a name without an end');
}

/** A name, uncompressed. */
export function writeName(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
}

type Written = Omit<DnsRecord, 'start'>;

/** A record as it stands in a message. */
export function writeRecord({ name, type, class: kind, ttl, data }: Written): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(kind, 2);
  fixed.writeUInt32BE(ttl, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(name), fixed, data]);
}

/** A message with at most one question, as an answer has it. */
export function writeDns(message: {
  readonly id: number;
  readonly flags: number;
  readonly question: DnsQuestion | undefined;
  readonly answers: readonly Written[];
  readonly authorities: readonly Written[];
}): Buffer {
  const { id, flags, question, answers, authorities } = message;
  const counts = [question ? 1 : 0, answers.length, authorities.length, 0];
  const header = Buffer.alloc(headerLength);
  for (const [index, value] of [id, flags, ...counts].entries()) header.writeUInt16BE(value, index * 2);
  const asked = Buffer.alloc(question ? 4 : 0);
  if (question) {
    asked.writeUInt16BE(question.type, 0);
    asked.writeUInt16BE(question.class, 2);
  }
  const name = question ? [writeName(question.name)] : [];
  return Buffer.concat([header, ...name, asked, ...[...answers, ...authorities].map(writeRecord)]);
}
