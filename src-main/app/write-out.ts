import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

/** Also one that is only made while it is written. */
export type FileContent = string | AsyncIterable<Uint8Array>;

/**
 * Writes a file whole or not at all, its folder made where it is missing. A pipe or a device (`/dev/stdout`) is written
 * to and never replaced. Throws DrillError `file.not-writable`, and those of `content`.
 */
export async function writeOut(path: string, content: FileContent): Promise<string> {
  const file = resolve(path);
  try {
    await mkdir(dirname(file), { recursive: true });
    if (await isPlainOrMissing(file)) await replace(file, content);
    else await writeFile(file, content);
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
  return file;
}

async function isPlainOrMissing(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => true,
  );
}

async function replace(file: string, content: FileContent): Promise<void> {
  // Two reports of one run may be made at once, by two windows or while one is being sealed: each has a part of its own.
  const partial = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (thrown) {
    // On a full disk the half of it would take the space that the run needs.
    await rm(partial, { force: true });
    throw thrown;
  }
}
