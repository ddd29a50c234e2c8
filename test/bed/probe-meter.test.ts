import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Measures two outages, of more than two and of more than three seconds, by the probe and by the watch. */
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
    for (const silentMs of [2_000, 3_300]) {
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
