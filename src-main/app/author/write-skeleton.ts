import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import { loadInventory } from '../../library/load-inventory.ts';
import { ownDataFolder } from '../own-data.ts';
import { skeletonFiles, type WishedHost, type Wishes } from './skeleton.ts';

/**
 * Writes the files of a skeleton into a folder and gives their paths. Where one of them is there already none is
 * written. Throws DrillError `file.not-writable`.
 */
export async function writeSkeleton(folder: string, wishes: Wishes): Promise<readonly string[]> {
  const files = skeletonFiles(wishes).map(({ name, text }) => ({ path: join(resolve(folder), name), text }));
  for (const { path } of files) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) throw taken(path);
  }
  for (const { path, text } of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      // `wx`: somebody's own work must not be lost to a skeleton, whenever it came.
      await writeFile(path, text, { flag: 'wx' });
    } catch (cause) {
      throw new DrillError('file.not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
    }
  }
  return files.map(({ path }) => path);
}

function taken(path: string): DrillError {
  return new DrillError('usage.bad-arguments', `${path} is there already: choose another name, or move it away`);
}

/** A host of the practice lab of this machine, as the lab has written it down, and how to log in there. */
export async function labHost(id: string): Promise<Pick<Wishes, 'user' | 'key'> & { readonly host: WishedHost }> {
  const path = join(ownDataFolder(), 'lab', 'tvox.inventory.yaml');
  const loaded = await loadInventory(path).catch(() => undefined);
  const found = loaded?.document?.hosts[id];
  if (found?.address === undefined) {
    throw new DrillError(
      'usage.bad-arguments',
      `The practice lab has left no inventory (${path}): start it first, \`drillbook lab --system tvox\`.`,
    );
  }
  const key = found.auth !== undefined && 'key' in found.auth ? { key: found.auth.key } : {};
  return { host: { id, address: found.address, port: found.port ?? 22 }, user: found.user ?? 'dr', ...key };
}
