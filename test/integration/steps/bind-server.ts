import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bindZone = 'example.test';

/** A BIND 9 of its own on loopback: a primary that takes signed updates, or a resolver that keeps answers. */
export interface BindServer {
  readonly port: number;
  /** Of the key `drillbook`, hmac-sha256, base64. */
  readonly secret: string;
  stop(): Promise<void>;
}

/** Why there can be no BIND here, also printed; undefined where there can. */
export function whyNoBind(): string | undefined {
  const found = ['named', 'dig'].filter((one) => spawnSync('sh', ['-c', `command -v ${one}`], withSbin).status !== 0);
  if (found.length === 0) return undefined;
  const why = `${found.join(' and ')} not installed: apt-get install bind9 bind9-dnsutils`;
  process.stderr.write(`Skipped: DNS against BIND 9: ${why}\n`);
  return why;
}

const withSbin = { env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` } };

/** `records`: lines of the zone file. */
export function startPrimary(
  records: readonly string[],
  secret = randomBytes(32).toString('base64'),
): Promise<BindServer> {
  const zone = [
    `$ORIGIN ${bindZone}.`,
    `@ 60 IN SOA ns1 hostmaster 1 60 30 3600 7`,
    '@ 60 IN NS ns1',
    'ns1 60 IN A 127.0.0.1',
    ...records,
  ];
  return start(
    secret,
    [
      `key "drillbook" { algorithm hmac-sha256; secret "${secret}"; };`,
      `zone "${bindZone}" { type primary; file "zone"; allow-update { key "drillbook"; }; };`,
    ],
    ['recursion no;'],
    zone,
  );
}

/** Asks the primary and keeps what it says for its TTL. */
export function startResolver(primary: BindServer): Promise<BindServer> {
  return start(
    '',
    [],
    [
      'recursion yes; allow-recursion { any; }; forward only; dnssec-validation no; empty-zones-enable no;',
      `forwarders { 127.0.0.1 port ${primary.port}; };`,
    ],
  );
}

async function start(
  secret: string,
  zones: readonly string[],
  options: readonly string[],
  zone: readonly string[] = [],
): Promise<BindServer> {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-bind-'));
  const port = await freePort();
  const lines = [
    `options { directory "${folder}"; pid-file none; session-keyfile none; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; ${options.join(' ')} };`,
    'controls {};',
    ...zones,
  ];
  writeFileSync(join(folder, 'named.conf'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'zone'), `${zone.join('\n')}\n`);
  const named = spawn('named', ['-f', '-n', '1', '-c', join(folder, 'named.conf')], { ...withSbin, stdio: 'ignore' });
  await untilAnswers(named, port, folder);
  return {
    port,
    secret,
    stop: async () => {
      const ended = new Promise((resolve) => named.once('exit', resolve));
      named.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Each dig waits for an answer itself: it is asked again only where nothing listened yet. */
async function untilAnswers(named: ChildProcess, port: number, folder: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (named.exitCode !== null) throw new Error(`named ended with ${named.exitCode}: see ${folder}/named.conf`);
    const asked = spawn('dig', ['+time=1', '+tries=1', '-p', String(port), '@127.0.0.1', bindZone, 'SOA'], {
      ...withSbin,
      stdio: 'ignore',
    });
    if ((await new Promise((resolve) => asked.once('exit', resolve))) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('named does not answer');
}

/** Free for UDP and TCP at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = createSocket('udp4');
  const free = await new Promise<boolean>((resolve) => {
    socket.once('error', () => {
      resolve(false);
    });
    socket.bind(port, '127.0.0.1', () => {
      resolve(true);
    });
  });
  socket.close();
  await new Promise((resolve) => server.close(resolve));
  return free ? port : freePort();
}
