import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP door before a server: it can be shut (refused), opened again on the same port, and its links cut. */
export interface Gate {
  readonly port: number;
  cut(): void;
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function startGate(address: string, target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  const open = async (): Promise<void> => {
    const listener = createServer((near) => {
      const far = connect(target, address);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject).listen(port, address, resolve);
    });
    const found = listener.address();
    port = typeof found === 'object' && found !== null ? found.port : port;
    server = listener;
  };
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  await open();
  return {
    port,
    cut,
    open,
    shut: async () => {
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      const closed = new Promise((resolve) => {
        closing.close(resolve);
      });
      cut();
      await closed;
    },
  };
}
