export type OutputStream = 'stdout' | 'stderr';

/** Output that waits for the terminal; `gap`: so many UTF-16 units stand in the recording only. */
export type Segment =
  | { readonly kind: 'text'; readonly stream: OutputStream; readonly text: string }
  | { readonly kind: 'gap'; readonly units: number };

/** UTF-16 units. Over `most` the older part is left out, down to `kept`: what is read must be what happens now. */
const most = 1024 * 1024;
const kept = 512 * 1024;

/** Keeps output between the link and the screen, bounded: a hidden page and a flood cost no memory. */
export class OutputQueue {
  #segments: Segment[] = [];
  #units = 0;

  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  push(stream: OutputStream, text: string): void {
    if (text === '') return;
    this.#segments.push({ kind: 'text', stream, text });
    this.#units += text.length;
    if (this.#units > most) this.#forget();
  }

  gap(units: number): void {
    if (units > 0) this.#segments.push({ kind: 'gap', units });
  }

  /** Without the bound: for what is at hand in the same moment, as the end of a recording. */
  fill(segments: readonly Segment[]): void {
    for (const segment of segments) {
      this.#segments.push(segment);
      if (segment.kind === 'text') this.#units += segment.text.length;
    }
  }

  clear(): void {
    this.#segments = [];
    this.#units = 0;
  }

  /** About `units` of text from the front; pieces of one stream that follow one another come as one. */
  take(units: number): readonly Segment[] {
    const taken: Segment[] = [];
    let count = 0;
    let length = 0;
    for (const segment of this.#segments) {
      if (length >= units) break;
      count += 1;
      if (segment.kind === 'text') length += segment.text.length;
      append(taken, segment);
    }
    this.#segments.splice(0, count);
    this.#units -= length;
    return taken;
  }

  #forget(): void {
    let lost = 0;
    let count = 0;
    for (const segment of this.#segments) {
      if (this.#units <= kept) break;
      count += 1;
      if (segment.kind === 'gap') lost += segment.units;
      else {
        lost += segment.text.length;
        this.#units -= segment.text.length;
      }
    }
    this.#segments.splice(0, count, { kind: 'gap', units: lost });
  }
}

function append(taken: Segment[], segment: Segment): void {
  const last = taken.at(-1);
  if (last?.kind === 'text' && segment.kind === 'text' && last.stream === segment.stream) {
    taken[taken.length - 1] = { ...last, text: last.text + segment.text };
  } else taken.push(segment);
}
