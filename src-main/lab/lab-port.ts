import { createServer, type Server, type Socket } from 'node:net';

/** A TCP port of a simulated host: it listens, or the address refuses. */
export class LabPort {
  readonly #address: string;
  readonly #port: number;
  readonly #onSocket: (socket: Socket) => void;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  /** `onSocket` gets each accepted connection; errors of the socket are already taken care of. */
  constructor(address: string, port: number, onSocket: (socket: Socket) => void) {
    this.#address = address;
    this.#port = port;
    this.#onSocket = onSocket;
  }

  /** Resolves when the port listens. Rejects with Node's `EADDRINUSE` where another program holds it. */
  open(): Promise<void> {
    if (this.#server) return Promise.resolve();
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      // A client that goes away without a word is everyday life here.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
      this.#onSocket(socket);
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        if (this.#server === server) this.#server = undefined;
        reject(error);
      });
      server.listen({ host: this.#address, port: this.#port, exclusive: true }, resolve);
    });
  }

  /** Refuses from now on. Connections that stand, stay. */
  close(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** Cuts every connection, as a machine without power does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
