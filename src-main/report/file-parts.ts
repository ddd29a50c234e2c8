/** Where the bytes come from: a pdfkit document, which is a stream in paused mode. */
interface Source {
  /** All that there is, as one; null where there is nothing. */
  read(): unknown;
}

/** The file as far as it is made and not yet written. pdfkit hands out some tens of bytes at a time. */
export class FileParts {
  readonly #source: Source;
  readonly #seen: { update(bytes: Uint8Array): void } | undefined;
  #parts: Buffer[] = [];
  #length = 0;

  /** `seen` is given every byte, in the order of the file. */
  constructor(source: Source, seen: { update(bytes: Uint8Array): void } | undefined) {
    this.#source = source;
    this.#seen = seen;
  }

  collect(): void {
    const bytes = this.#source.read() as Buffer | null;
    if (bytes === null) return;
    this.#seen?.update(bytes);
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  /** What has come together, as one; nothing where it is less than `least` bytes. */
  *taken(least: number): Generator<Buffer, void, undefined> {
    this.collect();
    if (this.#length < least) return;
    const parts = this.#parts;
    this.#parts = [];
    this.#length = 0;
    yield Buffer.concat(parts);
  }
}
