import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../src-shared/base/drill-error.ts';

/** Folders below the one that was named, and files: whoever adds `/` to the library still gets an answer. */
const deepest = 4;
const mostFiles = 2_000;

export interface FoundDocument {
  readonly path: string;
  /** Another stamp, another content. */
  readonly stamp: string;
}

export interface FoundDocuments {
  readonly files: readonly FoundDocument[];
  /** What could not be looked through, in one sentence. */
  readonly problem?: string;
}

/** Whether a file may be a runbook or an inventory by its name. */
export function isDocumentName(name: string): boolean {
  return /\.(?:ya?ml|drillbook)$/i.test(name) && !name.startsWith('.');
}

/** Files of a folder that may be documents, by path. Links are not followed: they could lead out, or in circles. */
export async function findDocuments(folder: string): Promise<FoundDocuments> {
  const files: FoundDocument[] = [];
  const problems: string[] = [];
  let level = [folder];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const one of level) {
      for (const entry of await entriesOf(one, problems)) {
        const path = join(one, entry.name);
        if (entry.isDirectory() && !isPassedOver(entry.name)) below.push(path);
        if (!entry.isFile() || !isDocumentName(entry.name) || files.length >= mostFiles) continue;
        const stamp = await stampOf(path);
        if (stamp !== undefined) files.push({ path, stamp });
      }
    }
    level = below;
  }
  if (files.length >= mostFiles) problems.push(`Only the first ${mostFiles} files of ${folder} are shown.`);
  const [problem] = problems;
  return { files, ...(problem === undefined ? {} : { problem }) };
}

/** The documents that stand in one folder itself; none where it cannot be read. */
export async function documentsIn(folder: string): Promise<readonly FoundDocument[]> {
  const names = (await entriesOf(folder, [])).filter((entry) => entry.isFile() && isDocumentName(entry.name));
  const found = await Promise.all(
    names.slice(0, mostFiles).map(async ({ name }) => {
      const path = join(folder, name);
      const stamp = await stampOf(path);
      return stamp === undefined ? [] : [{ path, stamp }];
    }),
  );
  return found.flat();
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

async function entriesOf(folder: string, problems: string[]): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (thrown) {
    problems.push(`${folder} cannot be read: ${messageOf(thrown)}`);
    return [];
  }
}

/** Undefined where the file went away meanwhile. */
async function stampOf(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => undefined,
  );
}
