const chunks = 64;

function chunkOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return hash & (chunks - 1);
}

/**
 * An immutable map of string keys whose `with` copies one 64th of it: a run of 1,000 steps takes 10,000 facts, and
 * copying every step for each of them would take seconds. Iteration order is not that of insertion: walk the plan.
 */
export class ChunkedMap<Key extends string, Value> {
  readonly #parts: readonly (ReadonlyMap<Key, Value> | undefined)[];

  private constructor(parts: readonly (ReadonlyMap<Key, Value> | undefined)[]) {
    this.#parts = parts;
  }

  static from<Key extends string, Value>(entries: Iterable<readonly [Key, Value]>): ChunkedMap<Key, Value> {
    const parts: (Map<Key, Value> | undefined)[] = new Array<Map<Key, Value> | undefined>(chunks).fill(undefined);
    for (const [key, value] of entries) (parts[chunkOf(key)] ??= new Map<Key, Value>()).set(key, value);
    return new ChunkedMap(parts);
  }

  get(key: Key): Value | undefined {
    return this.#parts[chunkOf(key)]?.get(key);
  }

  with(key: Key, value: Value): ChunkedMap<Key, Value> {
    const at = chunkOf(key);
    const parts = this.#parts.slice();
    parts[at] = new Map(this.#parts[at]).set(key, value);
    return new ChunkedMap(parts);
  }

  *values(): IterableIterator<Value> {
    for (const part of this.#parts) if (part !== undefined) yield* part.values();
  }
}
