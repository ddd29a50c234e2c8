/** The first and the last MiB of a stream: what an expectation is judged on. */
const judgedBytes = 1024 * 1024;

/** Keeps the head and the tail of a stream of any length in at most some 3 MiB. */
export class HeadAndTail {
  #head: Uint8Array[] = [];
  #tail: Uint8Array[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #bytes = 0;

  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    const room = judgedBytes - this.#headBytes;
    if (room > 0) {
      const taken = bytes.subarray(0, room);
      this.#head.push(Uint8Array.from(taken));
      this.#headBytes += taken.length;
    }
    if (bytes.length > room) this.#pushTail(bytes.subarray(Math.max(0, room)));
  }

  #pushTail(bytes: Uint8Array): void {
    this.#tail.push(Uint8Array.from(bytes.subarray(Math.max(0, bytes.length - judgedBytes))));
    this.#tailBytes += Math.min(bytes.length, judgedBytes);
    if (this.#tailBytes <= 2 * judgedBytes) return;
    const kept = Buffer.concat(this.#tail).subarray(-judgedBytes);
    this.#tail = [Uint8Array.from(kept)];
    this.#tailBytes = kept.length;
  }

  /** Text with CRLF as LF; `truncated` when the middle is missing. Invalid UTF-8 becomes U+FFFD. */
  text(): { readonly text: string; readonly truncated: boolean } {
    const tail = Buffer.concat(this.#tail).subarray(-judgedBytes);
    const truncated = this.#bytes > this.#headBytes + tail.length;
    const joint = truncated ? [...this.#head, Buffer.from('\n'), tail] : [...this.#head, tail];
    return { text: Buffer.concat(joint).toString('utf8').replaceAll('\r\n', '\n'), truncated };
  }
}
