import { assertNever } from '../base/assert-never.ts';
import type { RecordType } from './world-check.ts';

/** What a record of each type looks like, for messages. */
const examples: Readonly<Record<RecordType, string>> = {
  A: '192.0.2.20',
  AAAA: '2001:db8::20',
  CNAME: 'voice.example.test',
  NS: 'ns1.example.test',
  PTR: 'voice.example.test',
  MX: '10 mail.example.test',
  SRV: '0 5 5060 sip.example.test',
  TXT: 'any text',
  NAPTR: '10 100 "S" "SIP+D2U" "" _sip._udp.example.test',
  SOA: 'ns1.example.test hostmaster.example.test 2026112101 3600 600 604800 60',
};

/** How a record of this type is written, for a message. */
export function recordExample(type: RecordType): string {
  return examples[type];
}

/**
 * A record as it is compared: names in lower case without the final dot, IPv6 in full, one blank between fields.
 * Undefined where the text is no record of this type.
 */
export function recordText(type: RecordType, text: string): string | undefined {
  const fields = text.trim().split(/\s+/u);
  switch (type) {
    case 'A':
      return isIpv4(text.trim()) ? text.trim() : undefined;
    case 'AAAA':
      return fullIpv6(text.trim());
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return fields.length === 1 ? domainName(fields[0]) : undefined;
    case 'MX':
      return numbersThenName(fields, 1);
    case 'SRV':
      return numbersThenName(fields, 3);
    case 'TXT':
      return text;
    case 'NAPTR':
      return naptr(text.trim());
    case 'SOA':
      return soa(fields);
    default:
      return assertNever(type, 'record type');
  }
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/u.test(part) && Number(part) <= 255);
}

/** Eight groups without leading zeros: the one form in which two addresses can be compared as text. */
function fullIpv6(text: string): string | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(text);
  if (dotted !== null) {
    const [, head = '', tail = ''] = dotted;
    if (!isIpv4(tail)) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
    return fullIpv6(`${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  const halves = text.split('::');
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = groups.flat();
  const gap = 8 - given.length;
  if (halves.length > 2 || (halves.length === 2 ? gap < 1 : gap !== 0)) return undefined;
  if (!given.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return undefined;
  const [before = [], after = []] = groups;
  const all = halves.length === 2 ? [...before, ...Array.from({ length: gap }, () => '0'), ...after] : given;
  return all.map((group) => parseInt(group, 16).toString(16)).join(':');
}

/** A name in lower case without its final dot; `.` stays. */
export function domainName(text: string | undefined): string | undefined {
  if (text === '.') return text;
  const name = text?.replace(/\.$/u, '').toLowerCase();
  const sound =
    name !== undefined &&
    name.length <= 253 &&
    name.split('.').every((label) => /^(?:\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)$/u.test(label));
  return sound ? name : undefined;
}

function isNumber16(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,5}$/u.test(text) && Number(text) <= 65_535;
}

function numbersThenName(fields: readonly string[], numbers: number): string | undefined {
  const name = domainName(fields[numbers]);
  if (fields.length !== numbers + 1 || name === undefined || !fields.slice(0, numbers).every(isNumber16)) {
    return undefined;
  }
  return [...fields.slice(0, numbers).map(Number), name].join(' ');
}

function naptr(text: string): string | undefined {
  const found = /^(\d{1,5})\s+(\d{1,5})\s+"([^"]*)"\s+"([^"]*)"\s+"([^"]*)"\s+(\S+)$/u.exec(text);
  const [, order, preference, flags = '', services = '', regexp = '', replacement] = found ?? [];
  const name = domainName(replacement);
  if (!isNumber16(order) || !isNumber16(preference) || name === undefined) return undefined;
  return `${Number(order)} ${Number(preference)} "${flags}" "${services}" "${regexp}" ${name}`;
}

function soa(fields: readonly string[]): string | undefined {
  const names = [domainName(fields[0]), domainName(fields[1])];
  const numbers = fields.slice(2);
  const sound = numbers.length === 5 && !names.includes(undefined) && numbers.every((one) => /^\d{1,10}$/u.test(one));
  return sound ? [...names, ...numbers.map(Number)].join(' ') : undefined;
}
