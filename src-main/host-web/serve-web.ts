import { once } from 'node:events';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import Conf from 'conf';
import { WebSocketServer, type WebSocket } from 'ws';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { maxFrameLength } from '../../src-shared/rpc/frame-port.ts';
import { createService, type Service } from '../app/service/service.ts';
import { createPageServer, hasCookie, isOurHost, isOurOrigin, makeToken } from './page-server.ts';
import { socketPort } from './socket-port.ts';

export interface WebOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Folder of the built page. */
  readonly page: string;
  readonly dataFolder: string;
}

export interface WebHost {
  /** The address with its token: whoever has it may use the app. */
  readonly url: string;
  readonly service: Service;
  close(): Promise<void>;
}

/** A window that does not answer a ping for this long is gone: its streams end, the run goes on. */
const pingEveryMs = 15_000;

interface Kept {
  readonly settings: string;
  /** The same after a restart, so that an open page finds its way back. */
  readonly token: string;
}

function keptIn(dataFolder: string): Conf<Kept> {
  try {
    const kept = new Conf<Kept>({
      cwd: dataFolder,
      configName: 'web',
      configFileMode: 0o600,
      defaults: { settings: '', token: makeToken() },
      clearInvalidConfig: true,
    });
    // What a default gives is not on disk before it is set.
    kept.set('token', kept.get('token'));
    return kept;
  } catch (cause) {
    throw new DrillError('file.not-writable', `Nothing can be kept in ${dataFolder}: ${messageOf(cause)}`, { cause });
  }
}

/** Serves the app to browsers of this machine. Throws DrillError `web.cannot-serve` or `file.not-writable`. */
export async function serveWeb({ port, page, dataFolder }: WebOptions): Promise<WebHost> {
  const kept = keptIn(dataFolder);
  const token = kept.get('token');
  const service = createService({
    kind: 'web',
    settings: {
      read: () => kept.get('settings'),
      write: (text) => {
        kept.set('settings', text);
      },
    },
  });
  const server = createPageServer({ folder: page, runs: join(dataFolder, 'runs'), token });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameLength, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const here = request.socket.localPort ?? 0;
    const allowed = isOurHost(request, here) && isOurOrigin(request) && hasCookie(request, here, token);
    if (request.url !== '/link' || !allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      service.serve(socketPort(opened));
    });
  });
  const alive = watchSockets(sockets);
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/?token=${token}`,
    service,
    close: async () => {
      clearInterval(alive);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await service.close();
    },
  };
}

function watchSockets(sockets: WebSocketServer): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>();
  const look = (): void => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.once('pong', () => silent.delete(socket));
      socket.ping();
    }
  };
  return setInterval(look, pingEveryMs).unref();
}

async function listen(server: ReturnType<typeof createPageServer>, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const what = `Port ${port} of 127.0.0.1 cannot be used: ${messageOf(cause)}`;
    throw new DrillError('web.cannot-serve', what, { cause });
  }
}
