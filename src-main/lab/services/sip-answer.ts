import { randomBytes } from 'node:crypto';

/** Where a request came from, for the top Via. */
export interface SipSource {
  readonly address: string;
  readonly port: number;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  480: 'Temporarily Unavailable',
  486: 'Busy Here',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  603: 'Decline',
};

/** Headers that an answer repeats from its request, by their long and short names. */
const names: Readonly<Record<string, string>> = { v: 'via', f: 'from', t: 'to', i: 'call-id' };

/**
 * Answers one SIP request (RFC 3261) that stands whole in `request`: OPTIONS with `status`, any other method with 405.
 * Undefined for what gets no answer: an ACK, a response, text that is no SIP, or a request that lacks a header it must have.
 */
export function answerSip(request: string, status: number, source: SipSource): string | undefined {
  const [first = '', ...lines] = (request.split('\r\n\r\n', 1)[0] ?? '').split('\r\n');
  const method = /^([A-Z]+) \S+ SIP\/2\.0$/.exec(first)?.[1];
  if (method === undefined || method === 'ACK') return undefined;
  const headers = readHeaders(lines);
  const all = (name: string): readonly string[] => headers.filter(([is]) => is === name).map(([, value]) => value);
  const [vias, [from], [to], [callId], [sequence]] = [
    all('via'),
    all('from'),
    all('to'),
    all('call-id'),
    all('cseq'),
  ] as const;
  if (vias.length === 0 || !from || !to || !callId || !sequence) return undefined;
  const code = method === 'OPTIONS' ? status : 405;
  return [
    `SIP/2.0 ${String(code)} ${reasons[code] ?? 'Answer'}`,
    ...vias.map((via, index) => `Via: ${index === 0 ? cameFrom(via, source) : via}`),
    `From: ${from}`,
    // The tag makes the answer one of this side; a request inside a dialogue brings it.
    `To: ${/;\s*tag=/.test(to) ? to : `${to};tag=${randomBytes(6).toString('hex')}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence}`,
    'Allow: OPTIONS',
    'Server: drillbook practice lab',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/**
 * Takes whole requests from the front of a TCP stream; the rest stays for the next time. A stream that is not SIP grows
 * no further than the caller lets it.
 */
export function takeRequests(stream: string): { readonly requests: readonly string[]; readonly rest: string } {
  const requests: string[] = [];
  // Clients keep a connection open with empty lines between requests.
  let rest = stream.replace(/^[\r\n]+/, '');
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { requests, rest };
    const length = Number(/^(?:content-length|l)\s*:\s*(\d+)/im.exec(rest.slice(0, end))?.[1] ?? 0);
    const whole = end + 4 + length;
    if (rest.length < whole) return { requests, rest };
    requests.push(rest.slice(0, whole));
    rest = rest.slice(whole).replace(/^[\r\n]+/, '');
  }
}

function readHeaders(lines: readonly string[]): readonly (readonly [name: string, value: string])[] {
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    return name === '' ? [] : [[names[name] ?? name, line.slice(colon + 1).trim()] as const];
  });
}

/** RFC 3581: the address and port that the request really came from. */
function cameFrom(via: string, { address, port }: SipSource): string {
  const asked = via.replace(/;rport(?=;|,|$)/, `;rport=${String(port)}`);
  return asked === via ? via : `${asked};received=${address}`;
}
