import type { FontBook } from './fonts.ts';
import type { TextStyle } from './theme.ts';

/** What this module uses of a pdfkit document that pdfkit does not type. */
export interface PageHost {
  addContent(data: string): unknown;
  readonly page: { readonly fonts: Record<string, unknown> };
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
  #ops: string[] = [];

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
    this.#ops.push(`BT ${rgb(style.color)} rg`);
    for (const { font, hex, width: em } of runs) {
      host.page.fonts[font.id] ??= font.ref();
      this.#ops.push(`/${font.id} ${num(style.size)} Tf 1 0 0 -1 ${num(at)} ${num(baseline)} Tm <${hex}> Tj`);
      at += em * style.size;
    }
    this.#ops.push('ET');
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
    this.#ops.push(`q ${num(cos)} ${num(sin)} ${num(-sin)} ${num(cos)} ${num(x)} ${num(y)} cm`);
    this.text(0, -style.leading / 2, text, style, 'center');
    this.#ops.push('Q');
  }

  rect(x: number, y: number, width: number, height: number, style: ShapeStyle): void {
    this.#shape(`${num(x)} ${num(y)} ${num(width)} ${num(height)} re`, style);
  }

  line(from: Point, to: Point, style: ShapeStyle): void {
    this.#shape(`${num(from[0])} ${num(from[1])} m ${num(to[0])} ${num(to[1])} l`, style);
  }

  polyline(points: readonly Point[], style: ShapeStyle, closed = false): void {
    const path = points.map(([x, y], at) => `${num(x)} ${num(y)} ${at === 0 ? 'm' : 'l'}`).join(' ');
    if (points.length > 0) this.#shape(closed ? `${path} h` : path, style);
  }

  circle(x: number, y: number, radius: number, style: ShapeStyle): void {
    const k = radius * 0.5523;
    const [l, r, t, b] = [x - radius, x + radius, y - radius, y + radius];
    const curve = (...values: readonly number[]): string => `${values.map(num).join(' ')} c`;
    this.#shape(
      [
        `${num(l)} ${num(y)} m`,
        curve(l, y - k, x - k, t, x, t),
        curve(x + k, t, r, y - k, r, y),
        curve(r, y + k, x + k, b, x, b),
        curve(x - k, b, l, y + k, l, y),
      ].join(' '),
      style,
    );
  }

  /** Makes a rectangle of the page lead to an anchor. */
  link(x: number, y: number, width: number, height: number, anchor: string): void {
    this.#host?.goTo(x, y, width, height, anchor);
  }

  /** Names this place, so that links can lead here. */
  anchor(name: string, x: number, y: number): void {
    this.#host?.addNamedDestination(name, 'XYZ', x, y, null);
  }

  /** Hands what was drawn to the page; call it before the page changes. */
  flush(): void {
    if (this.#ops.length > 0) this.#host?.addContent(this.#ops.join('\n'));
    this.#ops = [];
  }

  #shape(path: string, { fill, stroke, width = 0.5, dash }: ShapeStyle): void {
    if (this.#host === undefined) return;
    const paint = fill !== undefined && stroke !== undefined ? 'B' : fill === undefined ? 'S' : 'f';
    const setup = [
      fill === undefined ? '' : `${rgb(fill)} rg`,
      stroke === undefined ? '' : `${rgb(stroke)} RG ${num(width)} w 1 J 1 j`,
      stroke === undefined ? '' : `[${(dash ?? []).map(num).join(' ')}] 0 d`,
    ];
    this.#ops.push(`${setup.filter((one) => one !== '').join(' ')} ${path} ${paint}`);
  }
}

function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const known = new Map<string, string>();

function rgb(hex: string): string {
  const seen = known.get(hex);
  if (seen !== undefined) return seen;
  const made = [0, 2, 4].map((at) => num(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');
  known.set(hex, made);
  return made;
}
