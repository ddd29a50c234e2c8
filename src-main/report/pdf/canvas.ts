import type { Orientation } from '../photo/photo.ts';
import type { PlacedPhoto } from '../photo/photo-book.ts';
import type { FontBook } from './fonts.ts';
import { PageBytes } from './page-bytes.ts';
import type { TextStyle } from './theme.ts';

/** What this module uses of a pdfkit document that pdfkit does not type. */
export interface PageHost {
  addContent(data: Uint8Array): unknown;
  readonly page: { readonly fonts: Record<string, unknown>; readonly xobjects: Record<string, unknown> };
  goTo(x: number, y: number, width: number, height: number, name: string): unknown;
  addNamedDestination(name: string, type: 'XYZ', x: number, y: number, zoom: null): unknown;
}

export interface ShapeStyle {
  readonly fill?: string;
  readonly stroke?: string;
  /** Points; 0.5 where nothing is said. */
  readonly width?: number;
  /** Lengths of dash and gap, in points. */
  readonly dash?: readonly [number, number];
}

type Point = readonly [x: number, y: number];

/**
 * Draws on one page, y from the top downwards, in points. It writes PDF operators itself: pdfkit's text layout costs
 * more than all the rest. While `host` is undefined nothing is drawn: the first pass only measures.
 */
export class Canvas {
  readonly fonts: FontBook;
  readonly #host: PageHost | undefined;
  readonly #ops = new PageBytes();

  constructor(fonts: FontBook, host: PageHost | undefined) {
    this.fonts = fonts;
    this.#host = host;
  }

  get drawing(): boolean {
    return this.#host !== undefined;
  }

  /** One line, whose box begins at `top`. The text must be `safe`, as lines from text-lines.ts are. */
  text(x: number, top: number, text: string, style: TextStyle, align: 'left' | 'right' | 'center' = 'left'): void {
    const host = this.#host;
    if (host === undefined || text === '') return;
    const runs = this.fonts.encode(text, style.face);
    const width = runs.reduce((sum, run) => sum + run.width, 0) * style.size;
    let at = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    const baseline = top + this.fonts.baseline(style.size, style.leading);
    this.#ops.line('BT', rgb(style.color), 'rg');
    for (const { font, string, width: em } of runs) {
      host.page.fonts[font.id] ??= font.ref();
      this.#ops.line(`/${font.id}`, style.size, 'Tf 1 0 0 -1', at, baseline, 'Tm', string, 'Tj');
      at += em * style.size;
    }
    this.#ops.line('ET');
  }

  /** One line in several styles of one leading; the runs must be `safe`. */
  richText(
    x: number,
    top: number,
    runs: readonly { readonly x: number; readonly text: string; readonly style: TextStyle }[],
  ): void {
    for (const run of runs) this.text(x + run.x, top, run.text, run.style);
  }

  /** A line of text turned by `degrees` around its middle. */
  turnedText(x: number, y: number, text: string, style: TextStyle, degrees: number): void {
    if (this.#host === undefined) return;
    const turn = (degrees * Math.PI) / 180;
    const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
    this.#ops.line('q', cos, sin, -sin, cos, x, y, 'cm');
    this.text(0, -style.leading / 2, text, style, 'center');
    this.#ops.line('Q');
  }

  rect(x: number, y: number, width: number, height: number, style: ShapeStyle): void {
    if (this.#host === undefined) return;
    this.#setUp(style);
    this.#ops.line(x, y, width, height, 're', paintOf(style));
  }

  line(from: Point, to: Point, style: ShapeStyle): void {
    if (this.#host === undefined) return;
    this.#setUp(style);
    this.#ops.line(from[0], from[1], 'm', to[0], to[1], 'l', paintOf(style));
  }

  polyline(points: readonly Point[], style: ShapeStyle, closed = false): void {
    if (this.#host === undefined || points.length === 0) return;
    this.#setUp(style);
    points.forEach(([x, y], at) => {
      this.#ops.line(x, y, at === 0 ? 'm' : 'l');
    });
    this.#ops.line(closed ? 'h' : '', paintOf(style));
  }

  circle(x: number, y: number, radius: number, style: ShapeStyle): void {
    if (this.#host === undefined) return;
    const k = radius * 0.5523;
    const [l, r, t, b] = [x - radius, x + radius, y - radius, y + radius];
    this.#setUp(style);
    this.#ops.line(l, y, 'm');
    this.#ops.line(l, y - k, x - k, t, x, t, 'c');
    this.#ops.line(x + k, t, r, y - k, r, y, 'c');
    this.#ops.line(r, y + k, x + k, b, x, b, 'c');
    this.#ops.line(x - k, b, l, y + k, l, y, 'c');
    this.#ops.line(paintOf(style));
  }

  /** A picture in a rectangle, turned as it was taken. */
  image(x: number, y: number, width: number, height: number, { id, object, photo }: PlacedPhoto): void {
    if (this.#host === undefined) return;
    this.#host.page.xobjects[id] ??= object;
    // Pictures stand on their feet, y upwards: the page's y runs downwards.
    this.#ops.line('q', width, 0, 0, -height, x, y + height, 'cm', ...turns[photo.orientation], 'cm', `/${id}`, 'Do Q');
  }

  /** Makes a rectangle of the page lead to an anchor. */
  link(x: number, y: number, width: number, height: number, anchor: string): void {
    this.#host?.goTo(x, y, width, height, anchor);
  }

  /** Names this place, so that links can lead here. */
  anchor(name: string, x: number, y: number): void {
    this.#host?.addNamedDestination(name, 'XYZ', x, y, null);
  }

  /** From here on y runs downwards, on a page of this height. */
  beginPage(height: number): void {
    this.#ops.line('1 0 0 -1 0', height, 'cm');
  }

  /** Hands what was drawn to the page, which must be ended before more is drawn. */
  flush(): void {
    const ops = this.#ops.take();
    if (ops.length > 0) this.#host?.addContent(ops);
  }

  #setUp({ fill, stroke, width = 0.5, dash }: ShapeStyle): void {
    if (fill !== undefined) this.#ops.line(rgb(fill), 'rg');
    if (stroke === undefined) return;
    this.#ops.line(rgb(stroke), 'RG', width, 'w 1 J 1 j [', ...(dash ?? []), '] 0 d');
  }
}

/** From the square of a picture as it is stored to that as it is seen. */
const turns: Readonly<Record<Orientation, readonly [number, number, number, number, number, number]>> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, -1, 1, 0, 0, 1],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, 1, -1, 0, 1, 0],
};

function paintOf({ fill, stroke }: ShapeStyle): string {
  return fill !== undefined && stroke !== undefined ? 'B' : fill === undefined ? 'S' : 'f';
}

const known = new Map<string, string>();

function rgb(hex: string): string {
  const seen = known.get(hex);
  if (seen !== undefined) return seen;
  const made = [0, 2, 4].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
  known.set(hex, made);
  return made;
}
