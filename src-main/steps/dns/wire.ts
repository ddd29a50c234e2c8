import type { PlanDnsChange } from '../../../src-shared/plan/dns-change.ts';

type RecordType = PlanDnsChange['type'];

/** Numbers of RFC 1035, RFC 2136 and RFC 8945. */
export const types: Readonly<Record<RecordType | 'SOA' | 'TSIG', number>> = {
  A: 1,
  CNAME: 5,
  SOA: 6,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  TSIG: 250,
};
export const classes = { IN: 1, ANY: 255 } as const;

/** A name as labels, in lower case and never compressed: so it is also what TSIG signs. */
export function nameBytes(name: string): Buffer {
  const labels = name === '.' ? [] : name.toLowerCase().split('.');
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)]),
    Buffer.from([0]),
  ]);
}

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function uint48(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

/** One resource record. */
export function recordBytes(
  record: { readonly name: string; readonly type: number; readonly class: number; readonly ttl: number },
  data: Buffer,
): Buffer {
  return Buffer.concat([
    nameBytes(record.name),
    uint16(record.type),
    uint16(record.class),
    uint32(record.ttl),
    uint16(data.length),
    data,
  ]);
}

/** The data of a record that stands in the plan's form: checked, addresses in full, one blank between fields. */
export function dataBytes(type: RecordType, text: string): Buffer {
  switch (type) {
    case 'A':
      return Buffer.from(text.split('.').map(Number));
    case 'AAAA':
      return Buffer.concat(text.split(':').map((group) => uint16(parseInt(group, 16))));
    case 'CNAME':
      return nameBytes(text);
    case 'SRV': {
      const [priority, weight, port, target = '.'] = text.split(' ');
      return Buffer.concat([...[priority, weight, port].map((one) => uint16(Number(one))), nameBytes(target)]);
    }
    case 'TXT': {
      const bytes = Buffer.from(text);
      const parts: Buffer[] = [];
      for (let at = 0; at < Math.max(1, bytes.length); at += 255) {
        const part = bytes.subarray(at, at + 255);
        parts.push(Buffer.from([part.length]), part);
      }
      return Buffer.concat(parts);
    }
  }
}
