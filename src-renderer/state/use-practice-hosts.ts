import { useState } from 'react';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { labSystemNames, type LabStatus, type LabSystemName } from '../../src-shared/rpc/lab-calls.ts';
import { core } from '../platform/core.ts';
import { useCall } from './use-call.ts';

/** What is known of an inventory before anybody looks: its id, and where its hosts are. */
export interface InventoryPlace {
  readonly id: string;
  readonly addresses: readonly string[];
}

export function placeOf({ id, hosts }: Plan['inventory']): InventoryPlace {
  return { id, addresses: Object.values(hosts).map(({ address }) => address) };
}

export interface PracticeHosts {
  /** The system of our lab that they are of; undefined: practice hosts of somebody's own. */
  readonly system: LabSystemName | undefined;
  /** Whether the hosts of the inventory are there; undefined until the core has answered, and where only preflight can tell. */
  readonly running: boolean | undefined;
  /** The page of what people do by hand on them. */
  readonly page: string | undefined;
  readonly starting: boolean;
  readonly error: unknown;
  readonly start: () => void;
}

/**
 * Whether the system of the practice lab that an inventory is of runs on this machine, and a way to start it as it was
 * left; there after every change by anybody.
 */
export function usePracticeHosts(inventory: InventoryPlace | undefined): PracticeHosts {
  const [called, reload] = useCall('lab.status', {}, ['lab']);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const system = inventory === undefined ? undefined : systemOf(inventory);
  const start = async (): Promise<void> => {
    if (system === undefined) return;
    setStarting(true);
    setError(undefined);
    try {
      await core.call('lab.start', { systems: [system] });
      reload();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStarting(false);
    }
  };
  return {
    system,
    ...(called.kind === 'there' && system !== undefined
      ? hostsOf(called.value, system)
      : { running: undefined, page: undefined }),
    starting,
    error,
    start: () => void start(),
  };
}

/** Of somebody else's lab only its page is known: which systems it has nobody can tell. */
function hostsOf(status: LabStatus, system: LabSystemName): Pick<PracticeHosts, 'running' | 'page'> {
  const mine = status.systems.find(({ name }) => name === system);
  const foreign = status.elsewhere === true && status.systems.length === 0;
  return { running: mine !== undefined || foreign, page: mine?.page ?? (foreign ? status.page : undefined) };
}

/** By its id, or by a host in the network that the lab gives each system: an inventory that was made of the lab's. */
function systemOf({ id, addresses }: InventoryPlace): LabSystemName | undefined {
  const named = labSystemNames.find((name) => `lab-${name}` === id);
  const [, network] =
    addresses.map((address) => /^127\.42\.(\d)\./.exec(address)).find((found) => found !== null) ?? [];
  return named ?? (network === undefined ? undefined : labSystemNames[Number(network)]);
}
