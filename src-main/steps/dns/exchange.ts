import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';

/** How long one try waits for its answer: three seconds. */
const tryMs = 3_000;
const maxMessage = 65_535;
const stopped = 'it was stopped';

export interface NameServer {
  readonly address: string;
  readonly port: number;
}

/** An answer byte for byte; `silent`: none came; `refused`: nobody listens there; `trouble` is of this side. */
export type Exchanged =
  | { readonly kind: 'reply'; readonly bytes: Buffer }
  | { readonly kind: 'silent' | 'refused' }
  /** `sent`: the message may have arrived. */
  | { readonly kind: 'trouble'; readonly message: string; readonly sent: boolean };

type Settle = (result: Exchanged) => void;

/** Sends one datagram and waits for an answer with the same id from the same place; a forged one is passed over. */
export async function exchangeUdp(server: NameServer, message: Buffer, signal: AbortSignal): Promise<Exchanged> {
  const found = await resolved(server.address);
  if ('trouble' in found) return { kind: 'trouble', message: found.trouble, sent: false };
  if (signal.aborted) return { kind: 'trouble', message: stopped, sent: false };
  return new Promise((resolve) => {
    const socket = createSocket(found.family === 6 ? 'udp6' : 'udp4');
    const settle = once(resolve, signal, () => {
      socket.close();
    });
    socket.on('message', (bytes) => {
      if (bytes.length >= 12 && bytes.readUInt16BE(0) === message.readUInt16BE(0)) settle({ kind: 'reply', bytes });
    });
    socket.on('error', (error) => {
      settle(failure(error, true));
    });
    // Connected, so that an ICMP refusal is heard and answers from other places are not.
    socket.connect(server.port, found.address, () => {
      socket.send(message, (error) => {
        if (error !== null) settle(failure(error, false));
      });
    });
  });
}

/** The same over TCP, each message behind its length. */
export async function exchangeTcp(
  server: NameServer,
  message: Buffer,
  signal: AbortSignal,
  waitMs = tryMs,
): Promise<Exchanged> {
  const found = await resolved(server.address);
  if ('trouble' in found) return { kind: 'trouble', message: found.trouble, sent: false };
  if (signal.aborted) return { kind: 'trouble', message: stopped, sent: false };
  return new Promise((resolve) => {
    const socket = connect({ host: found.address, port: server.port });
    let sent = false;
    const settle = once(
      resolve,
      signal,
      () => socket.destroy(),
      waitMs,
      () => sent,
    );
    let came = Buffer.alloc(0);
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      sent = true;
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (bytes) => {
      came = Buffer.concat([came, bytes]).subarray(0, maxMessage + 2);
      const end = came.length < 2 ? Infinity : came.readUInt16BE(0) + 2;
      if (came.length >= end) settle({ kind: 'reply', bytes: came.subarray(2, end) });
    });
    socket.on('error', (error) => {
      settle(failure(error, sent));
    });
    socket.on('close', () => {
      settle({ kind: 'trouble', message: 'the server closed the connection without an answer', sent });
    });
  });
}

/** The first result counts; silence for too long, and a person who stops, are results as well. */
function once(
  resolve: Settle,
  signal: AbortSignal,
  close: () => void,
  waitMs = tryMs,
  sent: () => boolean = () => true,
): Settle {
  let open = true;
  const settle: Settle = (result) => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    close();
    resolve(result);
  };
  const timer = setTimeout(() => {
    settle({ kind: 'silent' });
  }, waitMs);
  const stop = (): void => {
    settle({ kind: 'trouble', message: stopped, sent: sent() });
  };
  signal.addEventListener('abort', stop, { once: true });
  return settle;
}

async function resolved(
  name: string,
): Promise<{ readonly address: string; readonly family: number } | { readonly trouble: string }> {
  try {
    return await lookup(name);
  } catch {
    return { trouble: `the name ${name} cannot be resolved here` };
  }
}

/** A neighbour that is off is silence; no network, no route and no permission are troubles of this side. */
function failure(error: NodeJS.ErrnoException, sent: boolean): Exchanged {
  if (error.code === 'ECONNREFUSED') return { kind: 'refused' };
  if (error.code === 'EHOSTUNREACH' || error.code === 'EHOSTDOWN' || error.code === 'ETIMEDOUT')
    return { kind: 'silent' };
  return { kind: 'trouble', message: error.message, sent };
}
