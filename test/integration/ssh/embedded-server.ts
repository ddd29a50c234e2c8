import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, ServerChannel } from 'ssh2';
import { asId } from '../../../src-shared/base/ids.ts';
import type { HostId } from '../../../src-shared/base/ids.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';

export interface EmbeddedServer {
  readonly host: PlanHost;
  /** Logins that were tried, as `method` or `method:secret`. */
  readonly tried: readonly string[];
  /** Closes every connection, without a word. */
  cut(): void;
  stop(): Promise<void>;
}

/** A server for what an OpenSSH sshd without PAM cannot show: passwords, questions, ends without a status. */
export async function startEmbedded(
  login: (context: AuthContext, tried: string[]) => void,
  exec: (channel: ServerChannel, connection: Connection) => void = (channel) => channel.end(),
): Promise<EmbeddedServer> {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const tried: string[] = [];
  const open = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (connection) => {
    open.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => open.delete(connection));
    connection.on('authentication', (context) => {
      tried.push(context.method === 'password' ? `password:${context.password}` : context.method);
      login(context, tried);
    });
    connection.on('session', (accept) => {
      accept().on('exec', (acceptExec) => {
        exec(acceptExec(), connection);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    host: {
      id: asId<HostId>('e'),
      name: 'Host E',
      address: '127.0.0.1',
      port,
      user: 'dr',
      login: true,
      auth: { kind: 'password' },
      hostKey: `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`,
      platform: 'other',
      sudo: 'none',
      ports: {},
      vars: {},
    },
    tried,
    cut() {
      for (const connection of open) connection.end();
    },
    async stop() {
      for (const connection of open) connection.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
