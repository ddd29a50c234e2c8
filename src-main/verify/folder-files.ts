import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { RunFile, RunFiles } from './run-files.ts';

/** Bytes that are read at a time. */
const blockSize = 1024 * 1024;

/** The files of a run folder that a journal can vouch for. Throws DrillError `file.not-readable`. */
export async function filesOfFolder(folder: string): Promise<RunFiles> {
  const files = new Map<string, RunFile>();
  // The lock, torn tails that were set aside and reports of earlier days are not part of the record.
  const top = await namesIn(folder);
  for (const name of ['plan.json', 'journal.jsonl']) {
    if (top.includes(name)) files.set(name, fileOnDisk(join(folder, name)));
  }
  for (const part of ['recordings', 'evidence'].filter((name) => top.includes(name))) {
    for (const name of await namesIn(join(folder, part))) {
      files.set(`${part}/${name}`, fileOnDisk(join(folder, part, name)));
    }
  }
  return files;
}

/** Sorted, so that the same folder gives the same findings on every file system. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new DrillError('file.not-readable', `${folder} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function fileOnDisk(path: string): RunFile {
  return {
    async *chunks() {
      // No links out of the folder, and no waiting for whoever should write into a pipe. Windows has neither flag (0).
      const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      try {
        if (!(await file.stat()).isFile()) throw new Error('it is not a plain file');
        for (;;) {
          const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(blockSize), 0, blockSize);
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
  };
}
