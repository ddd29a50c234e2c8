import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import { createInventoryList, type InventoryPlaces } from './inventory-list.ts';
import { testHost, type HostTestDeps } from './test-host.ts';

export interface InventoryDeps extends InventoryPlaces, HostTestDeps {}

/** Inventories: found near the runbook and in the library, and their hosts tried one by one. */
export function createInventoryHandlers(deps: InventoryDeps): Handlers<'inventories.list' | 'inventories.test'> {
  const list = createInventoryList(deps);
  return {
    'inventories.list': ({ runbook }) => list(runbook),
    'inventories.test': ({ file, host }) => testHost(deps, file, host),
  };
}
