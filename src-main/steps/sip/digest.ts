import { createHash, randomBytes } from 'node:crypto';
import type { SipReply } from './sip-message.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The header that answers a 401 or 407, or why none can be made. `stale`: the login was right, its nonce too old. */
export type DigestAnswer = { readonly header: string; readonly stale: boolean } | { readonly trouble: string };

interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: string;
  readonly opaque?: string;
  readonly qop?: string;
  readonly stale: boolean;
}

/** The strongest first: RFC 8760 lets a server offer several. */
const hashes: readonly (readonly [name: string, hash: string])[] = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
];

/** Digest of RFC 3261 and RFC 8760: SHA-256 or MD5, `qop=auth` where the server knows it. */
export function answerChallenge(reply: SipReply, uri: string, login: Login): DigestAnswer {
  const proxy = reply.status === 407;
  const challenges = reply.all(proxy ? 'proxy-authenticate' : 'www-authenticate').flatMap(readChallenge);
  for (const [name, hash] of hashes) {
    const found = challenges.find(
      ({ algorithm, qop }) =>
        algorithm.toUpperCase() === name && (qop === undefined || qop.split(',').some((one) => one.trim() === 'auth')),
    );
    if (found !== undefined) {
      const kind = proxy ? 'Proxy-Authorization' : 'Authorization';
      return { header: `${kind}: ${credentials(found, name, hash, uri, login)}`, stale: found.stale };
    }
  }
  const offered = challenges.map(({ algorithm }) => algorithm).join(', ');
  return { trouble: `it asks for a login that is not known here${offered === '' ? '' : ` (${offered})`}` };
}

function readChallenge(value: string): Challenge[] {
  const found = /^Digest\s+(.*)$/isu.exec(value)?.[1];
  if (found === undefined) return [];
  const fields = new Map(
    [...found.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gu)].map(([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/gu, '$1') ?? plain ?? '',
    ]),
  );
  const [opaque, qop] = [fields.get('opaque'), fields.get('qop')];
  return [
    {
      realm: fields.get('realm') ?? '',
      nonce: fields.get('nonce') ?? '',
      algorithm: fields.get('algorithm') ?? 'MD5',
      stale: fields.get('stale')?.toLowerCase() === 'true',
      ...(opaque === undefined ? {} : { opaque }),
      ...(qop === undefined ? {} : { qop }),
    },
  ];
}

function credentials(challenge: Challenge, name: string, hash: string, uri: string, login: Login): string {
  const digest = (text: string): string => createHash(hash).update(text).digest('hex');
  const { realm, nonce, opaque, qop } = challenge;
  const cnonce = randomBytes(8).toString('hex');
  const count = '00000001';
  const who = digest(`${login.user}:${realm}:${login.password}`);
  const what = digest(`OPTIONS:${uri}`);
  const response = digest(
    qop === undefined ? `${who}:${nonce}:${what}` : `${who}:${nonce}:${count}:${cnonce}:auth:${what}`,
  );
  const quoted = (text: string): string => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
  return `Digest ${[
    `username=${quoted(login.user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    `algorithm=${name}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(qop === undefined ? [] : ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`]),
  ].join(', ')}`;
}
