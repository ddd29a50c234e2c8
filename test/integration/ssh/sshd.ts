import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface SshdOptions {
  /** A loopback address; 127.0.0.1 by default. */
  readonly address?: string;
  /** A free port by default. */
  readonly port?: number;
  /** Lines of sshd_config; they go first, so that they win. */
  readonly config?: readonly string[];
  /** Kinds of host key, as `ssh-keygen -t` names them; `['ed25519']` by default. */
  readonly hostKeys?: readonly string[];
}

export interface Sshd {
  readonly address: string;
  readonly port: number;
  /** Has /bin/sh where root could make a user for the tests; else whoever runs them. */
  readonly user: string;
  /** A private key that may log in. */
  readonly keyFile: string;
  /** The first host key, as `<algorithm> <base64>`. */
  readonly hostKeyLine: string;
  /** A known_hosts file with the host keys under address and port. */
  readonly knownHosts: string;
  /** Holds keys and configuration; gone after `stop`. */
  readonly folder: string;
  stop(): Promise<void>;
}

const testUser = 'drillbook-test';

/** Starts a real OpenSSH sshd with its own keys and configuration; ends it, and every session of it, on `stop`. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const user = loginUser();
  const address = options.address ?? '127.0.0.1';
  const port = options.port ?? (await freePort(address));
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-sshd-'));
  const kinds = options.hostKeys ?? ['ed25519'];
  const keyFile = makeKey(folder, 'user', 'ed25519');
  const hostKeys = kinds.map((kind) => makeKey(folder, `host-${kind}`, kind));
  const lines = hostKeys.map((file) => readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim());
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, lines.map((line) => `[${address}]:${port} ${line}\n`).join(''));
  // The folder is root's; what the login needs is read by sshd before it takes the user's rights.
  const config = join(folder, 'sshd_config');
  writeFileSync(
    config,
    [
      ...(options.config ?? []),
      `ListenAddress ${address}`,
      `Port ${port}`,
      ...hostKeys.map((file) => `HostKey ${file}`),
      `AuthorizedKeysFile ${keyFile}.pub`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'PermitRootLogin yes',
      'PidFile none',
      'PrintMotd no',
      'MaxStartups 100',
      'LogLevel VERBOSE',
      'Subsystem sftp internal-sftp',
      '',
    ].join('\n'),
  );
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  spawnSync('chmod', ['755', folder]);
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  await listening(child.stderr, child);
  return {
    address,
    port,
    user,
    keyFile,
    hostKeyLine: lines[0] ?? '',
    knownHosts,
    folder,
    async stop() {
      const ended = new Promise<void>((resolve) =>
        child.once('exit', () => {
          resolve();
        }),
      );
      // Sessions live on without their listener: end them first, from the leaves up.
      for (const pid of descendants(child.pid ?? 0).toReversed()) signal(pid);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function makeKey(folder: string, name: string, kind: string): string {
  const file = join(folder, name);
  const made = spawnSync('/usr/bin/ssh-keygen', ['-q', '-t', kind, '-N', '', '-C', '', '-f', file]);
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.stderr.toString()}`);
  return file;
}

async function listening(log: NodeJS.ReadableStream, child: ReturnType<typeof spawn>): Promise<void> {
  const seen: string[] = [];
  const lines = createInterface({ input: log });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      seen.push(line);
      if (line.startsWith('Server listening on')) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`sshd did not start:\n${seen.join('\n')}`));
    });
  });
}

/** A port that was free a moment ago. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const found = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (found === null || typeof found === 'string') throw new Error('no port');
  return found.port;
}

function loginUser(): string {
  const me = userInfo();
  if (me.uid !== 0) {
    process.stderr.write(`sshd runs as ${me.username}: only root can make the user ${testUser} with /bin/sh\n`);
    return me.username;
  }
  // Another test file may be making it at this moment: then ours fails, and the user is there all the same.
  for (let turn = 0; turn < 20 && !exists(testUser); turn += 1) {
    spawnSync('/usr/sbin/useradd', ['--create-home', '--shell', '/bin/sh', '--password', '*', testUser]);
  }
  return exists(testUser) ? testUser : me.username;
}

function exists(user: string): boolean {
  return spawnSync('id', [user]).status === 0;
}

/** Process ids below `root`, parents before children. */
function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const queue = [root];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const below = children.get(at) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

function parentOf(pid: string): number | undefined {
  try {
    // The name in parentheses may hold anything, blanks and parentheses too.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}
