/** Structured-clone values as text and back. */
export interface Codec {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/**
 * Carries what structured cloning carries, shared references and cycles aside. Runs in Node and, as source text, in
 * the page: so it must not use anything from outside its own body. What cannot be cloned is refused in Electron's words.
 */
export function makeCodec(): Codec {
  type Tagged = readonly [tag: string, ...rest: readonly unknown[]];
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    // In slices: a spread of millions of arguments overflows the stack.
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const nameOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

  const put = (value: unknown): unknown => {
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value === 'number' && !Number.isFinite(value)) return ['number', String(value)];
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return ['array', value.map(put)];
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Map) return ['map', [...value].map(([key, held]) => [put(key), put(held)])];
    if (value instanceof Set) return ['set', [...value].map(put)];
    if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      return ['view', nameOf(value), toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    }
    if (value instanceof Error) return ['error', value.name, value.message];
    return ['object', Object.entries(value).map(([key, held]) => [key, put(held)])];
  };

  const take = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [tag, first, second] = value as unknown as Tagged;
    const pairs = (): (readonly [unknown, unknown])[] =>
      (first as [unknown, unknown][]).map(([key, held]) => [take(key), take(held)]);
    if (tag === 'bigint') return BigInt(first as string);
    if (tag === 'number') return Number(first);
    if (tag === 'array') return (first as unknown[]).map(take);
    if (tag === 'date') return new Date(first as number);
    if (tag === 'map') return new Map(pairs());
    if (tag === 'set') return new Set((first as unknown[]).map(take));
    if (tag === 'buffer') return fromBase64(first as string).buffer;
    if (tag === 'view') {
      const View = Reflect.get(globalThis, first as string) as new (buffer: ArrayBuffer) => unknown;
      return new View(fromBase64(second as string).buffer);
    }
    if (tag === 'error') return Object.assign(new Error(second as string), { name: first as string });
    if (tag === 'object') return Object.fromEntries(pairs());
    return undefined;
  };

  return {
    encode: (value) => {
      let cloned: unknown;
      try {
        cloned = structuredClone(value);
      } catch {
        throw new Error('An object could not be cloned.');
      }
      return JSON.stringify(put(cloned));
    },
    decode: (text) => take(JSON.parse(text)),
  };
}
