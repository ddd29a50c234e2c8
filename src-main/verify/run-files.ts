import { createHash } from 'node:crypto';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';

/** A file of a run, on disk or attached to a PDF. Iterating `chunks` may throw: damaged, not there, no plain file. */
export interface RunFile {
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** By path below the run folder, with `/`. */
export type RunFiles = ReadonlyMap<string, RunFile>;

/** What could be read; `fault` says why it ends there, if that is not its end. */
export interface FileContent {
  readonly bytes: Buffer;
  readonly fault?: string;
}

/** Reads a file into memory, at most `limit` bytes of it. Never throws. */
export async function readRunFile(file: RunFile, limit: number): Promise<FileContent> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file.chunks()) {
      size += chunk.length;
      // What was read so far is given back: the first records may still tell where a file goes wrong.
      if (size > limit) return { bytes: Buffer.concat(parts), fault: `it is larger than ${limit} bytes` };
      parts.push(chunk);
    }
  } catch (cause) {
    return { bytes: Buffer.concat(parts), fault: messageOf(cause) };
  }
  return { bytes: Buffer.concat(parts) };
}

/** SHA-256 and size of a file that should have `expected` bytes, read no further than one chunk beyond; or a fault. */
export async function digestRunFile(
  file: RunFile,
  expected: number,
): Promise<{ readonly bytes: number; readonly sha256: Sha256 } | string> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of file.chunks()) {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > expected) break;
    }
  } catch (cause) {
    return messageOf(cause);
  }
  return { bytes, sha256: asId<Sha256>(hash.digest('hex')) };
}
