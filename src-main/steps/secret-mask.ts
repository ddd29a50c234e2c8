const mask = Buffer.from('••••••');

/**
 * Replaces secrets in a stream of bytes, also where a secret is split over chunks: bytes that could be the beginning of
 * one are held back until more comes. `flush` gives what is held at the end.
 */
export interface SecretMask {
  push(bytes: Uint8Array): Uint8Array;
  flush(): Uint8Array;
}

/** A mask for these values; empty ones are left out. From left to right, the longest that fits wins. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const values = secrets
    .filter((one) => one !== '')
    .map((one) => Buffer.from(one))
    .sort((a, b) => b.length - a.length);
  if (values.length === 0) return { push: (bytes) => bytes, flush: () => new Uint8Array(0) };
  let held: Buffer = Buffer.alloc(0);
  const take = (bytes: Uint8Array, more: boolean): Uint8Array => {
    const all =
      held.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.concat([held, bytes]);
    const { shown, rest } = maskAll(all, values, more);
    // A copy: the caller may reuse its buffer before the rest of a secret arrives.
    held = Buffer.from(rest);
    return shown;
  };
  return { push: (bytes) => take(bytes, true), flush: () => take(new Uint8Array(0), false) };
}

/** `rest` is what may still become a secret when more bytes come. */
function maskAll(
  bytes: Buffer,
  values: readonly Buffer[],
  more: boolean,
): { readonly shown: Buffer; readonly rest: Buffer } {
  const parts: Buffer[] = [];
  const next = createStarts(bytes, values);
  let from = 0;
  let at = next(0);
  while (at >= 0) {
    const found = values.find((value) => startsAt(bytes, at, value));
    const longer = more && values.some((value) => value.length > (found?.length ?? 0) && mayStartAt(bytes, at, value));
    if (longer) return { shown: Buffer.concat([...parts, bytes.subarray(from, at)]), rest: bytes.subarray(at) };
    if (found !== undefined) {
      parts.push(bytes.subarray(from, at), mask);
      from = at + found.length;
    }
    at = next(found === undefined ? at + 1 : from);
  }
  const shown = parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
  return { shown, rest: Buffer.alloc(0) };
}

/** Finds the next place where a value may begin; each first byte is searched once over the whole chunk. */
function createStarts(bytes: Buffer, values: readonly Buffer[]): (from: number) => number {
  const firsts = [...new Set(values.map((value) => value[0] ?? 0))].map((byte) => ({ byte, at: bytes.indexOf(byte) }));
  return (from) => {
    let next = -1;
    for (const first of firsts) {
      if (first.at >= 0 && first.at < from) first.at = bytes.indexOf(first.byte, from);
      if (first.at >= 0 && (next < 0 || first.at < next)) next = first.at;
    }
    return next;
  };
}

function startsAt(bytes: Buffer, at: number, value: Buffer): boolean {
  return bytes.length - at >= value.length && bytes.compare(value, 0, value.length, at, at + value.length) === 0;
}

/** True where the bytes end inside what could be this value. */
function mayStartAt(bytes: Buffer, at: number, value: Buffer): boolean {
  const left = bytes.length - at;
  return left < value.length && bytes.compare(value, 0, left, at) === 0;
}
