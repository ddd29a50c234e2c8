import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeWorldCheck } from '../../../src-main/steps/take-check.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { PlanSip, Vantage } from '../../../src-shared/plan/world-check.ts';
import { startSip, type SipBehaviour } from './sip-server.ts';
import { localHost, worldOutside } from './world-outside.ts';

const here = asId<HostId>('here');
type Transport = PlanSip['transport'];

let folder: string;
let certificate: { readonly key: string; readonly cert: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-sip-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=sip.test', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Seen {
  readonly said: readonly [string, string];
  readonly requests: readonly string[];
}

async function take(
  transport: Transport,
  behaviour: SipBehaviour,
  more: Partial<PlanSip> = {},
  from: Vantage = 'app',
  programs?: string,
): Promise<Seen> {
  const server = await startSip(transport, behaviour, certificate);
  const to = [{ address: '127.0.0.1' }];
  const taken = await takeWorldCheck(
    worldOutside({ word: 'open sesame' }, programs),
    {
      kind: 'sip',
      from: [from],
      details: { to, port: server.port, transport, status: [200], verify: true, ...more },
    },
    () => localHost(),
    new AbortController().signal,
  );
  await server.stop();
  const detail = taken.detail.replaceAll(`:${server.port}`, '').replace(/ after \d+ ms/u, '');
  return { said: [taken.result, detail], requests: server.requests };
}

const auth = { user: 'probe', secret: 'word' };
const login = { user: 'probe', password: 'open sesame' };

test('UDP, TCP and TLS; a status that is expected and one that is not', async () => {
  const { cert: ca } = certificate;
  const all = [
    await take('udp', {}),
    await take('tcp', {}),
    await take('tls', {}, { ca }),
    await take('tls', {}),
    await take('tls', {}, { verify: false }),
    await take('udp', { status: 503 }),
    await take('udp', { status: 404 }, { status: [200, 404] }),
  ];
  expect(all.map(({ said }) => said)).toEqual([
    ['true', '127.0.0.1 by UDP answers 200 OK'],
    ['true', '127.0.0.1 by TCP answers 200 OK'],
    ['true', '127.0.0.1 by TLS answers 200 OK'],
    ['false', '127.0.0.1 by TLS: its certificate is signed by itself, and nobody here trusts it'],
    ['true', '127.0.0.1 by TLS answers 200 OK'],
    ['false', '127.0.0.1 by UDP answers 503 Other, not 200'],
    ['true', '127.0.0.1 by UDP answers 404 Other'],
  ]);
});

test('the request has what RFC 3261 asks for, and a lost one is sent again as it was', async () => {
  const { said, requests } = await take('udp', { ignore: 2 });
  const [first = ''] = requests;
  expect([said[0], requests.length, new Set(requests).size]).toEqual(['true', 3, 1]);
  const shape = first
    .replaceAll(/z9hG4bK[0-9a-f]{20}/gu, 'BRANCH')
    .replaceAll(/tag=[0-9a-f]{12}/gu, 'tag=TAG')
    .replaceAll(/[0-9a-f]{24}@/gu, 'ID@')
    .replaceAll(/127\.0\.0\.1:\d+/gu, 'HERE');
  expect(shape.split('\r\n')).toEqual([
    'OPTIONS sip:HERE SIP/2.0',
    'Via: SIP/2.0/UDP HERE;branch=BRANCH;rport',
    'Max-Forwards: 70',
    'From: <sip:drillbook@127.0.0.1>;tag=TAG',
    'To: <sip:HERE>',
    'Call-ID: ID@127.0.0.1',
    'CSeq: 1 OPTIONS',
    'Contact: <sip:drillbook@HERE>',
    'Accept: application/sdp',
    'User-Agent: Drillbook',
    'Content-Length: 0',
    '',
    '',
  ]);
});

test('logins by SHA-256 and MD5; refused, not given, and a kind that nobody knows', async () => {
  const all = [
    await take('udp', { login: { ...login, algorithms: ['MD5', 'SHA-256'] } }, { auth }),
    await take('tcp', { login: { ...login, algorithms: ['MD5'] } }, { auth }),
    await take('udp', { login: { ...login, password: 'other', algorithms: ['MD5'] } }, { auth }),
    await take('udp', { login: { ...login, algorithms: ['MD5'] } }),
    await take('udp', { login: { ...login, algorithms: ['MD5'] } }, { status: [401] }),
    await take('udp', { login: { ...login, algorithms: ['SHA-512-256'] } }, { auth }),
    await take('udp', {}, { auth: { user: 'probe', secret: 'none' } }),
  ];
  expect(all.map(({ said }) => said)).toEqual([
    ['true', '127.0.0.1 by UDP answers 200 OK'],
    ['true', '127.0.0.1 by TCP answers 200 OK'],
    ['false', '127.0.0.1 by UDP answers 401 Other, not 200: it refuses the login that was given'],
    ['false', '127.0.0.1 by UDP answers 401 Other, not 200: it asks for a login; give `auth`'],
    ['true', '127.0.0.1 by UDP answers 401 Other'],
    ['not-taken', 'cannot tell: 127.0.0.1 by UDP: it asks for a login that is not known here (SHA-512-256)'],
    ['not-taken', 'cannot tell: 127.0.0.1 by UDP: the secret none was not given'],
  ]);
  expect(all[0]?.requests[1]).toContain('algorithm=SHA-256');
});

test('silence, nobody there, and what this side cannot ask', async () => {
  const gone = await startSip('udp', {});
  await gone.stop();
  const all = await Promise.all([
    take('udp', { ignore: Infinity }),
    take('tcp', { ignore: Infinity }),
    take('udp', {}, { port: gone.port }),
    take('tcp', {}, { port: gone.port }),
    take('udp', {}, { to: [{ address: 'nowhere.invalid' }] }),
    take('udp', {}, {}, here, '/nonexistent'),
  ]);
  const said = all.map((one) => one.said.map((text) => text.replace(`:${gone.port}`, '')));
  // Four times a second, as far as the machine keeps up.
  expect([said, all[0].requests.length > 10]).toEqual([
    [
      ['false', '127.0.0.1 by UDP: it gives no answer within 5 s'],
      ['false', '127.0.0.1 by TCP: it gives no answer within 5 s'],
      ['false', '127.0.0.1 by UDP: nothing listens there'],
      ['false', '127.0.0.1 by TCP: nothing listens there'],
      ['not-taken', 'cannot tell: nowhere.invalid by UDP: nowhere.invalid cannot be resolved here'],
      ['not-taken', 'cannot tell: 127.0.0.1 by UDP from here: here has no sipsak: install sipsak'],
    ],
    true,
  ]);
});

const sipsak = spawnSync('sipsak', ['-V']).error === undefined;
if (!sipsak) process.stderr.write('Skipped: SIP from a host: sipsak not installed: apt-get install sipsak\n');

test.skipIf(!sipsak)('from a host by its sipsak', async () => {
  const gone = await startSip('udp', {});
  await gone.stop();
  const all = await Promise.all([
    take('udp', {}, {}, here),
    take('tcp', {}, {}, here),
    take('udp', { status: 503 }, {}, here),
    take('udp', { ignore: Infinity }, {}, here),
    take('udp', {}, { port: gone.port }, here),
  ]);
  expect(all.map(({ said }) => said.map((text) => text.replace(`:${gone.port}`, '')))).toEqual([
    ['true', '127.0.0.1 by UDP from here answers 200 OK'],
    ['true', '127.0.0.1 by TCP from here answers 200 OK'],
    ['false', '127.0.0.1 by UDP from here answers 503 Other, not 200'],
    ['false', '127.0.0.1 by UDP from here: it gives no answer'],
    ['false', '127.0.0.1 by UDP from here: nothing listens there'],
  ]);
});
