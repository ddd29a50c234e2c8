import { useEffect, useState } from 'react';
import { followRun, type RunStore } from './run-store.ts';

/** Follows a run as long as the component is shown; another id, another store. */
export function useRunStore(run: string): RunStore | undefined {
  const [store, setStore] = useState<RunStore>();
  useEffect(() => {
    const made = followRun(run);
    setStore(made);
    return () => {
      made.dispose();
      setStore(undefined);
    };
  }, [run]);
  return store;
}
