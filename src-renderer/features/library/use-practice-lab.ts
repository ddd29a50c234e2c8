import { useState } from 'react';
import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';
import { useRoute } from '../../state/route-store.ts';
import { useCall } from '../../state/use-call.ts';

/** Id of the shipped runbook that the lab's hosts are made for. */
const practiceRunbook = 'tvox-activation';

export interface PracticeLab {
  readonly running: boolean;
  readonly starting: boolean;
  readonly error: unknown;
  /** The runbook to practise with; undefined where the library lacks it. */
  readonly runbook: RunbookEntry | undefined;
  /** Starts the hosts where they are not there yet, and goes to a new run on them. */
  readonly enter: () => Promise<void>;
}

/** The practice lab as the way into the program: hosts that are started here, and a run of the TVox activation. */
export function usePracticeLab(runbooks: readonly RunbookEntry[]): PracticeLab {
  const go = useRoute((state) => state.go);
  const [status] = useCall('lab.status', {}, ['lab']);
  const running = status.kind === 'there' && status.value.running;
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const known = runbooks.filter(({ id }) => id === practiceRunbook);
  const runbook = known.find(({ shipped }) => shipped) ?? known[0];
  const enter = async (): Promise<void> => {
    if (runbook === undefined || starting) return;
    setStarting(true);
    setError(undefined);
    try {
      // A practice begins with everything in order; hosts that run already may be in the middle of another one.
      await core.call('lab.start', running ? {} : { fresh: true });
      go({ screen: 'new-run', runbook: runbook.file });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStarting(false);
    }
  };
  return { running, starting, error, runbook, enter };
}
