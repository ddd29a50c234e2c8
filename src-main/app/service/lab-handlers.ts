import { connect } from 'node:net';
import { join } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { LabStatus } from '../../../src-shared/rpc/desk-calls.ts';
import { loadInventory } from '../../library/load-inventory.ts';
import { fixedLabPage } from '../../lab/create-lab.ts';
import type { Lab } from '../../lab/create-lab.ts';
import { startPracticeLab } from '../practice-lab.ts';
import type { KnownHostsFiles } from './known-hosts-files.ts';
import { testHost } from './test-host.ts';
import { createInTurn } from './in-turn.ts';

export interface LabHandlers {
  readonly handlers: Handlers<'lab.status' | 'lab.start' | 'lab.stop'>;
  /** Ends the lab of this process, if there is one. */
  close(): Promise<void>;
}

/** The practice lab of this process; one of another program (`drillbook lab`) is found and shown, not stopped. */
export function createLabHandlers(
  dataFolder: string,
  ports: 'fixed' | 'free',
  knownHosts: KnownHostsFiles,
  changed: (what: 'lab') => void,
): LabHandlers {
  const inventory = labInventoryOf(dataFolder);
  // Two windows that press start at once get one lab.
  const inTurn = createInTurn();
  let lab: Lab | undefined;
  const stop = async (): Promise<void> => {
    const running = lab;
    lab = undefined;
    await running?.dispose();
  };
  const status = async (): Promise<LabStatus> =>
    lab === undefined ? statusElsewhere(inventory, knownHosts) : statusOf(lab);
  const start = async (): Promise<LabStatus> => {
    if (lab !== undefined) return statusOf(lab);
    try {
      lab = await startPracticeLab(ports);
      return statusOf(lab);
    } catch (thrown) {
      if (!(thrown instanceof DrillError) || thrown.code !== 'lab.cannot-start') throw thrown;
      const other = await statusElsewhere(inventory, knownHosts);
      // Only one with our own keys is of use.
      if (other.elsewhere === true && other.inventory !== undefined) return other;
      throw thrown;
    }
  };
  return {
    handlers: {
      'lab.status': () => inTurn(status),
      'lab.start': async () => {
        const started = await inTurn(start);
        changed('lab');
        return started;
      },
      'lab.stop': async () => {
        await inTurn(stop);
        changed('lab');
        return status();
      },
    },
    close: () => inTurn(stop),
  };
}

/** Where the lab writes its inventory, with the keys of this installation. */
export function labInventoryOf(dataFolder: string): string {
  return join(dataFolder, 'lab', 'tvox.inventory.yaml');
}

function statusOf({ inventoryPath, pageUrl, hosts }: Lab): LabStatus {
  return {
    running: true,
    inventory: inventoryPath,
    page: pageUrl,
    hosts: hosts.map(({ id, address, port }) => ({ name: id, address, port })),
  };
}

/** Whether another program of this machine runs a lab on the fixed addresses. */
async function statusElsewhere(inventory: string, knownHosts: KnownHostsFiles): Promise<LabStatus> {
  const { address, port } = fixedLabPage;
  if (!(await answers(address, port))) return { running: false, hosts: [] };
  const page = `http://${address}:${port}/`;
  const known = await loadInventory(inventory).then(
    ({ document }) => document,
    () => undefined,
  );
  const hosts = Object.entries(known?.hosts ?? {}).map(([name, host]) => {
    return { name, address: host.address ?? '', port: host.port ?? 22 };
  });
  const ours =
    hosts.some((one) => sameNetwork(one.address, address)) && (await showsOurKeys(inventory, hosts, knownHosts));
  return ours
    ? { running: true, elsewhere: true, inventory, page, hosts }
    : { running: true, elsewhere: true, page, hosts: [] };
}

function sameNetwork(one: string, other: string): boolean {
  return one.split('.').slice(0, 3).join('.') === other.split('.').slice(0, 3).join('.');
}

/** The inventory may be of an earlier lab of ours, and the one that runs of another user: its host keys tell. */
async function showsOurKeys(
  inventory: string,
  hosts: LabStatus['hosts'],
  knownHosts: KnownHostsFiles,
): Promise<boolean> {
  const credentials = { password: noAnswer, passphrase: noAnswer };
  for (const { name } of hosts) {
    const probe = await testHost({ credentials, knownHosts, limitMs: 3_000 }, inventory, asId<HostId>(name));
    if (probe.ok) return true;
    // One that is switched off in the practice tells nothing.
    if (probe.code?.startsWith('ssh.host-key') === true || probe.code === 'ssh.auth-failed') return false;
  }
  return true;
}

function noAnswer(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** On a loopback address the answer is there at once; where it is none (macOS) nothing is waited for long. */
async function answers(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 300 });
  socket.once('connect', () => {
    resolve(true);
  });
  for (const event of ['error', 'timeout'] as const) {
    socket.once(event, () => {
      resolve(false);
    });
  }
  return promise.finally(() => socket.destroy());
}
