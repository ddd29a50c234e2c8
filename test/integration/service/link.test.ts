import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { CallName } from '../../../src-shared/rpc/calls.ts';
import type { FramePort } from '../../../src-shared/rpc/frame-port.ts';
import { serveWeb, type WebHost } from '../../../src-main/host-web/serve-web.ts';
import { socketPort } from '../../../src-main/host-web/socket-port.ts';
import { createCoreLink, type CoreLink, type Heartbeat } from '../../../src-renderer/platform/core-link.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Door {
  readonly host: WebHost;
  readonly port: number;
  readonly cookie: string;
}

/** The real server on a free port, its data in a folder of its own, and the cookie that its token opens. */
async function openDoor(dataFolder: string, port = 0): Promise<Door> {
  const before = process.env['DRILLBOOK_DATA'];
  process.env['DRILLBOOK_DATA'] = dataFolder;
  const host = await serveWeb({ port, page: dataFolder, dataFolder });
  if (before === undefined) delete process.env['DRILLBOOK_DATA'];
  else process.env['DRILLBOOK_DATA'] = before;
  const answer = await fetch(host.url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { host, port: Number(new URL(host.url).port), cookie };
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-link-'));
  ends.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

interface Sockets {
  readonly link: CoreLink;
  /** Cuts the connection as a pulled cable would. */
  readonly cut: () => void;
}

/** The renderer's own link, over a WebSocket of Node: what a browser would send, it sends. */
function connect({ port, cookie }: Pick<Door, 'port' | 'cookie'>, heartbeat?: Heartbeat): Sockets {
  let current: WebSocket | undefined;
  let over = false;
  const link = createCoreLink(
    () =>
      new Promise<FramePort>((resolve, reject) => {
        if (over) return;
        const origin = `http://127.0.0.1:${port}`;
        const socket = new WebSocket(`ws://127.0.0.1:${port}/link`, { headers: { Cookie: cookie, Origin: origin } });
        current = socket;
        socket.on('open', () => {
          resolve(socketPort(socket));
        });
        socket.on('error', reject);
      }),
    heartbeat,
  );
  ends.push(() => {
    over = true;
    current?.terminate();
  });
  return {
    link,
    cut: () => {
      current?.terminate();
    },
  };
}

const until = (link: CoreLink, status: string): Promise<void> =>
  new Promise((resolve) => {
    if (link.status === status) resolve();
    else
      link.onStatus((now) => {
        if (now === status) resolve();
      });
  });

test('parameters are held against their schema before a handler sees them; what is no call is none', async () => {
  const door = await openDoor(dataFolder());
  ends.push(() => door.host.close());
  const { link } = connect(door);
  const call = (name: string, params: unknown): Promise<unknown> => link.call(name as CallName, params as never);
  const codes = await Promise.all(
    [
      ['settings.read', {}],
      ['settings.read', { more: 1 }],
      ['run.read', { run: '../../etc' }],
      ['run.command', { run: 'r', command: { type: 'observe', fact: {} } }],
      ['run.command', { run: 'r', command: { type: 'start', by: { name: 'A' } } }],
      ['constructor', {}],
    ].map(([name, params]) =>
      call(name as string, params).then(
        (value) => value,
        (thrown: unknown) => (thrown as { code: string }).code,
      ),
    ),
  );
  expect(codes).toEqual([
    { settings: '' },
    'call.bad-params',
    'call.bad-params',
    'call.bad-params',
    'run.not-held',
    'call.bad-params',
  ]);
});

test('a cut link ends what was asked, connects again by itself, and every stream goes on', async () => {
  const door = await openDoor(dataFolder());
  ends.push(() => door.host.close());
  const { link, cut } = connect(door);
  const seen: string[] = [];
  const asked: number[] = [];
  link.subscribe('changes', {
    params: () => {
      asked.push(1);
      return {};
    },
    onItem: ({ what }) => seen.push(what),
  });
  await link.call('settings.write', { settings: '{"a":1}' });
  const lost = until(link, 'lost');
  cut();
  await lost;
  await until(link, 'connected');
  await link.call('settings.write', { settings: '{"a":2}' });
  expect({ asked: asked.length, seen, kept: await link.call('settings.read', {}) }).toEqual({
    asked: 2,
    seen: ['settings', 'settings'],
    kept: { settings: '{"a":2}' },
  });
});

test('a host that was started again on the same data lets an open page in by the cookie that it has', async () => {
  const data = dataFolder();
  const first = await openDoor(data);
  const { link } = connect(first);
  await link.call('settings.write', { settings: '{"kept":true}' });
  const lost = until(link, 'lost');
  await first.host.close();
  await lost;
  const second = await openDoor(data, first.port);
  ends.push(() => second.host.close());
  await until(link, 'connected');
  expect(await link.call('settings.read', {})).toEqual({ settings: '{"kept":true}' });
});

test('a core that hangs on a line that stands is told, and told again when it answers', async () => {
  const main = join(import.meta.dirname, '../../../out/cli/main.mjs');
  const core = spawn(process.execPath, [main, 'serve', '--port', '0'], {
    env: { ...process.env, DRILLBOOK_DATA: dataFolder() },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  ends.push(async () => {
    core.kill('SIGKILL');
    await once(core, 'exit');
  });
  let url: URL | undefined;
  for await (const line of createInterface(core.stdout)) {
    const said = /http:\S+/.exec(line)?.[0];
    if (said === undefined) continue;
    url = new URL(said);
    break;
  }
  const answer = await fetch(url ?? '', { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { link } = connect({ port: Number(url?.port), cookie }, { everyMs: 50, limitMs: 500 });
  await until(link, 'connected');
  core.kill('SIGSTOP');
  await until(link, 'silent');
  core.kill('SIGCONT');
  await until(link, 'connected');
  expect(await link.call('settings.read', {})).toEqual({ settings: '' });
});

test('only our own page, by our own address, with the token’s cookie comes in', async () => {
  const door = await openDoor(dataFolder());
  ends.push(() => door.host.close());
  const at = `http://127.0.0.1:${door.port}`;
  const socket = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve) => {
      const one = new WebSocket(`ws://127.0.0.1:${door.port}/link`, { headers });
      one.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
      });
      one.on('open', () => {
        one.terminate();
        resolve(101);
      });
      one.on('error', () => undefined);
    });
  const page = (path: string, headers: Record<string, string> = {}): Promise<number> =>
    fetch(at + path, { headers, redirect: 'manual' }).then(({ status }) => status);
  expect({
    noCookie: await page('/'),
    wrongToken: await page('/?token=wrong'),
    outside: await page('/../../etc/passwd', { Cookie: door.cookie }),
    encoded: await page('/%2e%2e/%2e%2e/etc/passwd', { Cookie: door.cookie }),
    socketNoCookie: await socket({ Origin: at }),
    socketWrongOrigin: await socket({ Origin: 'http://evil.example', Cookie: door.cookie }),
    socketNoOrigin: await socket({ Cookie: door.cookie }),
    socketWrongHost: await socket({ Origin: at, Cookie: door.cookie, Host: 'evil.example' }),
    ours: await socket({ Origin: at, Cookie: door.cookie }),
  }).toEqual({
    noCookie: 403,
    wrongToken: 403,
    outside: 404,
    encoded: 404,
    socketNoCookie: 403,
    socketWrongOrigin: 403,
    socketNoOrigin: 403,
    socketWrongHost: 403,
    ours: 101,
  });
});
