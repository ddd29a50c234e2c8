import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeWorldCheck } from '../../../src-main/steps/take-check.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { PlanHttp, Vantage } from '../../../src-shared/plan/world-check.ts';
import { localHost, worldOutside } from './world-outside.ts';

const here = asId<HostId>('here');
const answer: RequestListener = (request, response) => {
  const path = request.url ?? '';
  if (path === '/moved') response.writeHead(302, { location: '/ready' }).end();
  else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
  else if (path === '/down') response.writeHead(503).end('not now');
  else if (path === '/late') response.writeHead(200).end(`${'x'.repeat(1_048_576)}ready`);
  else if (path === '/name') response.writeHead(200).end(request.headers.host?.replace(/:\d+$/u, ''));
  else response.writeHead(200).end('ready é');
};

let folder: string;
let plain: Server;
let secure: Server;
let wgetOnly: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-http-'));
  wgetOnly = folder;
  for (const tool of ['sh', 'wget', 'head']) {
    const [found = ''] = execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).split('\n');
    symlinkSync(found, join(folder, tool));
  }
  plain = createServer(answer);
  secure = createTlsServer(certificate(), answer);
  for (const server of [plain, secure]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
});
afterAll(async () => {
  for (const server of [plain, secure]) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function certificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=voice.test', '-addext', 'subjectAltName=DNS:voice.test'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function take(
  server: Server | 'nobody',
  asked: Partial<PlanHttp> & { readonly path?: string; readonly name?: string; readonly tls?: boolean },
  from: Vantage = 'app',
  programs?: string,
): Promise<readonly [string, string]> {
  const { path = '/ready', name = '127.0.0.1', tls = false, ...more } = asked;
  const url = `http${tls ? 's' : ''}://${name}:${server === 'nobody' ? 9 : portOf(server)}${path}`;
  const details = { url, follow: false, verify: true, status: [200], ...more };
  const taken = await takeWorldCheck(
    worldOutside({}, programs),
    { kind: 'http', from: [from], details },
    () => localHost(),
    new AbortController().signal,
  );
  return [taken.result, taken.detail.replaceAll(/:\d+(?=\/)/gu, '').replace(/ after \d+ ms/u, '')];
}

const to = [{ address: '127.0.0.1' }];

test.each(['app', here] as const)('status, body, redirects and names, from %s', async (from) => {
  const at = from === 'app' ? '' : ' from here';
  const url = (path: string): string => `http://127.0.0.1${path}${at}`;
  expect([
    await take(plain, { contains: 'ready é' }, from),
    await take(plain, { path: '/down' }, from),
    await take(plain, { path: '/down', status: [200, 503], contains: 'ready' }, from),
    (await take(plain, { path: '/moved' }, from))[0],
    await take(plain, { path: '/moved', follow: true, contains: 'ready' }, from),
    await take(plain, { path: '/late', contains: 'ready' }, from),
    await take(plain, { path: '/name', name: 'moved.test', to, contains: 'moved.test' }, from),
  ]).toEqual([
    ['true', `${url('/ready')} answers 200`],
    ['false', `${url('/down')} answers 503, not 200`],
    ['false', `${url('/down')} answers 503, and its body does not contain "ready"`],
    'false',
    ['true', `${url('/moved')} answers 200`],
    ['false', `${url('/late')} answers 200, and its body does not contain "ready"`],
    ['true', `http://moved.test/name at 127.0.0.1${at} answers 200`],
  ]);
});

test('a redirect that nobody follows says where it leads; one that leads in a circle ends', async () => {
  expect([await take(plain, { path: '/moved' }), await take(plain, { path: '/loop', follow: true })]).toEqual([
    ['false', 'http://127.0.0.1/moved answers 302 and leads to http://127.0.0.1/ready, not 200'],
    ['false', 'http://127.0.0.1/loop answers 302 and leads to http://127.0.0.1/loop, not 200'],
  ]);
});

test('troubles of TLS in words; a certificate that is not looked at passes', async () => {
  const tls = { tls: true, name: 'voice.test', to };
  expect([
    await take(secure, tls),
    await take(secure, { ...tls, verify: false, contains: 'ready' }),
    await take(plain, tls),
    await take(secure, { name: 'voice.test', to }),
    (await take(secure, tls, here))[0],
    (await take(secure, { ...tls, verify: false }, here))[0],
  ]).toEqual([
    ['false', 'https://voice.test/ready at 127.0.0.1: its certificate is signed by itself, and nobody here trusts it'],
    ['true', 'https://voice.test/ready at 127.0.0.1 answers 200'],
    ['false', 'https://voice.test/ready at 127.0.0.1: it does not speak TLS'],
    ['false', 'http://voice.test/ready at 127.0.0.1: it closed the connection'],
    'false',
    'true',
  ]);
});

test('nobody there is false; a name that leads nowhere and a missing tool are not taken', async () => {
  expect([
    await take('nobody', {}),
    (await take('nobody', {}, here))[0],
    await take(plain, { name: 'nowhere.invalid' }),
    (await take(plain, { name: 'nowhere.invalid' }, here))[0],
    await take(plain, {}, here, '/nonexistent'),
  ]).toEqual([
    ['false', 'http://127.0.0.1/ready: nothing listens there'],
    'false',
    ['not-taken', 'cannot tell: http://nowhere.invalid/ready: nowhere.invalid cannot be resolved here'],
    'not-taken',
    ['not-taken', 'cannot tell: http://127.0.0.1/ready from here: here has no curl: install curl'],
  ]);
});

test('a host without curl uses its wget, where no other address is asked for', async () => {
  expect([
    await take(plain, { contains: 'ready é' }, here, wgetOnly),
    await take(plain, { path: '/down' }, here, wgetOnly),
    await take(plain, { path: '/moved' }, here, wgetOnly),
    (await take('nobody', {}, here, wgetOnly))[0],
    (await take(plain, { to }, here, wgetOnly))[0],
  ]).toEqual([
    ['true', 'http://127.0.0.1/ready from here answers 200'],
    ['false', 'http://127.0.0.1/down from here answers 503, not 200'],
    ['false', 'http://127.0.0.1/moved from here answers 302 and leads to /ready, not 200'],
    'false',
    'not-taken',
  ]);
});
