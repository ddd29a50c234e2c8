/** Keeps at most this much of what came before the mark: a login file can print anything. */
const noiseLimit = 64 * 1024;
/** A blank, the process id and the line end follow the mark; more than this is no mark of ours. */
const restLimit = 32;

/**
 * Splits one stream at the mark: what came before is noise of login files, what follows is the script's. `pid` is the
 * process id of the host's shell, once the mark has come.
 */
export interface MarkFilter {
  readonly marked: boolean;
  readonly pid: number | undefined;
  /** The bytes of `chunk` that belong to the script; empty before the mark. */
  push(chunk: Buffer): Buffer;
  /** What came before the mark (all, if it never came), at most 64 KiB. */
  noise(): Buffer;
}

export function createMarkFilter(mark: string): MarkFilter {
  const wanted = Buffer.from(mark);
  const noise: Buffer[] = [];
  let noiseBytes = 0;
  let pending: Buffer = Buffer.alloc(0);
  let pid: number | undefined;

  const drop = (bytes: Buffer): void => {
    // A copy: a slice would keep the whole chunk of the channel alive.
    const kept = Buffer.from(bytes.subarray(0, noiseLimit - noiseBytes));
    if (kept.length > 0) noise.push(kept);
    noiseBytes += kept.length;
  };

  const search = (): Buffer => {
    for (;;) {
      const at = pending.indexOf(wanted);
      if (at < 0) {
        const keep = Math.min(pending.length, wanted.length - 1);
        drop(pending.subarray(0, pending.length - keep));
        pending = pending.subarray(pending.length - keep);
        return Buffer.alloc(0);
      }
      const start = at + wanted.length;
      const end = pending.indexOf(0x0a, start);
      if (end < 0 && pending.length - start < restLimit) return Buffer.alloc(0);
      const found = end < 0 ? undefined : /^ (\d+)\r?$/.exec(pending.toString('latin1', start, end))?.[1];
      drop(pending.subarray(0, found === undefined ? start : at));
      pending = pending.subarray(found === undefined ? start : end + 1);
      if (found === undefined) continue;
      pid = Number(found);
      const rest = pending;
      pending = Buffer.alloc(0);
      return rest;
    }
  };

  return {
    get marked() {
      return pid !== undefined;
    },
    get pid() {
      return pid;
    },
    push(chunk) {
      if (pid !== undefined) return chunk;
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      return search();
    },
    noise: () => Buffer.concat([...noise, pending]).subarray(0, noiseLimit),
  };
}
