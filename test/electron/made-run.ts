import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { asId, type RoleId, type RunId } from '../../src-shared/base/ids.ts';
import { callCore } from './page-core.ts';

const runbook = `drillbook: 1
id: by-hand
title: Two things by hand
version: "1"
phases:
  - id: act
    title: Act
    steps:
      - id: one
        title: The first thing
        manual: { instructions: Do the first thing. }
      - id: two
        title: The second thing
        manual: { instructions: Do the second thing. }
`;
const inventory = 'drillbook: 1\nkind: inventory\nid: nobody\nhosts: { desk: { address: 127.0.0.1 } }\n';
export const operator = { name: 'Olga Operator', organisation: 'Voice operations' };

/** A rehearsal of two steps by hand, made in the app whose page this is; its files lie in `folder`. */
export async function makeRun(page: Page, folder: string): Promise<RunId> {
  const files = { runbook: join(folder, 'runbook.yaml'), inventory: join(folder, 'inventory.yaml') };
  await writeFile(files.runbook, runbook);
  await writeFile(files.inventory, inventory);
  const planned = await callCore(page, 'plan.make', { ...files, set: {}, secrets: [] });
  if (!planned.ok) throw new Error(JSON.stringify(planned));
  const { run } = await callCore(page, 'run.create', {
    ...files,
    set: {},
    secrets: {},
    mode: 'rehearsal',
    about: { zone: 'Europe/Rome' },
    people: { [asId<RoleId>('operator')]: operator },
    allowDestructive: [],
    planHash: planned.planHash,
  });
  return run;
}
