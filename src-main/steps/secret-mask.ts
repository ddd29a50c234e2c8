import { secretForms } from './secret-forms.ts';

const mask = Buffer.from('••••••');

/**
 * Replaces secrets in a stream of bytes, also where a secret is split over chunks or stands in a common encoding: bytes
 * that could be the beginning of one are held back until more comes. `flush` gives what is held at the end.
 */
export interface SecretMask {
  push(bytes: Uint8Array): Uint8Array;
  flush(): Uint8Array;
}

/** The secrets of a run are one list: their forms are worked out once. */
const formsOf = new WeakMap<readonly string[], readonly Buffer[]>();

/** A mask for these values; empty ones are left out. From left to right, the longest that fits wins. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const values = formsOf.get(secrets) ?? secretForms(secrets);
  formsOf.set(secrets, values);
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
  const next = createFinder(bytes, values);
  let from = 0;
  for (;;) {
    const found = next(from);
    const open = more ? openEnd(bytes, values, from) : bytes.length;
    // What may become a longer one, or begins before this one, waits for more.
    if (found === undefined || open <= found.at) {
      const shown =
        parts.length === 0 ? bytes.subarray(from, open) : Buffer.concat([...parts, bytes.subarray(from, open)]);
      return { shown, rest: bytes.subarray(open) };
    }
    parts.push(bytes.subarray(from, found.at), mask);
    from = found.at + found.length;
  }
}

/** Finds the next whole value at or behind a place, the longest where several begin; each is searched once over the chunk. */
function createFinder(
  bytes: Buffer,
  values: readonly Buffer[],
): (from: number) => { readonly at: number; readonly length: number } | undefined {
  const places = values.map((value) => ({ value, at: bytes.indexOf(value) }));
  return (from) => {
    let first: (typeof places)[number] | undefined;
    for (const place of places) {
      if (place.at >= 0 && place.at < from) place.at = bytes.indexOf(place.value, from);
      // Longest first: of those that begin at one place the first one stays.
      if (place.at >= 0 && (first === undefined || place.at < first.at)) first = place;
    }
    return first === undefined ? undefined : { at: first.at, length: first.value.length };
  };
}

/** Where a value may begin that the end of the bytes cuts off; their length where none does. */
function openEnd(bytes: Buffer, values: readonly Buffer[], from: number): number {
  let open = bytes.length;
  for (const value of values) {
    const first = value[0] ?? 0;
    let at = bytes.indexOf(first, Math.max(from, bytes.length - value.length + 1));
    while (at >= 0 && at < open && bytes.compare(value, 0, bytes.length - at, at, bytes.length) !== 0) {
      at = bytes.indexOf(first, at + 1);
    }
    if (at >= 0 && at < open) open = at;
  }
  return open;
}
