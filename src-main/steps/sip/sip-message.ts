import { randomBytes } from 'node:crypto';

export interface SipPlace {
  readonly address: string;
  readonly port: number;
}

export type SipTransport = 'udp' | 'tcp' | 'tls';

/** One dialogue-less exchange: what stays the same when it is asked again with a login. */
export interface SipCall {
  readonly to: SipPlace;
  readonly transport: SipTransport;
  readonly callId: string;
  readonly tag: string;
  readonly user: string;
}

/** A request of that exchange; a new branch and number for each. */
export interface SipRequest {
  readonly branch: string;
  readonly sequence: number;
  readonly text: string;
}

export interface SipReply {
  readonly status: number;
  readonly reason: string;
  /** Values of a header by its lower-case long name, in their order. */
  readonly all: (name: string) => readonly string[];
}

const short: Readonly<Record<string, string>> = { v: 'via', i: 'call-id', l: 'content-length', t: 'to', f: 'from' };

export function newCall(to: SipPlace, transport: SipTransport, user = 'drillbook'): SipCall {
  return { to, transport, callId: random(12), tag: random(6), user };
}

/** What is asked for, as it also stands in a login. */
export function requestUri({ to, transport }: SipCall): string {
  const usual = transport === 'tls' ? 5061 : 5060;
  const port = to.port === usual ? '' : `:${to.port}`;
  return `sip:${bracketed(to.address)}${port}${transport === 'udp' ? '' : `;transport=${transport}`}`;
}

/** An OPTIONS request (RFC 3261, 11); `rport` lets the answer come through a NAT. `login`: a whole header line. */
export function optionsRequest(call: SipCall, local: SipPlace, sequence: number, login?: string): SipRequest {
  const branch = `z9hG4bK${random(10)}`;
  const here = `${bracketed(local.address)}:${local.port}`;
  const uri = requestUri(call);
  const lines = [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: SIP/2.0/${call.transport.toUpperCase()} ${here};branch=${branch};rport`,
    'Max-Forwards: 70',
    `From: <sip:${call.user}@${bracketed(local.address)}>;tag=${call.tag}`,
    `To: <${uri.replace(/;transport=.*$/u, '')}>`,
    `Call-ID: ${call.callId}@${local.address.replaceAll(':', '.')}`,
    `CSeq: ${sequence} OPTIONS`,
    `Contact: <sip:${call.user}@${here}${call.transport === 'udp' ? '' : `;transport=${call.transport}`}>`,
    ...(login === undefined ? [] : [login]),
    'Accept: application/sdp',
    'User-Agent: Drillbook',
    'Content-Length: 0',
  ];
  return { branch, sequence, text: `${lines.join('\r\n')}\r\n\r\n` };
}

/** A response with all its headers, folded lines joined; undefined for anything else. */
export function readReply(text: string): SipReply | undefined {
  const [head = ''] = text.replace(/^(\r?\n)+/u, '').split(/\r?\n\r?\n/u, 1);
  const [first = '', ...lines] = head.replaceAll(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u);
  const start = /^SIP\/2\.0 ([1-6]\d{2}) ?(.*)$/u.exec(first);
  if (start === null) return undefined;
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    return [short[name] ?? name, line.slice(colon + 1).trim()] as const;
  });
  const all = (name: string): readonly string[] => headers.filter(([is]) => is === name).map(([, value]) => value);
  return { status: Number(start[1]), reason: start[2] ?? '', all };
}

/** True for an answer to this very request. */
export function answers(reply: SipReply, { branch, sequence }: SipRequest): boolean {
  const via = reply.all('via')[0] ?? '';
  const same = new RegExp(`;\\s*branch=${branch}(?![\\w.-])`, 'iu').test(via);
  return same && (reply.all('cseq')[0] ?? '').replace(/\s+/gu, ' ').toUpperCase() === `${sequence} OPTIONS`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
