import { useState } from 'react';
import { labSystemNames, type LabSystemName } from '../../../src-shared/rpc/lab-calls.ts';
import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';
import { useRoute } from '../../state/route-store.ts';
import { useCall } from '../../state/use-call.ts';

/** Id of the shipped runbook to begin with on each system: the one in which its service moves. */
const firstRunbooks: Readonly<Record<LabSystemName, string>> = {
  tvox: 'tvox-activation',
  genesys: 'genesys-vip-takeover',
  'sip-ha': 'sip-ha-failover',
  policyguru: 'policyguru-ea-failover',
  wazo: 'wazo-berofos-switch',
};

export interface PracticeSystem {
  readonly name: LabSystemName;
  readonly running: boolean;
  /** The runbook to practise with; undefined where the library lacks it. */
  readonly runbook: RunbookEntry | undefined;
}

export interface PracticeLab {
  readonly systems: readonly PracticeSystem[];
  readonly starting: boolean;
  readonly error: unknown;
  /** Starts the hosts of a system where they are not there yet, and goes to a new run on them. */
  readonly enter: (name: LabSystemName) => Promise<void>;
}

/** The practice lab as the way into the program: hosts that are started here, and a run of what moves their service. */
export function usePracticeLab(runbooks: readonly RunbookEntry[]): PracticeLab {
  const go = useRoute((state) => state.go);
  const [status] = useCall('lab.status', {}, ['lab']);
  const running = status.kind === 'there' ? status.value.systems.map(({ name }) => name) : [];
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const systems = labSystemNames.map((name): PracticeSystem => {
    const known = runbooks.filter(({ id }) => id === firstRunbooks[name]);
    return { name, running: running.includes(name), runbook: known.find(({ shipped }) => shipped) ?? known[0] };
  });
  const enter = async (wanted: LabSystemName): Promise<void> => {
    const system = systems.find(({ name }) => name === wanted);
    if (system?.runbook === undefined || starting) return;
    setStarting(true);
    setError(undefined);
    try {
      // A practice begins with everything in order; hosts that run already may be in the middle of another one.
      await core.call('lab.start', { systems: [wanted], fresh: !system.running });
      go({ screen: 'new-run', runbook: system.runbook.file });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStarting(false);
    }
  };
  return { systems, starting, error, enter };
}
