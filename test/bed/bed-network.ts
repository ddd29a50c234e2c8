import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { startNamespaceHost, type NamespaceHost } from './namespace-host.ts';

/** One Ethernet segment: a bridge in a namespace of its own, this machine on it at `.1`, hosts at what they are given. */
export interface BedNetwork {
  /** The first three octets of a /24. */
  readonly prefix: string;
  /** This machine's own address on it. */
  readonly gateway: string;
  /** Starts a host whose `eth0` is on the segment. */
  addHost(name: string, last: number): Promise<BedHost>;
  /** Pulls the network plug of a host, or puts it back: the host goes on, nobody reaches it. */
  plug(host: BedHost, isIn: boolean): void;
  end(): Promise<void>;
}

export interface BedHost extends NamespaceHost {
  readonly address: string;
}

/** Starts the segment. Its end of the cable in this machine is named by process id, and goes when the process does. */
export async function startNetwork(folder: string): Promise<BedNetwork> {
  const prefix = freePrefix();
  const uplink = `bed${process.pid}`;
  const bridge = await startNamespaceHost('switch', join(folder, 'switch'));
  const hosts: NamespaceHost[] = [bridge];
  const end = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.end()));
  };
  try {
    bridge.run(['ip', 'link', 'add', 'br0', 'type', 'bridge']);
    bridge.run(['ip', 'link', 'set', 'br0', 'up']);
    here('ip', 'link', 'add', uplink, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', String(bridge.pid));
    here('ip', 'addr', 'add', `${prefix}.1/24`, 'dev', uplink);
    here('ip', 'link', 'set', uplink, 'up');
    bridge.run(['ip', 'link', 'set', 'uplink', 'master', 'br0', 'up']);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    prefix,
    gateway: `${prefix}.1`,
    addHost: async (name, last) => {
      const host = await startNamespaceHost(name, join(folder, name));
      hosts.push(host);
      const [port, spaces] = [`port${last}`, ['-t', String(bridge.pid), '-n']];
      here('nsenter', ...spaces, ...cable(port, host.pid));
      bridge.run(['ip', 'link', 'set', port, 'master', 'br0', 'up']);
      host.run(['ip', 'addr', 'add', `${prefix}.${last}/24`, 'brd', '+', 'dev', 'eth0']);
      host.run(['ip', 'link', 'set', 'eth0', 'up']);
      host.run(['tee', '-a', '/etc/hosts'], { input: `${prefix}.${last} ${name}\n` });
      return { ...host, address: `${prefix}.${last}` };
    },
    plug: ({ address }, isIn) => {
      const port = `port${address.slice(prefix.length + 1)}`;
      bridge.run(['ip', 'link', 'set', port, isIn ? 'up' : 'down']);
    },
    end,
  };
}

function cable(port: string, pid: number): readonly string[] {
  return ['ip', 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid)];
}

/** A /24 that no interface of this machine is in; test files beside this one begin to look elsewhere. */
function freePrefix(): string {
  const taken = new Set(
    Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).map(({ address }) => address.replace(/\.\d+$/, '')),
    ),
  );
  for (let turn = 0; turn < 256; turn += 1) {
    const prefix = `10.213.${(process.pid + turn) % 256}`;
    if (!taken.has(prefix)) return prefix;
  }
  throw new Error('No free network below 10.213');
}

function here(program: string, ...args: readonly string[]): void {
  const said = spawnSync(program, args, { encoding: 'utf8' });
  if (said.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${said.stderr}`);
}
