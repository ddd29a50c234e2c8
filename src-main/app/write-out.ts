import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

/** Writes a file whole or not at all, its folder made where it is missing. Throws DrillError `file.not-writable`. */
export async function writeOut(path: string, content: string | Uint8Array): Promise<string> {
  const file = resolve(path);
  const partial = `${file}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (cause) {
    throw new DrillError('file.not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
  return file;
}
