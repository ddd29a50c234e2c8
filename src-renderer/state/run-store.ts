import { createStore, type StoreApi } from 'zustand';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId, type RunId } from '../../src-shared/base/ids.ts';
import type { Held, RunOpened } from '../../src-shared/rpc/run-calls.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { core } from '../platform/core.ts';

/** A run as its facts tell it. Nothing here is set by a button: a panel changes when the fact is in the journal. */
export interface RunProjection {
  readonly opened: RunOpened;
  readonly state: RunState;
  readonly records: readonly JournalRecord[];
  readonly held: Held;
  /** All that was durable when the window came is here. */
  readonly caughtUp: boolean;
}

export type RunView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string }
  | ({ readonly kind: 'open' } & RunProjection);

export interface RunStore extends StoreApi<RunView> {
  /** Nobody looks at it any more. */
  dispose(): void;
}

/** Follows one run: the plan once, then its records from where this window is, also over a broken link. */
export function followRun(run: string): RunStore {
  const store = createStore<RunView>()(() => ({ kind: 'loading' }));
  const runId = asId<RunId>(run);
  let subscription: { dispose(): void | Promise<void> } | undefined;
  let disposed = false;
  const start = async (): Promise<void> => {
    try {
      const opened = await core.call('run.read', { run: runId });
      if (disposed) return;
      const state = initialState(opened.plan, opened.planHash);
      store.setState({ kind: 'open', opened, state, records: [], held: opened.held, caughtUp: false }, true);
      subscription = core.subscribe('run.records', {
        params: () => ({ run: runId, from: nextOf(store.getState()) }),
        onItem: ({ records, held, caughtUp }) => {
          store.setState((view) => added(view, records, held, caughtUp));
        },
        onEnd: (error) => {
          if (error !== undefined) store.setState({ kind: 'failed', message: error.message, code: error.code }, true);
        },
      });
    } catch (thrown) {
      if (thrown instanceof DrillError && thrown.code === 'link.lost' && !disposed) {
        const again = core.onStatus((status) => {
          if (status !== 'connected') return;
          void again.dispose();
          void start();
        });
        return;
      }
      const code = thrown instanceof DrillError ? { code: thrown.code } : {};
      store.setState({ kind: 'failed', message: messageOf(thrown), ...code }, true);
    }
  };
  void start();
  return {
    ...store,
    dispose: () => {
      disposed = true;
      void subscription?.dispose();
    },
  };
}

function nextOf(view: RunView): number {
  return view.kind === 'open' ? view.state.seq + 1 : 1;
}

/** One new state for a batch: a run of ten thousand facts is shown once, not ten thousand times. */
function added(view: RunView, records: readonly JournalRecord[], held: Held, caughtUp: boolean): RunView {
  if (view.kind !== 'open') return view;
  const fresh = records.filter(({ seq }) => seq > view.state.seq);
  return {
    ...view,
    held,
    caughtUp: view.caughtUp || caughtUp,
    ...(fresh.length === 0
      ? {}
      : { records: [...view.records, ...fresh], state: fresh.reduce<RunState>(evolve, view.state) }),
  };
}
