import { randomBytes } from 'node:crypto';
import { close, fsync, open as openCallback } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

// Every step waits for a folder to be synced: the callback interface costs a fraction of a FileHandle's calls.
const openFolder = promisify(openCallback);
const syncDescriptor = promisify(fsync);

/** Makes new, renamed and removed names of a folder durable. Windows has no such call, and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await openFolder(path, 'r');
  try {
    await syncDescriptor(folder);
  } finally {
    // Nothing was written through it: nobody needs to wait until it is closed.
    close(folder, () => undefined);
  }
}

/**
 * Puts a file in place whole or not at all: `fill` writes to a hidden neighbour and returns the final path, in the same
 * folder. Mode 0600; on disk, name included, when it resolves. Nothing is left behind when `fill` fails.
 */
export async function placeFile(folder: string, fill: (file: FileHandle) => Promise<string>): Promise<void> {
  const part = join(folder, `.part-${randomBytes(8).toString('hex')}`);
  const file = await open(part, 'wx', 0o600);
  try {
    const path = await fill(file);
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (cause) {
    await file.close();
    await rm(part, { force: true });
    throw cause;
  }
  await syncFolder(folder);
}

/** Writes a whole file, replacing what was there; see `placeFile`. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await placeFile(dirname(path), async (file) => {
    await file.writeFile(content);
    return path;
  });
}
