import type { DnsService } from '../lab-system.ts';
import { dnsClasses, dnsTypes, readDns, writeDns, writeName, type DnsMessage, type DnsQuestion } from './dns-wire.ts';
import { changesOf, rcodes, unmetPrerequisite } from './dns-update.ts';
import { verifyTsig } from './tsig.ts';

const flagBits = { response: 0x8000, authoritative: 0x0400, wanted: 0x0100, recursive: 0x0080 } as const;
const opcodes = { query: 0, update: 5 } as const;
/** For answers that say that there is nothing, in seconds: a practice must not wait for a name that comes. */
const negativeTtl = 5;

interface Reply {
  readonly rcode: number;
  readonly address?: { readonly address: string; readonly ttl: number };
  /** The zone's own record: as the answer, or behind an answer that says that there is nothing. */
  readonly zoneRecord?: 'answer' | 'authority';
}

/** Answers one DNS message; undefined for bytes that get none. `now` in ms since 1970. */
export function answerDns(bytes: Buffer, service: DnsService, now: number): Buffer | undefined {
  // Too short for a header, or itself an answer: two servers must not talk for ever.
  if (bytes.length < 12 || bytes.readUInt16BE(2) & flagBits.response) return undefined;
  let message: DnsMessage;
  try {
    message = readDns(bytes);
  } catch {
    const asked = { id: bytes.readUInt16BE(0), flags: bytes.readUInt16BE(2), questions: [] };
    return encode(asked, { rcode: rcodes.formErr }, service);
  }
  const key = service.update && { name: service.update.keyName, secret: service.update.secret };
  const { state, sign } = verifyTsig(bytes, message, key, now);
  if (state === 'malformed') return encode(message, { rcode: rcodes.formErr }, service);
  if (state === 'bad') return sign(encode(message, { rcode: rcodes.notAuth }, service));
  return sign(encode(message, replyTo(message, service, state === 'good'), service));
}

function replyTo(message: DnsMessage, service: DnsService, signed: boolean): Reply {
  const [question, ...more] = message.questions;
  if (!question || more.length > 0) return { rcode: rcodes.formErr };
  switch ((message.flags >> 11) & 0xf) {
    case opcodes.query:
      return lookUp(question, service);
    case opcodes.update:
      return { rcode: update(message, question, service, signed) };
    default:
      return { rcode: rcodes.notImp };
  }
}

function lookUp({ name, type }: DnsQuestion, service: DnsService): Reply {
  const wanted = name.toLowerCase();
  if (!isBelow(wanted, service.zone)) return { rcode: rcodes.refused };
  const found = service.records()[wanted];
  const isApex = wanted === service.zone.toLowerCase();
  if (type === dnsTypes.SOA && isApex) return { rcode: rcodes.noError, zoneRecord: 'answer' };
  if (found && (type === dnsTypes.A || type === dnsTypes.ANY)) return { rcode: rcodes.noError, address: found };
  return { rcode: found || isApex ? rcodes.noError : rcodes.nxDomain, zoneRecord: 'authority' };
}

function update(message: DnsMessage, zone: DnsQuestion, service: DnsService, signed: boolean): number {
  if (zone.type !== dnsTypes.SOA) return rcodes.formErr;
  if (!service.update || zone.name.toLowerCase() !== service.zone.toLowerCase()) return rcodes.notAuth;
  if (!signed) return rcodes.refused;
  const all = [...message.answers, ...message.authorities];
  if (all.some(({ name }) => !isBelow(name.toLowerCase(), service.zone))) return rcodes.notZone;
  const records = service.records();
  const unmet = unmetPrerequisite(message.answers, records);
  if (unmet !== undefined) return unmet;
  const changes = changesOf(message.authorities, records);
  if (changes === undefined) return rcodes.refused;
  for (const [name, change] of changes) service.update.set(name, change?.address, change?.ttl ?? 0);
  return rcodes.noError;
}

function isBelow(name: string, zone: string): boolean {
  const lower = zone.toLowerCase();
  return name === lower || name.endsWith(`.${lower}`);
}

function encode(
  { id, flags, questions }: Pick<DnsMessage, 'id' | 'flags' | 'questions'>,
  { rcode, address, zoneRecord }: Reply,
  service: DnsService,
): Buffer {
  const [question] = questions;
  const who = service.update ? flagBits.authoritative : flagBits.recursive;
  const soa = zoneRecord && { name: service.zone, type: dnsTypes.SOA, class: dnsClasses.IN, ttl: negativeTtl };
  const zone = soa && [{ ...soa, data: soaData(service.zone) }];
  const own = question && address && { name: question.name, type: dnsTypes.A, class: dnsClasses.IN };
  const data = Buffer.from(address?.address.split('.').map(Number) ?? []);
  return writeDns({
    id,
    // The code of the operation and the wish for recursion come back as they were.
    flags: flagBits.response | (flags & 0x7800) | who | (flags & flagBits.wanted) | rcode,
    question,
    answers: own ? [{ ...own, ttl: address.ttl, data }] : zoneRecord === 'answer' ? (zone ?? []) : [],
    authorities: zoneRecord === 'authority' ? (zone ?? []) : [],
  });
}

function soaData(zone: string): Buffer {
  const numbers = Buffer.alloc(20);
  // Serial, refresh, retry, expire, minimum: nobody transfers this zone.
  for (const [index, value] of [1, 60, 60, 3600, negativeTtl].entries()) numbers.writeUInt32BE(value, index * 4);
  return Buffer.concat([writeName(`dns.${zone}`), writeName(`hostmaster.${zone}`), numbers]);
}
