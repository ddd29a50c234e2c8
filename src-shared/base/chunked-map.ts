/** Values in one piece: what a change copies. A power of two. */
const pieceBits = 4;
const pieceSize = 1 << pieceBits;

/**
 * An immutable map of string keys whose `with` copies one piece of 16 values and the list of pieces: a run of 1,000 steps
 * takes 10,000 facts, and copying every step for each of them would take seconds. Where a key stands is found once and
 * shared by all maps that come from one another; only a new key copies that. Values come in the order of their keys.
 */
export class ChunkedMap<Key extends string, Value> {
  readonly #places: ReadonlyMap<Key, number>;
  readonly #pieces: readonly (readonly Value[])[];

  private constructor(places: ReadonlyMap<Key, number>, pieces: readonly (readonly Value[])[]) {
    this.#places = places;
    this.#pieces = pieces;
  }

  static from<Key extends string, Value>(entries: Iterable<readonly [Key, Value]>): ChunkedMap<Key, Value> {
    const all = new Map(entries);
    const values = [...all.values()];
    const pieces = Array.from({ length: Math.ceil(values.length / pieceSize) }, (_, n) =>
      values.slice(n * pieceSize, (n + 1) * pieceSize),
    );
    return new ChunkedMap(new Map([...all.keys()].map((key, at) => [key, at])), pieces);
  }

  get(key: Key): Value | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#pieces[place >> pieceBits]?.[place & (pieceSize - 1)];
  }

  with(key: Key, value: Value): ChunkedMap<Key, Value> {
    const known = this.#places.get(key);
    const place = known ?? this.#places.size;
    const places = known === undefined ? new Map(this.#places).set(key, place) : this.#places;
    const pieces = this.#pieces.slice();
    const piece = pieces[place >> pieceBits]?.slice() ?? [];
    piece[place & (pieceSize - 1)] = value;
    pieces[place >> pieceBits] = piece;
    return new ChunkedMap(places, pieces);
  }

  *values(): IterableIterator<Value> {
    for (const piece of this.#pieces) yield* piece;
  }
}
