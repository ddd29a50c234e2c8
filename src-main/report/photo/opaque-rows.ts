/**
 * Rows of a PNG with alpha, on white and without it. PDF readers know alpha as a second picture, which pdfkit makes by
 * holding all pixels several times; here two rows are in memory. In: rows behind their filter byte, in parts of any
 * length; out: the same rows, filtered by "sub".
 */
export class OpaqueRows {
  readonly #channels: 2 | 4;
  readonly #row: Buffer;
  readonly #out: Buffer;
  readonly #before: Buffer;
  #length = 0;

  /** `channels` as stored, alpha among them; eight bits each. */
  constructor(width: number, channels: 2 | 4) {
    this.#channels = channels;
    this.#row = Buffer.alloc(width * channels + 1);
    this.#before = Buffer.alloc(width * channels + 1);
    this.#out = Buffer.alloc(width * (channels - 1) + 1);
  }

  /** The rows that are complete with this part; each is good until the next is asked for. */
  *of(part: Buffer): Generator<Buffer, void, undefined> {
    for (let from = 0; from < part.length;) {
      const copied = part.copy(this.#row, this.#length, from, from + this.#row.length - this.#length);
      from += copied;
      this.#length += copied;
      if (this.#length < this.#row.length) return;
      this.#length = 0;
      this.#unfilter();
      yield this.#blended();
      this.#row.copy(this.#before);
    }
  }

  #unfilter(): void {
    const [row, up, size] = [this.#row, this.#before, this.#channels];
    const filter = row[0] ?? 0;
    for (let at = 1; at < row.length; at += 1) {
      const [left, corner] = at > size ? [row[at - size] ?? 0, up[at - size] ?? 0] : [0, 0];
      row[at] = (row[at] ?? 0) + predicted(filter, left, up[at] ?? 0, corner);
    }
  }

  #blended(): Buffer {
    const [row, out, size] = [this.#row, this.#out, this.#channels];
    const colors = size - 1;
    const before = [0, 0, 0];
    out[0] = 1;
    for (let from = 1, to = 1; from < row.length; from += size, to += colors) {
      const alpha = row[from + colors] ?? 0;
      for (let color = 0; color < colors; color += 1) {
        const value = Math.round(((row[from + color] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
        out[to + color] = value - (before[color] ?? 0);
        before[color] = value;
      }
    }
    return out;
  }
}

/** Of the five filters of PNG; the sum with it is taken modulo 256. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const sum = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
