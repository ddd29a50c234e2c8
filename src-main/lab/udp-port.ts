import { createSocket, type Socket } from 'node:dgram';

/** A UDP port of a simulated host: while it is open it answers datagrams, one by one. */
export class UdpPort {
  readonly #address: string;
  readonly #port: number;
  readonly #answer: (message: Buffer, from: { readonly address: string; readonly port: number }) => Buffer | undefined;
  #socket: Socket | undefined;

  /** An `answer` of undefined is silence. */
  constructor(
    address: string,
    port: number,
    answer: (message: Buffer, from: { readonly address: string; readonly port: number }) => Buffer | undefined,
  ) {
    this.#address = address;
    this.#port = port;
    this.#answer = answer;
  }

  /** Rejects with Node's `EADDRINUSE` where another program holds the port. */
  open(): Promise<void> {
    if (this.#socket) return Promise.resolve();
    const socket = createSocket('udp4');
    this.#socket = socket;
    socket.on('message', (message, from) => {
      const answer = this.#answer(message, from);
      // A client that went away meanwhile is no fault of the port.
      if (answer !== undefined && this.#socket === socket)
        socket.send(answer, from.port, from.address, () => undefined);
    });
    return new Promise((resolve, reject) => {
      socket.on('error', (error) => {
        if (this.#socket === socket) this.close();
        reject(error);
      });
      // Closed before it was bound: then nobody waits for an answer any more.
      socket.once('close', resolve);
      socket.bind({ address: this.#address, port: this.#port, exclusive: true }, resolve);
    });
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
