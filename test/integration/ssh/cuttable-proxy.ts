import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A TCP proxy on loopback whose links can be cut, or made to swallow everything, in mid-command. */
export interface CuttableProxy {
  readonly port: number;
  /** Resets every link. */
  cut(): void;
  /** From now on nothing passes, and nothing ends. */
  blackhole(): void;
  stop(): Promise<void>;
}

export async function startProxy(address: string, target: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  const pairs: (readonly [Socket, Socket])[] = [];
  const server = createServer((near) => {
    const far = connect(target, address);
    pairs.push([near, far]);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, address, resolve);
  });
  const found = server.address();
  if (found === null || typeof found === 'string') throw new Error('no port');
  return {
    port: found.port,
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    blackhole() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        // Read and forget: a full buffer would be an answer of a kind.
        near.resume();
        far.resume();
      }
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
