import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { decode, encode } from 'dns-packet';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import { watchAnswers } from './answer-watch.ts';
import { apart, measureProbe } from './measured-probe.ts';
import { untilTrue } from './namespace-host.ts';

const everyMs = 300;
const here = '127.0.0.1';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A service that stops serving, in one of several ways, and serves again. */
interface Troubled {
  readonly check: WorldCheck;
  readonly ask: () => Promise<boolean>;
  readonly trouble: () => Promise<unknown> | undefined;
  readonly mend: () => Promise<unknown> | undefined;
}

/** Measures two outages, of more than one and of more than three seconds, by the probe and by the watch. */
async function measured({ check, ask, trouble, mend }: Troubled): Promise<readonly unknown[]> {
  const probe = measureProbe(check, everyMs);
  const watch = watchAnswers(ask);
  const served = (): Promise<void> =>
    untilTrue(
      () => probe.seen().is === 'up' && watch.silentMs() < 200,
      () => `never back: ${JSON.stringify(probe.seen().spans)}`,
    );
  try {
    await served();
    // How long it is out is what the independent watch says: the probe must not have a say in it.
    for (const silentMs of [1_400, 3_300]) {
      await trouble();
      await untilTrue(
        () => watch.silentMs() > silentMs,
        () => 'never out',
      );
      await mend();
      await served();
    }
  } finally {
    await probe.stop();
  }
  return [apart(probe.seen(), watch.end()), probe.looks.under];
}

interface Page {
  readonly port: number;
  how: 'serves' | 'hangs' | number;
  readonly refuse: () => Promise<unknown>;
  readonly serve: () => Promise<unknown>;
  release(): void;
}

/** A page that answers at once, after so many milliseconds, or not before it is released. */
async function startPage(): Promise<Page> {
  const held: ServerResponse[] = [];
  const answer = (response: ServerResponse): void => void response.end('ok');
  let server: Server | undefined;
  let port = 0;
  const page: Page = {
    get port() {
      return port;
    },
    how: 'serves',
    serve: async () => {
      server = createServer((_request, response) => {
        if (page.how === 'serves') answer(response);
        else if (page.how === 'hangs') held.push(response);
        else setTimeout(answer, page.how, response);
      }).listen(port, here);
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    },
    refuse: async () => {
      const closed = once(server ?? createServer(), 'close');
      server?.close();
      server?.closeAllConnections();
      await closed;
    },
    release: () => {
      page.how = 'serves';
      for (const response of held.splice(0)) answer(response);
    },
  };
  await page.serve();
  ends.push(() => {
    server?.close();
    server?.closeAllConnections();
  });
  return page;
}

const httpCheck = ({ port }: Page): WorldCheck => ({
  kind: 'http',
  from: ['app'],
  details: { url: `http://${here}:${port}/`, follow: false, verify: true, status: [200] },
});

const askPage = ({ port }: Page): Promise<boolean> =>
  new Promise((resolve) => {
    get({ host: here, port, agent: false, timeout: 20_000 }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode === 200);
      });
    }).on('error', () => {
      resolve(false);
    });
  });

test('RUN-63: a page that hangs: both meters agree within half a second', async () => {
  const page = await startPage();
  const found = await measured({
    check: httpCheck(page),
    ask: () => askPage(page),
    trouble: () => void (page.how = 'hangs'),
    mend: () => {
      page.release();
    },
  });
  expect(found).toEqual([[], 0]);
});

test('RUN-63: a page that refuses: both meters agree within half a second', async () => {
  const page = await startPage();
  const found = await measured({
    check: httpCheck(page),
    ask: () => askPage(page),
    trouble: page.refuse,
    mend: page.serve,
  });
  expect(found).toEqual([[], 0]);
});

test('RUN-63: a page that always takes long is not out, and is not asked more often than it answers', async () => {
  const page = await startPage();
  page.how = 1_300;
  const probe = measureProbe(httpCheck(page), everyMs);
  await untilTrue(
    () => probe.looks.begun >= 4,
    () => JSON.stringify(probe.seen()),
  );
  await probe.stop();
  expect([probe.seen().gaps, probe.looks.most]).toEqual([[], 1]);
});

/** A name server that answers each question, or lies silent. */
async function startNames(port = 0): Promise<{ readonly socket: Datagrams; readonly port: number; silent: boolean }> {
  const socket = createSocket('udp4');
  socket.bind(port, here);
  await once(socket, 'listening');
  ends.push(() => void socket.unref());
  const names = { socket, port: socket.address().port, silent: false };
  socket.on('message', (bytes, from) => {
    if (names.silent) return;
    const { id, questions = [] } = decode(bytes);
    const answers = [{ type: 'A' as const, name: 'voice.test', ttl: 5, data: '192.0.2.1' }];
    socket.send(encode({ type: 'response', ...(id === undefined ? {} : { id }), questions, answers }), from.port, here);
  });
  return names;
}

const dnsCheck = (port: number): WorldCheck => ({
  kind: 'dns',
  from: ['app'],
  details: { name: 'voice.test', type: 'A', resolvers: [{ at: { address: here }, port }], equals: ['192.0.2.1'] },
});

function askNames(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    const end = (answered: boolean): void => {
      socket.close();
      resolve(answered);
    };
    socket.once('message', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
    socket.connect(port, here, () => {
      socket.send(encode({ type: 'query', id: 7, questions: [{ type: 'A', name: 'voice.test' }] }));
    });
  });
}

test('RUN-63: a name server that lies silent: both meters agree within half a second', async () => {
  const names = await startNames();
  const found = await measured({
    check: dnsCheck(names.port),
    ask: () => askNames(names.port),
    trouble: () => void (names.silent = true),
    mend: () => void (names.silent = false),
  });
  expect(found).toEqual([[], 0]);
});

const listener = `const server = require('node:net').createServer((socket) => socket.destroy());
server.listen({ host: '${here}', port: 0, backlog: 1 }, () => console.log(server.address().port));`;

/** A process that listens; stopped, with its queue full, its port is half open: the kernel drops who knocks. */
async function startListener(): Promise<{ readonly port: number; readonly stop: () => Promise<void>; go(): void }> {
  const child: ChildProcess = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => child.kill('SIGKILL'));
  const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const port = Number(said.toString());
  return {
    port,
    stop: async () => {
      child.kill('SIGSTOP');
      const knock = async (): Promise<boolean> => {
        const socket: Socket = connect(port, here).on('error', () => undefined);
        ends.push(() => socket.destroy());
        return Promise.race([once(socket, 'connect').then(() => true), until(socket, 150)]);
      };
      while (await knock());
    },
    go: () => void child.kill('SIGCONT'),
  };
}

/** False when a socket has not connected after so many milliseconds. */
function until(socket: Socket, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    socket.setTimeout(ms, () => {
      resolve(false);
    });
  });
}

const askPort = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, here, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

test.skipIf(process.platform !== 'linux')(
  'RUN-63: a port that is half open: both meters agree within half a second, though the kernel knocks again after seconds',
  async () => {
    const listening = await startListener();
    const found = await measured({
      check: { kind: 'tcp', from: ['app'], to: [{ address: here }], ports: [listening.port], is: 'open' },
      ask: () => askPort(listening.port),
      trouble: listening.stop,
      mend: () => {
        listening.go();
        return undefined;
      },
    });
    expect(found).toEqual([[], 0]);
  },
);
