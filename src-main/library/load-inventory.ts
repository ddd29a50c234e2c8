import { checkInventory } from '../../src-shared/runbook/check-inventory.ts';
import { inventorySchema, type InventoryDocument } from '../../src-shared/runbook/inventory-schema.ts';
import { judged, readDocument, type LoadedDocument } from './loaded-document.ts';
import type { ParsedDocument } from './parse-document.ts';
import { schemaFaults } from './schema-faults.ts';

/** Reads and judges an inventory. Throws DrillError `file.not-readable`. */
export async function loadInventory(path: string): Promise<LoadedDocument<InventoryDocument>> {
  return judgeInventory(await readDocument(path));
}

/** The same for a file that was read already. */
export function judgeInventory(parsed: ParsedDocument): LoadedDocument<InventoryDocument> {
  return judged(parsed, 'inventory', (value) => [
    ...schemaFaults('inventory.v1', inventorySchema, value),
    ...checkInventory(value),
  ]);
}
