import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate for 127.0.0.1 that nobody else vouches for. */
export function makeCertificate(folder: string): Certificate {
  const [key, cert] = [join(folder, 'sink.key'), join(folder, 'sink.pem')];
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=sink', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = spawnSync('openssl', ['req', ...options, ...names, '-keyout', key, '-out', cert]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

export interface Sink {
  readonly port: number;
  stop(): Promise<void>;
}

async function listen(server: Server | HttpServer): Promise<Sink> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface MailSink extends Sink {
  readonly mails: readonly { readonly login: string; readonly to: readonly string[]; readonly text: string }[];
  /** What it does after the body: accepts, or hangs up without a word. */
  after: 'accept' | 'hang-up';
}

/** A small SMTP server: STARTTLS, PLAIN login, one refusal (recipients that begin with `nobody`). */
export async function startMailSink({ cert, key }: Certificate): Promise<MailSink> {
  const mails: { login: string; to: string[]; text: string }[] = [];
  const context = createSecureContext({ cert, key });
  const sink = { after: 'accept' as MailSink['after'] };
  const serve = (socket: Socket, encrypted: boolean): void => {
    let mail = { login: '', to: [] as string[], text: '' };
    let inBody = false;
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    const line = (text: string): void => {
      if (inBody) {
        if (text !== '.') {
          mail.text += `${text}\n`;
          return;
        }
        inBody = false;
        mails.push(mail);
        if (sink.after === 'hang-up') socket.destroy();
        else say('250 2.0.0 queued as 4711');
        mail = { login: mail.login, to: [], text: '' };
        return;
      }
      const [verb = '', rest = ''] = text.split(/ (.*)/s);
      switch (verb.toUpperCase()) {
        case 'EHLO':
          say(encrypted ? '250-sink\r\n250 AUTH PLAIN' : '250-sink\r\n250 STARTTLS');
          return;
        case 'STARTTLS': {
          say('220 go on');
          socket.removeAllListeners('data');
          const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
          secure.on('error', () => undefined);
          serve(secure, true);
          return;
        }
        case 'AUTH':
          mail.login = Buffer.from(rest.replace('PLAIN ', ''), 'base64').toString().replaceAll('\0', '|');
          say(mail.login.endsWith('wrong') ? '535 5.7.8 no' : '235 2.7.0 yes');
          return;
        case 'RCPT': {
          const to = /<(.*)>/.exec(rest)?.[1] ?? '';
          if (!to.startsWith('nobody')) mail.to.push(to);
          say(to.startsWith('nobody') ? '550 5.1.1 nobody here' : '250 ok');
          return;
        }
        case 'DATA':
          inBody = true;
          say('354 go on');
          return;
        default:
          say('250 ok');
      }
    };
    // A socket that was taken over is greeted no second time.
    if (!encrypted) say('220 sink ESMTP');
    createLines(socket, line);
  };
  const listening = await listen(
    createServer((socket) => {
      serve(socket, false);
    }),
  );
  return Object.assign(sink, listening, { mails });
}

function createLines(socket: Socket, line: (text: string) => void): void {
  let held = '';
  socket.on('data', (bytes: Buffer) => {
    held += bytes.toString();
    for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
      const text = held.slice(0, end);
      held = held.slice(end + 2);
      line(text);
    }
  });
}

export interface HookSink extends Sink {
  readonly asked: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[];
}

/** Answers with these statuses, one after the other; the last one stays. */
export async function startHookSink(statuses: readonly number[]): Promise<HookSink> {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 200;
      asked.push({ headers: request.headers, body });
      response.writeHead(status).end(`said ${status}`);
    });
  });
  return { ...(await listen(server)), asked };
}

export interface SyslogSink extends Sink {
  /** All that came, frames and all. */
  text(): string;
  /** Resolves when something has come. */
  arrived(): Promise<void>;
}

export async function startSyslogSink(transport: 'tcp' | 'tls', certificate: Certificate): Promise<SyslogSink> {
  let text = '';
  let tell = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (tell = resolve));
  const take = (socket: Socket): void => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      tell();
    });
  };
  const server = transport === 'tls' ? createTlsServer(certificate, take) : createServer(take);
  return { ...(await listen(server)), text: () => text, arrived: () => arrived };
}

export async function startDatagramSink(): Promise<SyslogSink> {
  const socket = createSocket('udp4');
  let text = '';
  let tell = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (tell = resolve));
  socket.on('message', (bytes) => {
    text += bytes.toString();
    tell();
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    text: () => text,
    arrived: () => arrived,
    stop: () => new Promise((resolve) => socket.close(resolve)),
  };
}

export interface TrapSink extends Sink {
  /** Resolves with the line that holds `text`. */
  line(text: string): Promise<string>;
}

/** A real snmptrapd, where this machine has one; it knows the v3 user `drill` by the engine that we send. */
export async function startTrapSink(folder: string, engine: string, key: string): Promise<TrapSink | undefined> {
  if (spawnSync('/usr/sbin/snmptrapd', ['-v']).error !== undefined) return undefined;
  const free = await startDatagramSink();
  const { port } = free;
  await free.stop();
  const config = join(folder, 'snmptrapd.conf');
  const user = `createUser -e 0x${engine} drill SHA ${key} AES ${key}\n`;
  writeFileSync(config, `${user}authUser log drill priv\nauthCommunity log public\nformat2 TRAP %v %W\\n\n`);
  const child = spawn(
    '/usr/sbin/snmptrapd',
    ['-f', '-Lo', '-On', '-C', '-c', config, '-p', join(folder, 'trap.pid'), `udp:127.0.0.1:${port}`],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SNMP_PERSISTENT_DIR: folder } },
  );
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      seen.push(line);
      for (const look of waiting) look();
    });
  }
  const line = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = seen.find((one) => one.includes(text));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await line('NET-SNMP version');
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  return { port, line, stop };
}
