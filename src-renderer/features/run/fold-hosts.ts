import type { HostState } from '../../../src-shared/run/state.ts';

/** Hosts of one state, and those of them that stand behind a line of their own. */
export interface HostGroup {
  readonly state: HostState['state'];
  readonly shown: readonly HostState[];
  readonly folded: readonly HostState[];
}

/** What needs a look comes first, wherever its host stands in the inventory. */
const order: readonly HostState['state'][] = ['unknown', 'failed', 'owed', 'running', 'waiting', 'skipped', 'passed'];
const grave: ReadonlySet<HostState['state']> = new Set(['unknown', 'failed', 'owed']);
/** Of one state; so many are read at a glance. */
const shownAtOnce = 3;
/** A line that hides one or two hosts takes as much room as they do. */
const leastFolded = 3;

/**
 * The hosts of a step by state, the gravest first. Where one of them waits for somebody's word, the answers must not
 * be forty lines below: then only the first of each state stand open, and nobody who passed.
 */
export function foldHosts(hosts: readonly HostState[]): readonly HostGroup[] {
  const asks = hosts.some(({ state }) => grave.has(state));
  return order.flatMap((state): readonly HostGroup[] => {
    const own = hosts.filter((host) => host.state === state);
    if (own.length === 0) return [];
    const open = !asks ? own.length : grave.has(state) ? shownAtOnce : 0;
    return own.length - open < leastFolded
      ? [{ state, shown: own, folded: [] }]
      : [{ state, shown: own.slice(0, open), folded: own.slice(open) }];
  });
}
