import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BedHost } from './bed-network.ts';
import { untilTrue } from './namespace-host.ts';

export const zone = 'bed.test';
export const serviceName = `voice.${zone}`;
export const tsigName = 'drillbook';

/** Three BIND 9: a primary that takes signed updates, a secondary told of each, a resolver that keeps answers for their TTL. */
export interface NameServers {
  /** Of the key `drillbook`, hmac-sha256, base64. */
  readonly secret: string;
  /** What a server answers for the service name, by the real dig; empty: nothing. */
  ask(server: BedHost): readonly string[];
}

/** Starts the three. The service name leads to `address`, with a TTL in seconds. */
export async function startNameServers(
  servers: { readonly primary: BedHost; readonly secondary: BedHost; readonly cache: BedHost },
  record: { readonly address: string; readonly ttl: number },
): Promise<NameServers> {
  const { primary, secondary, cache } = servers;
  const secret = randomBytes(32).toString('base64');
  const ask = (server: BedHost): readonly string[] => {
    const asked = server.run(['dig', '+short', '+time=1', '+tries=1', `@${server.address}`, serviceName, 'A'], {
      mayFail: true,
    });
    return asked.status === 0 ? asked.stdout.trim().split('\n').filter(Boolean) : [];
  };
  const untilAnswers = (server: BedHost): Promise<void> =>
    untilTrue(
      () => ask(server)[0] === record.address,
      () => `${server.name} does not answer for ${serviceName}: ${server.log('named')}`,
    );
  writeZone(primary, record);
  startNamed(primary, [
    `key "${tsigName}" { algorithm hmac-sha256; secret "${secret}"; };`,
    `zone "${zone}" { type primary; file "zone"; allow-update { key "${tsigName}"; }; also-notify { ${secondary.address}; }; };`,
  ]);
  // One that finds no primary tries again only after a long while.
  await untilAnswers(primary);
  startNamed(secondary, [
    `zone "${zone}" { type secondary; primaries { ${primary.address}; }; file "copy"; allow-notify { ${primary.address}; }; };`,
  ]);
  startNamed(cache, [], [`forwarders { ${primary.address}; }; forward only; recursion yes; allow-recursion { any; };`]);
  await Promise.all([secondary, cache].map(untilAnswers));
  return { secret, ask };
}

function writeZone(host: BedHost, { address, ttl }: { readonly address: string; readonly ttl: number }): void {
  const lines = [
    `$ORIGIN ${zone}.`,
    `@ 60 IN SOA ns1 hostmaster 1 60 30 3600 1`,
    '@ 60 IN NS ns1',
    `ns1 60 IN A ${host.address}`,
    `voice ${ttl} IN A ${address}`,
  ];
  mkdirSync(namedFolder(host), { recursive: true });
  writeFileSync(join(namedFolder(host), 'zone'), `${lines.join('\n')}\n`);
}

function startNamed(host: BedHost, statements: readonly string[], options: readonly string[] = []): void {
  const folder = namedFolder(host);
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'named.conf');
  const lines = [
    'controls { };',
    'options {',
    `  directory "${folder}"; pid-file none; session-keyfile none;`,
    `  listen-on { ${host.address}; }; listen-on-v6 { none; };`,
    // A change is told at once: what is late in a test must be late because of its TTL.
    '  notify-delay 0; dnssec-validation no; allow-query { any; };',
    ...(options.length > 0 ? options : ['  recursion no;']),
    '};',
    ...statements,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  host.start('named', ['named', '-g', '-4', '-n', '1', '-c', config]);
}

function namedFolder(host: BedHost): string {
  return join(host.folder, 'named');
}
