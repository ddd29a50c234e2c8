import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';

export interface SipBehaviour {
  readonly status?: number;
  /** Requests that get no answer before the first one that does; Infinity: silent. */
  readonly ignore?: number;
  /** Asks for a digest, and takes this user only. */
  readonly login?: { readonly user: string; readonly password: string; readonly algorithms: readonly string[] };
}

export interface SipServer {
  readonly port: number;
  /** Every request that came, whole. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** A server for OPTIONS on loopback that answers as RFC 3261 says, by its own code. */
export async function startSip(
  transport: 'udp' | 'tcp' | 'tls',
  behaviour: SipBehaviour,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<SipServer> {
  const requests: string[] = [];
  const answer = (request: string, from: { readonly address: string; readonly port: number }): string | undefined => {
    requests.push(request);
    return requests.length > (behaviour.ignore ?? 0) ? answerTo(request, behaviour, from) : undefined;
  };
  if (transport === 'udp') {
    const socket = createSocket('udp4');
    socket.on('message', (bytes, from) => {
      const text = answer(bytes.toString(), from);
      for (const one of text?.split(/(?=^SIP)/mu) ?? []) socket.send(one, from.port, from.address);
    });
    await new Promise<void>((resolve) => {
      socket.bind(0, '127.0.0.1', resolve);
    });
    return {
      port: socket.address().port,
      requests,
      stop: () =>
        new Promise((resolve) => {
          socket.close(resolve);
        }),
    };
  }
  const open = new Set<Socket>();
  const serve = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const text = answer(bytes.toString(), { address: '127.0.0.1', port: socket.remotePort ?? 0 });
      // In two pieces, as networks like to.
      if (text !== undefined) socket.write(text.slice(0, 20), () => socket.write(text.slice(20)));
    });
  };
  const server: Server = transport === 'tcp' ? createTcp(serve) : createTls({ ...certificate }, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerTo(
  request: string,
  { status = 200, login }: SipBehaviour,
  from: { readonly address: string; readonly port: number },
): string {
  const header = (name: string): string => new RegExp(`^${name}: (.*)\r$`, 'imu').exec(request)?.[1] ?? '';
  const allowed = login === undefined || isLogin(header('Authorization'), login);
  const challenges = allowed
    ? []
    : login.algorithms.map(
        (algorithm) => `WWW-Authenticate: Digest realm="test", nonce="n1", qop="auth,auth-int", algorithm=${algorithm}`,
      );
  const code = allowed ? status : 401;
  const head = (first: string, more: readonly string[]): string =>
    [
      first,
      `v: ${header('Via').replace(';rport', `;rport=${from.port};received=${from.address}`)}`,
      `From: ${header('From')}`,
      `To: ${header('To')};tag=server`,
      `i: ${header('Call-ID')}`,
      `CSeq: ${header('CSeq')}`,
      ...more,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  return `${head('SIP/2.0 100 Trying', [])}${head(`SIP/2.0 ${code} ${code === 200 ? 'OK' : 'Other'}`, challenges)}`;
}

function isLogin(header: string, { user, password, algorithms }: NonNullable<SipBehaviour['login']>): boolean {
  const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)"?`, 'u').exec(header)?.[1] ?? '';
  const name = field('algorithm');
  if (!algorithms.includes(name)) return false;
  const hash = (text: string): string =>
    createHash(name === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const who = hash(`${user}:test:${password}`);
  const what = hash(`OPTIONS:${field('uri')}`);
  return field('response') === hash(`${who}:n1:${field('nc')}:${field('cnonce')}:${field('qop')}:${what}`);
}
