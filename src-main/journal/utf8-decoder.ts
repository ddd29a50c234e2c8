import { isUtf8 } from 'node:buffer';

const replacement = Buffer.from('\uFFFD');
const none = Buffer.alloc(0);

/** What a decoder knows of the stream so far: the bytes of an unfinished character, and those that were replaced. */
export interface Utf8State {
  readonly carry: Uint8Array;
  readonly invalidBytes: number;
}

/**
 * Decodes one stream of bytes that comes in arbitrary pieces. A character that is split over pieces waits for its rest;
 * what is no UTF-8 becomes U+FFFD and is counted.
 */
export class Utf8Decoder {
  #carry: Buffer;
  #invalid: number;

  /** Goes on where another one was, or begins. */
  constructor({ carry, invalidBytes }: Utf8State = { carry: none, invalidBytes: 0 }) {
    this.#carry = Buffer.from(carry);
    this.#invalid = invalidBytes;
  }

  get state(): Utf8State {
    return { carry: this.#carry, invalidBytes: this.#invalid };
  }

  /** Bytes that were replaced so far. */
  get invalidBytes(): number {
    return this.#invalid;
  }

  decode(bytes: Uint8Array): string {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const all = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece]);
    const end = all.length - unfinished(all);
    // A copy: the caller may use its buffer again.
    this.#carry = end === all.length ? none : Buffer.from(all.subarray(end));
    return this.#text(all.subarray(0, end));
  }

  /** What is left when no more bytes come: an unfinished character is invalid. */
  end(): string {
    const rest = this.#carry;
    this.#carry = none;
    return this.#text(rest);
  }

  #text(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    if (isUtf8(bytes)) return text;
    // A U+FFFD that the host really sent is valid output, and always survives decoding as one.
    const replaced = countReplacements(text) - countBytes(bytes, replacement);
    this.#invalid += bytes.length - (Buffer.byteLength(text) - replaced * replacement.length);
    return text;
  }
}

/** Length (0 to 3) of a character at the end that may still become whole. */
function unfinished(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - 3);
  for (let at = bytes.length - 1; at >= from; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) {
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 1;
      return length > bytes.length - at ? bytes.length - at : 0;
    }
    if (byte >= 0xc0) return 0;
  }
  return 0;
}

/** Character by character: in binary output every second one counts, and a search from each to the next is slow. */
function countReplacements(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === 0xfffd) found += 1;
  return found;
}

function countBytes(bytes: Buffer, part: Uint8Array): number {
  let found = 0;
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) found += 1;
  return found;
}
