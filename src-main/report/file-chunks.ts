import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/**
 * The first `most` bytes of a file. Each chunk is good until the next one is asked for: all are read into the same
 * buffer, since a stream's own would stay in memory for long after they were read. Throws what Node throws.
 */
export async function* fileChunks(path: string, most = Infinity): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(chunkBytes);
    for (let left = most; left > 0;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(left, chunkBytes));
      if (bytesRead === 0) return;
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
