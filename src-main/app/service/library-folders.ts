import { mkdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { asList } from '../../../src-shared/runbook/loose.ts';
import { writeDurably } from '../../journal/durable.ts';
import type { ShippedRunbooks } from './shipped-runbooks.ts';

export interface LibraryFolder {
  readonly folder: string;
  readonly shipped: boolean;
  /** A person named it; the others are there by themselves. */
  readonly added: boolean;
}

/** The folders that are looked through for documents: the shipped ones, the data folder's own, those that were added. */
export interface LibraryFolders {
  list(): Promise<readonly LibraryFolder[]>;
  /** Throws DrillError `file.not-readable` for what is no folder. */
  add(folder: string): Promise<void>;
  remove(folder: string): Promise<void>;
  /** Where imported files are kept. */
  readonly own: string;
}

export function createLibraryFolders(dataFolder: string, shipped: ShippedRunbooks | undefined): LibraryFolders {
  const own = join(dataFolder, 'library');
  const file = join(dataFolder, 'library-folders.json');
  const added = async (): Promise<readonly string[]> => {
    const text = await readFile(file, 'utf8').catch(() => '[]');
    return asList(parsed(text)).filter((one) => typeof one === 'string');
  };
  const write = async (folders: readonly string[]): Promise<void> => {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await writeDurably(file, `${JSON.stringify(folders, undefined, 2)}\n`);
  };
  return {
    own,
    list: async () => [
      ...(shipped === undefined ? [] : [{ folder: shipped.folder, shipped: true, added: false }]),
      { folder: own, shipped: false, added: false },
      ...(await added()).map((folder) => ({ folder, shipped: false, added: true })),
    ],
    add: async (folder) => {
      const path = resolve(folder);
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() !== true) throw new DrillError('file.not-readable', `${folder} is no folder.`);
      const known = await added();
      if (path !== own && path !== shipped?.folder && !known.includes(path)) await write([...known, path]);
    },
    remove: async (folder) => {
      const known = await added();
      const rest = known.filter((one) => one !== resolve(folder));
      if (rest.length < known.length) await write(rest);
    },
  };
}

/** A file that was damaged costs the list, which is easily made again, and not the start. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
