import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNetwork, type BedHost, type BedNetwork } from './bed-network.ts';
import { makeKey, startBedSshd, untilPort } from './bed-sshd.ts';
import { startNameServers, type NameServers } from './name-servers.ts';
import { startSinks, type Sinks } from './start-sinks.ts';
import { bedUser, untilTrue } from './namespace-host.ts';
import { startMariadb, startRsync } from './sync-servers.ts';
import { httpPort, installVoice, serviceUnit } from './voice-service.ts';

const folderStart = 'drillbook-bed-';
const hostNumbers = { primary: 11, standby: 12, observer: 20, ns1: 53, ns2: 54, ns3: 55, noc: 60 } as const;
export type BedHostName = keyof typeof hostNumbers;
/** Hosts with an ssh login. */
const logins = ['primary', 'standby', 'observer'] as const;

/** A small site of real servers: a voice service at a VIP, its standby, name servers, an observer, a watch room. */
export interface Bed {
  readonly network: BedNetwork;
  readonly hosts: Readonly<Record<BedHostName, BedHost>>;
  readonly vip: string;
  readonly names: NameServers;
  /** At this machine's own address on the segment; traps go to snmptrapd on `noc`, into its log. */
  readonly sinks: Sinks;
  /** Hosts, keys and logins as an inventory says them: YAML, to be followed by bindings and parameters. */
  inventoryHosts(): string;
  end(): Promise<void>;
}

export interface BedOptions {
  /** Of the service name, in seconds. */
  readonly ttl?: number;
  /** Beside rsync on the primary and the standby. */
  readonly mariadb?: boolean;
}

/** Starts the site with the service on the primary; ends by itself with this process. Ask `whyNoBed` first. */
export async function startBed({ ttl = 2, mariadb = false }: BedOptions = {}): Promise<Bed> {
  removeLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), `${folderStart}${process.pid}-`));
  chmodSync(folder, 0o755);
  const network = await startNetwork(folder);
  const end = async (): Promise<void> => {
    await network.end();
    rmSync(folder, { recursive: true, force: true });
    removeLeftFolders();
  };
  try {
    const names = Object.keys(hostNumbers) as BedHostName[];
    const started = await Promise.all(names.map((name) => network.addHost(name, hostNumbers[name])));
    const hosts = Object.fromEntries(started.map((host) => [host.name, host])) as unknown as Bed['hosts'];
    const keyFile = makeKey(folder, 'user-key');
    const [hostKeys, nameServers, , sinks] = await Promise.all([
      Promise.all(logins.map((name) => startBedSshd(hosts[name], keyFile))),
      startNameServers(
        { primary: hosts.ns1, secondary: hosts.ns2, cache: hosts.ns3 },
        { address: hosts.primary.address, ttl },
      ),
      startTrapReceiver(hosts.noc),
      startSinks(network.gateway),
      ...[hosts.primary, hosts.standby].flatMap((host) => [startRsync(host), mariadb && startMariadb(host)]),
    ]);
    for (const name of logins) useResolver(hosts[name], hosts.ns2);
    const vip = `${network.prefix}.100`;
    await startVoice(hosts, vip);
    const entry = (name: string, at: number): string =>
      `  ${name}: { name: ${name}, address: ${hosts[logins[at] ?? 'primary'].address}, user: ${bedUser}, auth: { key: ${keyFile} }, hostKey: "${hostKeys[at] ?? ''}", platform: linux, sudo: nopasswd }\n`;
    return {
      network,
      hosts,
      vip,
      names: nameServers,
      sinks,
      inventoryHosts: () => logins.map(entry).join(''),
      end: async () => {
        sinks.end();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Of test processes that were killed: their hosts went with them, their files did not. */
function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderStart) ? /^\d+/.exec(name.slice(folderStart.length))?.[0] : undefined;
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function useResolver(host: BedHost, resolver: BedHost): void {
  host.run(['tee', '/etc/resolv.conf'], { input: `nameserver ${resolver.address}\n` });
}

async function startVoice({ primary, standby }: Bed['hosts'], vip: string): Promise<void> {
  for (const host of [primary, standby]) installVoice(host, vip);
  primary.run(['ip', 'addr', 'add', `${vip}/24`, 'dev', 'eth0']);
  primary.run(['systemctl', 'start', serviceUnit]);
  await untilPort(primary.address, httpPort, () => primary.run(['cat', `/run/bed-${serviceUnit}.log`]).stdout);
}

async function startTrapReceiver(noc: BedHost): Promise<void> {
  const config = join(noc.folder, 'snmptrapd.conf');
  writeFileSync(config, 'disableAuthorization yes\n');
  noc.start('snmptrapd', ['snmptrapd', '-f', '-Lo', '-On', '-C', '-c', config, `udp:${noc.address}:162`]);
  await untilTrue(
    () => noc.run(['cat', '/proc/net/udp']).stdout.includes(':00A2 '),
    () => noc.log('snmptrapd'),
  );
}
