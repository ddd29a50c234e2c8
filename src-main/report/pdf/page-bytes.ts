const [blank, lineFeed, minus, point, zero] = [0x20, 0x0a, 0x2d, 0x2e, 0x30] as const;
/** Room for a number and the blank after it. */
const numberBytes = 24;

/**
 * The operators of one page as bytes, in a buffer that serves page after page: kept as strings until the page is full,
 * they would outlive the young objects around them, and be cleared away much later. So would the strings that
 * JavaScript makes of numbers, each of which it keeps for the next time: hence the digits by hand.
 */
export class PageBytes {
  #bytes = Buffer.alloc(64 * 1024);
  #length = 0;

  /** Adds an operator in parts, with blanks between them: texts of ASCII characters, numbers to three decimals. */
  line(...parts: readonly (string | number)[]): void {
    for (const part of parts) {
      const room = typeof part === 'number' ? numberBytes : part.length + 1;
      if (this.#length + room > this.#bytes.length) this.#grow((this.#length + room) * 2);
      if (typeof part === 'number') this.#number(part);
      else this.#length += this.#bytes.write(part, this.#length, 'latin1');
      this.#byte(blank);
    }
    this.#bytes[this.#length - 1] = lineFeed;
  }

  /** What was added since the last call; good until the next `line`. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #number(value: number): void {
    const thousandths = Math.round(Math.abs(value) * 1000);
    if (value < 0 && thousandths > 0) this.#byte(minus);
    this.#digits(Math.floor(thousandths / 1000), 1);
    const decimals = thousandths % 1000;
    if (decimals === 0) return;
    this.#byte(point);
    if (decimals % 100 === 0) this.#digits(decimals / 100, 1);
    else if (decimals % 10 === 0) this.#digits(decimals / 10, 2);
    else this.#digits(decimals, 3);
  }

  /** Of a whole number, with zeros before it where it has less than `least` digits. */
  #digits(value: number, least: number): void {
    if (value >= 10 || least > 1) this.#digits(Math.floor(value / 10), least - 1);
    this.#byte(zero + (value % 10));
  }

  #byte(value: number): void {
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  #grow(size: number): void {
    const larger = Buffer.alloc(size);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
