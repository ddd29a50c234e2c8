import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { SipSource } from './sip-answer.ts';
import { answerSip, takeRequests } from './sip-answer.ts';
import { answerDns } from './dns-answer.ts';
import type { DnsService, LabService } from '../lab-system.ts';

/** More than any request of a practice, in characters or bytes: beyond it the client is not one. */
const longestRequest = 1 << 16;

/** What a port of a simulated host does with what comes. */
export interface PortService {
  readonly port: number;
  /** False: TCP is refused, a datagram gets no answer. */
  isOpen(): boolean;
  /** Takes a connection; absent: it is accepted and nothing is said. */
  readonly onSocket?: (socket: Socket) => void;
  /** The answer to a datagram; absent: the port is none of UDP. */
  readonly onDatagram?: (message: Buffer, from: SipSource) => Buffer | undefined;
}

/** How a service of a system is served on its port. */
export function portServiceOf(service: LabService): PortService {
  const { port } = service;
  switch (service.kind) {
    case 'sip':
      return {
        port,
        isOpen: () => service.status() !== undefined,
        onSocket: (socket) => {
          serveSip(socket, () => service.status());
        },
        onDatagram: (message, from) => {
          const status = service.status();
          const answer = status === undefined ? undefined : answerSip(message.toString('latin1'), status, from);
          return answer === undefined ? undefined : Buffer.from(answer, 'latin1');
        },
      };
    case 'dns':
      return {
        port,
        isOpen: () => true,
        onSocket: (socket) => {
          serveDns(socket, service);
        },
        onDatagram: (message) => answerDns(message, service, Date.now()),
      };
    case 'http':
      return { port, isOpen: () => true, onSocket: httpService(service.answer.bind(service)) };
    case 'tcp':
      return { port, isOpen: () => service.isOpen() };
  }
}

function serveSip(socket: Socket, status: () => number | undefined): void {
  let stream = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    const { requests, rest } = takeRequests(stream + chunk);
    stream = rest;
    if (stream.length > longestRequest) socket.destroy();
    for (const request of requests) {
      const code = status();
      const from = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
      const answer = code === undefined ? undefined : answerSip(request, code, from);
      if (answer !== undefined) socket.write(answer, 'latin1');
    }
  });
}

/** Over TCP each message stands behind its length, in two bytes. */
function serveDns(socket: Socket, service: DnsService): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const answer = answerDns(received.subarray(2, end), service, Date.now());
      received = received.subarray(end);
      if (answer === undefined) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.write(Buffer.concat([length, answer]));
    }
  });
}

function httpService(
  answer: (path: string) => { readonly status: number; readonly body: string },
): (socket: Socket) => void {
  // It never listens itself: the port of the host hands it each connection.
  const server = createServer((request, response) => {
    request.resume();
    const { status, body } = answer(request.url ?? '/');
    const type = /^[{[]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8';
    response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body);
  });
  return (socket) => void server.emit('connection', socket);
}
