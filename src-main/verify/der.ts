/** One value of a DER encoding: its tag, what is in it, and all its bytes. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/**
 * Reads DER values one after the other, and takes no encoding but the only right one (definite and shortest lengths):
 * what a signature does not cover must leave no room for a changed byte. Throws Error with the reason.
 */
export class DerReader {
  #rest: Buffer;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
  }

  /** What has not been read yet. */
  get rest(): Buffer {
    return this.#rest;
  }

  take(tag: number): DerValue {
    const value = firstValue(this.#rest);
    if (value.tag !== tag) throw new Error(`its encoding has ${hex(value.tag)} where ${hex(tag)} belongs`);
    this.#rest = this.#rest.subarray(value.whole.length);
    return value;
  }

  /** The next value, but only if it has this tag. */
  takeIf(tag: number): DerValue | undefined {
    return this.#rest[0] === tag ? this.take(tag) : undefined;
  }

  /** A value that can have one encoding only, as hexadecimal digits. */
  takeExactly(encoding: string): void {
    const expected = Buffer.from(encoding, 'hex');
    if (!this.#rest.subarray(0, expected.length).equals(expected))
      throw new Error('its encoding is not the one in use');
    this.#rest = this.#rest.subarray(expected.length);
  }

  /** The only value that there is. */
  takeOnly(tag: number): DerValue {
    const value = this.take(tag);
    this.end();
    return value;
  }

  end(): void {
    if (this.#rest.length > 0) throw new Error('its encoding holds more than belongs there');
  }
}

function firstValue(bytes: Buffer): DerValue {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new Error('its encoding ends too soon');
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes)
    throw new Error('its encoding has a bad length');
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  // A longer form than needed would be a second way to write the same.
  const shortest = lengthBytes === 0 || (length >= 0x80 && length >= 2 ** (8 * (lengthBytes - 1)));
  const start = 2 + lengthBytes;
  if (!shortest || bytes.length < start + length) throw new Error('its encoding has a bad length');
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
