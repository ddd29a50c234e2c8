import { dirname, join } from 'node:path';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import { bindTargets } from '../../../src-shared/plan/bind-targets.ts';
import { createHostBook } from '../../../src-shared/plan/host-book.ts';
import { createProblemList } from '../../../src-shared/plan/plan-problem.ts';
import type { InventoryEntry } from '../../../src-shared/rpc/library-calls.ts';
import type { InventoryDocument } from '../../../src-shared/runbook/inventory-schema.ts';
import { asMap } from '../../../src-shared/runbook/loose.ts';
import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { documentKind } from '../../library/document-kind.ts';
import { documentsIn, findDocuments, type FoundDocument } from '../../library/find-documents.ts';
import { judgeInventory } from '../../library/load-inventory.ts';
import { loadRunbook } from '../../library/load-runbook.ts';
import { readDocument, type LoadedDocument } from '../../library/loaded-document.ts';
import type { LibraryFolders } from './library-folders.ts';

/** How far above a runbook an `inventories` folder is looked for. */
const levelsUp = 3;

type Loaded = { readonly id: string; readonly loaded: LoadedDocument<InventoryDocument> } | undefined;

export interface InventoryPlaces {
  readonly folders: LibraryFolders;
  /** Where the practice lab writes the inventories of its systems. */
  readonly labFolder: string;
}

/**
 * Inventories that a person may want: the lab's, those near the runbook (beside it, and in `inventories` there or
 * above), those of the library. Ones that fit the runbook come first.
 */
export function createInventoryList({ folders, labFolder }: InventoryPlaces) {
  const known = new Map<string, { readonly stamp: string; readonly loaded: Loaded }>();
  const load = async ({ path, stamp }: FoundDocument): Promise<Loaded> => {
    const before = known.get(path);
    if (before?.stamp === stamp) return before.loaded;
    const loaded = await loadAsInventory(path);
    known.set(path, { stamp, loaded });
    return loaded;
  };
  return async (runbookFile: string | undefined): Promise<readonly InventoryEntry[]> => {
    const runbook = runbookFile === undefined ? undefined : await runbookOf(runbookFile);
    const entries = new Map<string, InventoryEntry>();
    for (const file of await placesToLook(runbookFile, folders, labFolder)) {
      if (entries.has(file.path)) continue;
      const loaded = await load(file);
      if (loaded !== undefined) entries.set(file.path, entryOf(file.path, loaded, runbook));
    }
    const lab = [...entries.values()].filter(({ file }) => dirname(file) === labFolder);
    // The shipped inventories of the lab are the same without this installation's keys; a copy that somebody made for
    // a runbook of their own fits where the lab's does not, and is what they look for.
    const hidden = (one: InventoryEntry): boolean =>
      one.practice && lab.some(({ id, fits }) => id === one.id && (fits || !one.fits));
    const shown = [...entries.values()].filter((one) => lab.includes(one) || !hidden(one));
    return shown.sort((a, b) => Number(b.fits) - Number(a.fits));
  };
}

async function placesToLook(
  runbook: string | undefined,
  folders: LibraryFolders,
  labFolder: string,
): Promise<readonly FoundDocument[]> {
  const lab = (await documentsIn(labFolder)).filter(({ path }) => path.endsWith('.inventory.yaml'));
  const near: FoundDocument[] = [];
  if (runbook !== undefined) {
    near.push(...(await documentsIn(dirname(runbook))));
    for (let level = 0, at = dirname(runbook); level <= levelsUp; level += 1, at = dirname(at)) {
      near.push(...(await documentsIn(join(at, 'inventories'))));
    }
  }
  const library = await Promise.all((await folders.list()).map(({ folder }) => findDocuments(folder)));
  return [...lab, ...near, ...library.flatMap(({ files }) => files)];
}

/** Undefined for what is no inventory, or went away meanwhile. */
async function loadAsInventory(path: string): Promise<Loaded> {
  const parsed = await readDocument(path).catch(() => undefined);
  if (parsed === undefined) return undefined;
  const isInventory =
    parsed.value === undefined ? /^kind: *inventory/m.test(parsed.text) : documentKind(parsed) === 'inventory';
  if (!isInventory) return undefined;
  const { id } = asMap(parsed.value);
  return { id: typeof id === 'string' ? id : '', loaded: judgeInventory(parsed) };
}

async function runbookOf(file: string): Promise<RunbookDocument | undefined> {
  return loadRunbook(file).then(
    ({ document }) => document,
    () => undefined,
  );
}

function entryOf(
  file: string,
  { id, loaded }: NonNullable<Loaded>,
  runbook: RunbookDocument | undefined,
): InventoryEntry {
  const { document, problems } = loaded;
  return {
    file,
    id,
    practice: document?.practice ?? false,
    hosts: Object.entries(document?.hosts ?? {}).map(([host, one]) => ({
      id: asId<HostId>(host),
      name: one.name ?? host,
      address: one.address ?? one.ssh ?? '',
      login: one.login !== 'none',
    })),
    groups: Object.keys(document?.groups ?? {}),
    binds: Object.keys(document?.bindings ?? {}),
    fits: document !== undefined && runbook !== undefined && bindsAll(runbook, document),
    problems,
  };
}

/** By the same rules as planning; what a host itself lacks is said when a plan is made of it. */
function bindsAll(runbook: RunbookDocument, inventory: InventoryDocument): boolean {
  const problems = createProblemList();
  bindTargets(runbook, inventory, createHostBook({ inventory, aliases: {}, problems }), problems);
  return problems.all.every(({ code }) => code === 'plan.host-incomplete');
}
