import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { EvidenceFile, EvidenceStore } from '../engine/ports.ts';
import { placeFile, syncFolder } from './durable.ts';

/** Bytes that are copied at a time. */
const blockSize = 1024 * 1024;
/** Opening a pipe that nobody writes to would hang; Windows has no such pipes, nor the flag. */
const withoutWaiting = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** Files that people attach, kept in the run under the hash of their content: the same file twice is stored once. */
export function createEvidenceStore(runFolder: string): EvidenceStore {
  return {
    putFile: async (path) => {
      const source = await openSource(path);
      try {
        return await store(runFolder, basename(path), blocksOf(source, path));
      } finally {
        await source.close();
      }
    },
    putBytes: (name, bytes) => store(runFolder, name, [bytes]),
  };
}

type Blocks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

async function store(runFolder: string, name: string, blocks: Blocks): Promise<EvidenceFile> {
  const folder = join(runFolder, 'evidence');
  let stored: { readonly sha256: Sha256; readonly file: string; readonly bytes: number } | undefined;
  try {
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(runFolder);
    await placeFile(folder, async (target) => {
      const { sha256, bytes } = await copy(blocks, target);
      const file = `${sha256}.${safeEnding(name)}`;
      stored = { sha256, bytes, file: `evidence/${file}` };
      return join(folder, file);
    });
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-writable', `“${name}” cannot be kept: ${messageOf(cause)}`, { cause });
  }
  if (stored === undefined) throw new Error('The evidence was placed without its content');
  return { ...stored, name };
}

/** The hash is that of the bytes that were written, whatever happens to the source meanwhile. */
async function copy(blocks: Blocks, target: FileHandle): Promise<{ readonly sha256: Sha256; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of blocks) {
    hash.update(block);
    bytes += block.length;
    await target.appendFile(block);
  }
  return { sha256: asId<Sha256>(hash.digest('hex')), bytes };
}

async function openSource(path: string): Promise<FileHandle> {
  let source: FileHandle | undefined;
  try {
    source = await open(path, constants.O_RDONLY | withoutWaiting);
    if ((await source.stat()).isFile()) return source;
  } catch (cause) {
    await source?.close();
    throw new DrillError('file.not-readable', `“${path}” cannot be attached: ${messageOf(cause)}`, { cause });
  }
  await source.close();
  throw new DrillError('file.not-readable', `“${path}” cannot be attached: it is not a plain file.`);
}

async function* blocksOf(source: FileHandle, path: string): AsyncGenerator<Uint8Array> {
  for (;;) {
    const block = Buffer.allocUnsafe(blockSize);
    let bytesRead: number;
    try {
      ({ bytesRead } = await source.read(block, 0, blockSize));
    } catch (cause) {
      throw new DrillError('file.not-readable', `“${path}” cannot be read: ${messageOf(cause)}`, { cause });
    }
    if (bytesRead === 0) return;
    yield block.subarray(0, bytesRead);
  }
}

/** What the name ends in, so that a double click opens it; `bin` where that is nothing plain. */
function safeEnding(name: string): string {
  const ending = extname(name).slice(1).toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(ending) ? ending : 'bin';
}
