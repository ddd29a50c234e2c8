import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A service that a test takes down and up again, always on the same port of loopback. */
export interface SwitchedService {
  readonly port: number;
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function startService(): Promise<SwitchedService> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  const up = async (): Promise<void> => {
    const made = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      // To whoever speaks HTTP it answers; the others only wanted to connect.
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
    });
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve));
    ({ port } = made.address() as AddressInfo);
    server = made;
  };
  await up();
  return {
    get port() {
      return port;
    },
    up,
    down: async () => {
      const old = server;
      server = undefined;
      const closed = new Promise<void>((resolve) => {
        if (old === undefined) resolve();
        else
          old.close(() => {
            resolve();
          });
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A meter that shares nothing with the product: a connection every few milliseconds, and the times when that changed. */
export function startMeter(port: number): { stop(): Promise<readonly Outage[]> } {
  const outages: Outage[] = [];
  const state: { stopped: boolean; downAt: number | undefined } = { stopped: false, downAt: undefined };
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      const asked = Date.now();
      const is = await answers(port);
      if (!is) state.downAt ??= asked;
      if (is && state.downAt !== undefined) {
        outages.push({ fromMs: state.downAt, toMs: Date.now() });
        state.downAt = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const done = loop();
  return {
    stop: async () => {
      state.stopped = true;
      await done;
      return outages;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}
