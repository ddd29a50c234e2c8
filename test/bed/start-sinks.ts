import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

interface Received {
  readonly kind: 'mail' | 'syslog' | 'webhook';
  readonly text: string;
}

/** What `notify` sent here so far, oldest first. */
export interface Sinks {
  readonly received: readonly Received[];
  end(): void;
}

/** Takes mails on 25, syslog on 514 (UDP and TCP) and webhooks on 80 of one address of this machine. */
export async function startSinks(address: string): Promise<Sinks> {
  const received: Received[] = [];
  const told = (kind: Received['kind'], text: string): void => void received.push({ kind, text });
  const sockets = new Set<Socket>();
  const mail = createServer((socket) => {
    takeMail(socket, (text) => {
      told('mail', text);
    });
  }).listen(25, address);
  const log = createServer((socket) => {
    socket.on('data', (data) => {
      told('syslog', data.toString());
    });
  }).listen(514, address);
  for (const server of [mail, log]) server.on('connection', (socket: Socket) => sockets.add(socket.unref()));
  const datagrams = createSocket('udp4').on('message', (data) => {
    told('syslog', data.toString());
  });
  datagrams.bind(514, address);
  const hook = createHttp((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      told('webhook', text);
      response.end();
    });
  }).listen(80, address);
  await Promise.all([mail, log, datagrams, hook].map((server) => once(server, 'listening')));
  return {
    received,
    end: () => {
      for (const server of [mail, log, hook]) server.close();
      for (const socket of sockets) socket.destroy();
      datagrams.close();
    },
  };
}

/** As much of RFC 5321 as a client needs to hand over one mail. */
function takeMail(socket: Socket, take: (text: string) => void): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let body: string[] | undefined;
  say('220 sink ESMTP');
  createInterface({ input: socket }).on('line', (line) => {
    if (body === undefined) {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'DATA') body = [];
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else say(verb === 'DATA' ? '354 go on' : '250 sink');
    } else if (line === '.') {
      take(body.join('\n'));
      body = undefined;
      say('250 kept');
    } else {
      body.push(line);
    }
  });
}
