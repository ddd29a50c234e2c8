import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { FolderView } from '../../../src-shared/rpc/library-calls.ts';

/** More entries than anybody scrolls through. */
const mostEntries = 2_000;
const shownFile = /\.(?:ya?ml|drillbook|pdf|zip)$/i;

/** The list of folders that a window shows where the host has no file dialogs. */
export function createFilesHandlers(): Handlers<'files.browse'> {
  return { 'files.browse': ({ folder }) => browse(resolve(folder ?? homedir())) };
}

async function browse(folder: string): Promise<FolderView> {
  let found: readonly Dirent[];
  try {
    found = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new DrillError('file.not-readable', `${folder} cannot be read: ${messageOf(cause)}`, { cause });
  }
  const named = found.filter(({ name }) => !name.startsWith('.')).slice(0, mostEntries);
  const entries = (await Promise.all(named.map((entry) => entryOf(folder, entry)))).filter((one) => one !== undefined);
  const parent = dirname(folder);
  return {
    folder,
    ...(parent === folder ? {} : { parent }),
    // Folders first, as every file dialog has it.
    entries: entries.sort((a, b) => b.kind.length - a.kind.length || a.name.localeCompare(b.name)),
  };
}

async function entryOf(folder: string, entry: Dirent): Promise<FolderView['entries'][number] | undefined> {
  const { name } = entry;
  const path = join(folder, name);
  // A link is shown as what it leads to; one that leads nowhere is left out.
  const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
  if (kind?.isDirectory() === true) return { name, path, kind: 'folder' };
  return kind?.isFile() === true && shownFile.test(name) ? { name, path, kind: 'file' } : undefined;
}
