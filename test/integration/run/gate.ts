import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP door before a server: it can be shut (refused), opened again on the same port, its links cut or held up. */
export interface Gate {
  readonly port: number;
  cut(): void;
  shut(): Promise<void>;
  open(): Promise<void>;
  /** New links are taken and then say nothing, like a host that hangs, until they are let through. */
  hold(): void;
  letThrough(): void;
}

export async function startGate(address: string, target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  let holding = false;
  const held: (() => void)[] = [];
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
      const join = (): void => void near.pipe(far).pipe(near);
      if (holding) held.push(join);
      else join();
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
    hold: () => {
      holding = true;
    },
    letThrough: () => {
      holding = false;
      for (const join of held.splice(0)) join();
    },
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
