import { createContext, useCallback, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import type { Person } from '../../src-shared/run/facts.ts';
import type { Answer } from '../../src-shared/rpc/run-calls.ts';
import type { UserCommand } from '../../src-shared/rpc/user-command.ts';
import { core } from '../platform/core.ts';
import type { RunProjection, RunStore } from './run-store.ts';

const RunContext = createContext<RunStore | undefined>(undefined);

export interface RunProviderProps {
  readonly store: RunStore;
  readonly children: ReactNode;
}

/** Gives the parts of a run's screens their run; shown only once the run is open. */
export function RunProvider({ store, children }: RunProviderProps) {
  return <RunContext.Provider value={store}>{children}</RunContext.Provider>;
}

/** What `pick` reads of the run; the component is drawn again only when that changes. */
export function useRun<Value>(pick: (run: RunProjection) => Value): Value {
  const store = useContext(RunContext);
  if (store === undefined) throw new Error('useRun is for parts of a run that is open');
  return useStore(store, (view) => {
    if (view.kind !== 'open') throw new Error('useRun is for parts of a run that is open');
    return pick(view);
  });
}

/** Asks the run for something. A refusal comes back as its sentence; an error is thrown as DrillError. */
export function useCommand(): (command: UserCommand) => Promise<Answer> {
  const run = useRun(({ opened }) => opened.run);
  return useCallback((command) => core.call('run.command', { run, command }), [run]);
}

/** Who holds a role now; where nobody was named, the role itself stands in for the name. */
export function useHolder(role: string): Person {
  const people = useRun(({ state }) => state.people);
  const id = asId<RoleId>(role);
  return people[id] ?? { name: role, role: id };
}
