const mask = Buffer.from('••••••');

/**
 * Replaces secrets in a stream of bytes, also where a secret is split over chunks: bytes that could be the beginning of
 * one are held back until more comes. `flush` gives what is held at the end.
 */
export interface SecretMask {
  push(bytes: Uint8Array): Uint8Array;
  flush(): Uint8Array;
}

/** A mask for these values; empty ones are left out, longer ones win. Each stream needs its own. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const values = secrets
    .filter((one) => one !== '')
    .map((one) => Buffer.from(one))
    .sort((a, b) => b.length - a.length);
  if (values.length === 0) return { push: (bytes) => bytes, flush: () => new Uint8Array(0) };
  const longest = values[0]?.length ?? 0;
  let held: Buffer = Buffer.alloc(0);
  return {
    push: (bytes) => {
      const all =
        held.length === 0
          ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          : Buffer.concat([held, bytes]);
      const keep = heldBack(all, values, longest);
      // A copy: the caller may reuse its buffer before the rest of a secret arrives.
      held = Buffer.from(all.subarray(all.length - keep));
      return replaceAll(all.subarray(0, all.length - keep), values);
    },
    flush: () => {
      const rest = replaceAll(held, values);
      held = Buffer.alloc(0);
      return rest;
    },
  };
}

/** How many bytes at the end are the beginning of some secret, and not already inside one that is complete. */
function heldBack(bytes: Buffer, values: readonly Buffer[], longest: number): number {
  for (let length = Math.min(longest - 1, bytes.length); length > 0; length -= 1) {
    const tail = bytes.subarray(bytes.length - length);
    if (values.some((value) => value.length > length && value.subarray(0, length).equals(tail))) return length;
  }
  return 0;
}

function replaceAll(bytes: Buffer, values: readonly Buffer[]): Buffer {
  return values.reduce((text, value) => replace(text, value), bytes);
}

function replace(bytes: Buffer, value: Buffer): Buffer {
  let at = bytes.indexOf(value);
  if (at < 0) return bytes;
  const parts: Buffer[] = [];
  let from = 0;
  for (; at >= 0; at = bytes.indexOf(value, from)) {
    parts.push(bytes.subarray(from, at), mask);
    from = at + value.length;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}
