import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import type { StoredDraft } from '../../../src-shared/rpc/library-calls.ts';
import { writeDurably } from '../../journal/durable.ts';

/** New runs that are prepared and not made yet: `<data>/drafts/<id>.json`, each the window's own JSON as it came. */
export interface DraftStore {
  /** Newest first. */
  list(): Promise<readonly StoredDraft[]>;
  /** Throws DrillError `file.not-writable`. */
  save(id: string, draft: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export function createDraftStore(dataFolder: string): DraftStore {
  const folder = join(dataFolder, 'drafts');
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  return {
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const drafts = await Promise.all(names.map((name) => readDraft(folder, name)));
      return drafts.filter((one) => one !== undefined).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
    },
    save: async (id, draft) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeDurably(fileOf(id), draft);
      } catch (cause) {
        throw new DrillError('file.not-writable', `The draft cannot be kept: ${messageOf(cause)}`, { cause });
      }
    },
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

/** Undefined for what is no draft, or was removed in another window meanwhile. */
async function readDraft(folder: string, name: string): Promise<StoredDraft | undefined> {
  const id = /^([a-z0-9-]{1,60})\.json$/.exec(name)?.[1];
  if (id === undefined) return undefined;
  const file = join(folder, name);
  try {
    const [draft, { mtime }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return { id, savedAt: mtime.toISOString(), draft };
  } catch {
    return undefined;
  }
}
