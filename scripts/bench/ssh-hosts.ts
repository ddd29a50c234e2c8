import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSshd } from '../../test/integration/ssh/sshd.ts';
import type { Sshd } from '../../test/integration/ssh/sshd.ts';

/** sshd refuses to listen on more than 16 sockets; its fixture takes one of its own. */
const addressesEach = 10;

interface Host {
  readonly id: string;
  readonly address: string;
  readonly sshd: Sshd;
}

/** Real sshds that listen on several loopback addresses: as many hosts, as far as any client can tell. */
export interface SshHosts {
  /** `h1` onwards, as they are called in both files. */
  readonly hosts: readonly Host[];
  /** Path of an inventory for us. */
  readonly inventory: string;
  /** Path of a configuration for OpenSSH's client. */
  readonly sshConfig: string;
  stop(): Promise<void>;
}

/** Starts the hosts; whoever calls stops them. Files go to `folder`. */
export async function startSshHosts(folder: string, count: number): Promise<SshHosts> {
  const sshds: Sshd[] = [];
  const hosts: Host[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(sshds.map((sshd) => sshd.stop()));
  };
  try {
    for (let first = 1; first <= count; first += addressesEach) {
      const numbers = Array.from({ length: Math.min(addressesEach, count + 1 - first) }, (_, n) => first + n);
      const sshd = await startSshd({ config: numbers.map((n) => `ListenAddress ${addressOf(n)}`) });
      sshds.push(sshd);
      hosts.push(...numbers.map((n) => ({ id: `h${n}`, address: addressOf(n), sshd })));
    }
    // sshd says that it listens address by address; the fixture waits for the first.
    for (const { address, sshd } of hosts) await untilOpen(address, sshd.port);
  } catch (error) {
    await stop();
    throw error;
  }
  const files = { inventory: join(folder, 'inventory.yaml'), sshConfig: join(folder, 'ssh_config') };
  writeFileSync(files.inventory, inventoryText(hosts));
  writeFileSync(files.sshConfig, sshConfigText(hosts, folder));
  writeFileSync(knownHostsIn(folder), hosts.map(({ id, sshd }) => `${id} ${sshd.hostKeyLine}\n`).join(''));
  return { hosts, ...files, stop };
}

function addressOf(n: number): string {
  return `127.0.7.${n}`;
}

function knownHostsIn(folder: string): string {
  return join(folder, 'known_hosts');
}

/** JSON, which is YAML. */
function inventoryText(hosts: readonly Host[]): string {
  const entries = hosts.map(({ id, address, sshd: { port, user, keyFile, hostKeyLine } }) => [
    id,
    { address, port, user, auth: { key: keyFile }, hostKey: hostKeyLine },
  ]);
  return JSON.stringify({
    drillbook: 1,
    kind: 'inventory',
    id: 'bench',
    practice: true,
    hosts: Object.fromEntries(entries) as unknown,
    groups: { all: hosts.map(({ id }) => id) },
    bindings: { '*': { hosts: 'all' } },
  });
}

function sshConfigText(hosts: readonly Host[], folder: string): string {
  const blocks = hosts.flatMap(({ id, address, sshd: { port, user, keyFile } }) => [
    `Host ${id}`,
    `  HostName ${address}`,
    `  HostKeyAlias ${id}`,
    `  Port ${port}`,
    `  User ${user}`,
    `  IdentityFile ${keyFile}`,
  ]);
  return [
    ...blocks,
    'Host *',
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile ${knownHostsIn(folder)}`,
    '  GlobalKnownHostsFile /dev/null',
    '  BatchMode yes',
    '  LogLevel ERROR',
    // The kernel takes at most 107 bytes for a socket's path.
    `  ControlPath ${folder}/%n.sock`,
    '',
  ].join('\n');
}

async function untilOpen(address: string, port: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await isOpen(address, port))) {
    if (performance.now() > deadline) throw new Error(`sshd does not listen on ${address}:${port}`);
    await sleep(20);
  }
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
