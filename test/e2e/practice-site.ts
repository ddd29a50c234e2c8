import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../src-main/lab/create-lab.ts';

export interface Site {
  readonly runbook: string;
  readonly inventory: string;
}

/** A folder as a team keeps it: the runbook, and beside it the inventory of its site, whose hosts are the lab's. */
export function practiceSite(dataFolder: string, lab: Lab): Site {
  const folder = join(dataFolder, 'site');
  mkdirSync(folder, { recursive: true });
  const [runbook, inventory] = [join(folder, 'trouble.yaml'), join(folder, 'site.inventory.yaml')];
  copyFileSync(join(import.meta.dirname, 'trouble.yaml'), runbook);
  const ours = 'bindings:\n  trouble: { near: voice-c, far: voice-a }';
  writeFileSync(inventory, readFileSync(lab.inventoryPath, 'utf8').replace(/^bindings:$/m, ours));
  return { runbook, inventory };
}
