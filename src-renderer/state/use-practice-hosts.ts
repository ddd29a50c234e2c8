import { useState } from 'react';
import { labSystemNames, type LabStatus, type LabSystemName } from '../../src-shared/rpc/lab-calls.ts';
import { core } from '../platform/core.ts';
import { useCall } from './use-call.ts';

export interface PracticeHosts {
  /** Whether the hosts of the inventory are there; undefined until the core has answered. */
  readonly running: boolean | undefined;
  /** The page of what people do by hand on them. */
  readonly page: string | undefined;
  readonly starting: boolean;
  readonly error: unknown;
  readonly start: () => void;
}

/**
 * Whether the system of the practice lab that an inventory is of runs on this machine, and a way to start it as it was
 * left; there after every change by anybody. An inventory of none of them is taken for TVox.
 */
export function usePracticeHosts(inventoryId: string | undefined): PracticeHosts {
  const [called, reload] = useCall('lab.status', {}, ['lab']);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const system = labSystemNames.find((name) => `lab-${name}` === inventoryId) ?? 'tvox';
  const start = async (): Promise<void> => {
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
    ...(called.kind === 'there' ? hostsOf(called.value, system) : { running: undefined, page: undefined }),
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
