import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { trustedCertificates } from '../trusted-certificates.ts';
import type { SipPlace, SipTransport } from './sip-message.ts';

/** A way to one server. `onText` gets one datagram, or what came of a stream so far; it may come in several pieces. */
export interface SipLink {
  readonly local: SipPlace;
  send(text: string): void;
  onText: (text: string) => void;
  onFault: (fault: Error) => void;
  close(): void;
}

export interface SipTarget extends SipPlace {
  readonly transport: SipTransport;
  readonly verify: boolean;
  readonly ca?: string;
}

/** What an answer to OPTIONS may be at most: headers and a session description. */
const longest = 65_536;

/** Rejects with the error of the socket or of TLS, or when `signal` is aborted. */
export function openLink(target: SipTarget, signal: AbortSignal): Promise<SipLink> {
  return target.transport === 'udp' ? openUdp(target, signal) : openStream(target, signal);
}

async function openUdp({ address, port }: SipTarget, signal: AbortSignal): Promise<SipLink> {
  const found = await lookup(address);
  signal.throwIfAborted();
  const socket = createSocket(found.family === 6 ? 'udp6' : 'udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    // Connected, so that a refusal by ICMP is heard and only this server can answer.
    socket.connect(port, found.address, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  const here = socket.address();
  const link: SipLink = {
    local: { address: here.address, port: here.port },
    send: (text) => {
      socket.send(text);
    },
    onText: () => undefined,
    onFault: () => undefined,
    close: () => socket.close(),
  };
  socket.on('message', (bytes) => {
    link.onText(bytes.toString('utf8'));
  });
  socket.on('error', (error) => {
    link.onFault(error);
  });
  return link;
}

async function openStream(target: SipTarget, signal: AbortSignal): Promise<SipLink> {
  const socket = await connected(target, signal);
  const link: SipLink = {
    local: { address: socket.localAddress ?? '127.0.0.1', port: socket.localPort ?? 0 },
    send: (text) => {
      socket.write(text);
    },
    onText: () => undefined,
    onFault: () => undefined,
    close: () => socket.destroy(),
  };
  let came = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    came = (came + text).slice(0, longest);
    // A head that is not whole yet is no message.
    if (/\r\n\r\n/u.test(came)) link.onText(came);
  });
  socket.on('error', (error) => {
    link.onFault(error);
  });
  socket.on('close', () => {
    link.onFault(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  });
  return link;
}

function connected({ address, port, transport, verify, ca }: SipTarget, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const name = isIP(address) === 0 ? { servername: address } : {};
    const socket =
      transport === 'tls'
        ? connectTls({ host: address, port, ca: trustedCertificates(ca), rejectUnauthorized: verify, ...name })
        : connectTcp({ host: address, port });
    const stop = (): void => {
      socket.destroy();
      reject(signal.reason instanceof Error ? signal.reason : new Error('it was stopped'));
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
