import { useEffect, useState } from 'react';
import type { LabOrder, LabStatus } from '../../../src-shared/rpc/lab-calls.ts';
import { core } from '../../platform/core.ts';
import { type Called, useCall } from '../../state/use-call.ts';

/** The lab changes by itself while it runs: phones come back, hosts boot. In ms. */
const lookEvery = 2_000;

export interface LabDesk {
  readonly status: Called<LabStatus>;
  readonly reload: () => void;
  /** What was done last, in one line. */
  readonly said: string;
  readonly error: unknown;
  /** An order is under way: a second press must not send it twice. */
  readonly busy: boolean;
  readonly send: (order: LabOrder) => void;
  readonly stop: () => void;
}

/** The practice lab as it is, looked at again and again while it is shown, and a way to give it orders. */
export function useLab(): LabDesk {
  const [status, reload] = useCall('lab.status', {}, ['lab']);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const running = status.kind === 'there' && status.value.running;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, lookEvery);
    return () => {
      clearInterval(timer);
    };
  }, [running, reload]);
  const run = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setSaid(await work());
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
      reload();
    }
  };
  return {
    status,
    reload,
    said,
    error,
    busy,
    send: (order) => void run(async () => (await core.call('lab.order', { order })).said),
    stop: () => void run(() => core.call('lab.stop', {}).then(() => '')),
  };
}
