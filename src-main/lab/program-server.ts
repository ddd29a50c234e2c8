import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import type { ProgramCall, ProgramReply } from './lab-system.ts';

type Answer = (call: ProgramCall) => Promise<ProgramReply>;

/** More than any argument list that means something here; characters. */
const longestCall = 1 << 20;

/**
 * Answers the imitated programs. A call is NUL-ended fields: token, `root` or `user`, count of arguments, program,
 * arguments. The reply is a line `exit length-of-stdout`, then stdout, then stderr, then the end of the connection.
 */
export interface ProgramServer extends Disposable {
  readonly port: number;
  /** The secret by which the programs of this host name themselves: nobody else on the machine can play a host. */
  tokenOf(host: string): string;
}

/** Listens on a free port of 127.0.0.1. */
export async function createProgramServer(hosts: readonly string[], answer: Answer): Promise<ProgramServer> {
  const tokens = new Map(hosts.map((host) => [randomBytes(16).toString('hex'), host]));
  const tokenOf = (host: string): string => [...tokens].find(([, name]) => name === host)?.[0] ?? '';
  const server: Server = createServer((socket) => {
    serve(socket, tokens, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, tokenOf, dispose: () => void server.close() };
}

function serve(socket: Socket, tokens: ReadonlyMap<string, string>, answer: Answer): void {
  let received = '';
  let answered = false;
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    received += chunk;
    if (received.length > longestCall) {
      socket.destroy();
      return;
    }
    const fields = received.split('\0').slice(0, -1);
    const [token = '', user, count, program = '', ...args] = fields;
    if (answered || program === '' || args.length < Number(count)) return;
    answered = true;
    const host = tokens.get(token);
    if (host === undefined) {
      socket.destroy();
      return;
    }
    const call = { host, program, args, asRoot: user === 'root' };
    answer(call).then(
      (reply) => {
        send(socket, reply);
      },
      (thrown: unknown) => {
        send(socket, { stderr: `practice lab: ${messageOf(thrown)}\n`, exit: 70 });
      },
    );
  });
}

function send(socket: Socket, { stdout = '', stderr = '', exit }: ProgramReply): void {
  socket.end(`${String(exit)} ${String(Buffer.byteLength(stdout))}\n${stdout}${stderr}`);
}
