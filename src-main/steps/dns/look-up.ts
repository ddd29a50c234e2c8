import { randomInt } from 'node:crypto';
import { decode, encode, RECURSION_DESIRED, type Answer, type DecodedPacket } from 'dns-packet';
import { domainName } from '../../../src-shared/plan/record-text.ts';
import type { RecordType } from '../../../src-shared/plan/world-check.ts';
import { exchangeTcp, exchangeUdp, type Exchanged, type NameServer } from './exchange.ts';
import { textOfAnswer } from './answer-text.ts';

/** What one server says of a name and type; `records` sorted, each once. */
export type LookedUp =
  /** `ttl`: seconds, the longest. */
  | { readonly kind: 'records'; readonly records: readonly string[]; readonly ttl: number }
  /** `ttl`: how long caches keep that there is nothing, where the server says so. */
  | { readonly kind: 'nothing'; readonly why: 'no such name' | 'no such record'; readonly ttl?: number }
  | { readonly kind: 'error'; readonly rcode: string }
  | { readonly kind: 'silent' | 'refused' }
  | { readonly kind: 'trouble'; readonly message: string };

const rcodes: Readonly<Record<number, string>> = {
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
};

/** The name of a response code. */
export function rcodeName(code: number): string {
  return rcodes[code] ?? `code ${code}`;
}

/** Asks one server, by UDP and again once after 3 s, by TCP where the answer was cut off. */
export async function lookUp(
  server: NameServer,
  name: string,
  type: RecordType,
  signal: AbortSignal,
): Promise<LookedUp> {
  const asked = await askTwice(server, question(name, type, true), signal);
  // A server that does not know EDNS says FORMERR to it: then it is asked as in 1987.
  const old = asked.kind === 'reply' && rcodeOf(asked.bytes) === 'FORMERR';
  const answered = old ? await askTwice(server, question(name, type, false), signal) : asked;
  switch (answered.kind) {
    case 'reply':
      return read(answered.bytes, name, type);
    case 'trouble':
      return { kind: 'trouble', message: answered.message };
    case 'silent':
    case 'refused':
      return { kind: answered.kind };
  }
}

async function askTwice(server: NameServer, message: Buffer, signal: AbortSignal): Promise<Exchanged> {
  const first = await exchangeUdp(server, message, signal);
  const last = first.kind === 'silent' ? await exchangeUdp(server, message, signal) : first;
  const cut = last.kind === 'reply' && (last.bytes.readUInt16BE(2) & 0x0200) !== 0;
  return cut ? exchangeTcp(server, message, signal) : last;
}

function question(name: string, type: RecordType, edns: boolean): Buffer {
  const opt: Answer = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
  return encode({
    type: 'query',
    id: randomInt(65_536),
    flags: RECURSION_DESIRED,
    questions: [{ type, name }],
    ...(edns ? { additionals: [opt] } : {}),
  });
}

function rcodeOf(bytes: Buffer): string {
  const code = bytes.readUInt16BE(2) & 0x0f;
  return code === 0 ? 'NOERROR' : rcodeName(code);
}

function read(bytes: Buffer, name: string, type: RecordType): LookedUp {
  const rcode = rcodeOf(bytes);
  let packet: DecodedPacket;
  try {
    packet = decode(bytes);
  } catch {
    return { kind: 'error', rcode: 'an answer that cannot be read' };
  }
  if (domainName(packet.questions?.[0]?.name) !== name)
    return { kind: 'error', rcode: 'an answer to another question' };
  if (rcode === 'NXDOMAIN') return { kind: 'nothing', why: 'no such name', ...keptFor(packet) };
  if (rcode !== 'NOERROR') return { kind: 'error', rcode };
  // Of a chain of CNAMEs only its end is asked for.
  const found = (packet.answers ?? []).filter((one) => one.type === type);
  if (found.length === 0) return { kind: 'nothing', why: 'no such record', ...keptFor(packet) };
  const records = [...new Set(found.map((one) => textOfAnswer(one)))].sort();
  return { kind: 'records', records, ttl: Math.max(...found.map((one) => ('ttl' in one ? (one.ttl ?? 0) : 0))) };
}

/** RFC 2308: the lesser of the SOA's own TTL and its last field. */
function keptFor(packet: DecodedPacket): { readonly ttl?: number } {
  const soa = packet.authorities?.find((one) => one.type === 'SOA');
  return soa === undefined ? {} : { ttl: Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0) };
}
