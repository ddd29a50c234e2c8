import { useState } from 'react';
import type { LabStatus } from '../../src-shared/rpc/lab-calls.ts';
import { core } from '../platform/core.ts';
import { useCall } from './use-call.ts';

export interface PracticeHosts {
  /** Undefined until the core has answered. */
  readonly status: LabStatus | undefined;
  readonly starting: boolean;
  readonly error: unknown;
  readonly start: () => void;
}

/** Whether the practice lab runs on this machine, and a way to start it; there after every change by anybody. */
export function usePracticeHosts(): PracticeHosts {
  const [called, reload] = useCall('lab.status', {}, ['lab']);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = async (): Promise<void> => {
    setStarting(true);
    setError(undefined);
    try {
      await core.call('lab.start', {});
      reload();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStarting(false);
    }
  };
  return {
    status: called.kind === 'there' ? called.value : undefined,
    starting,
    error,
    start: () => void start(),
  };
}
