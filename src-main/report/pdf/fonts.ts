import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import type { Face } from './theme.ts';
import { woffToSfnt } from './woff-to-sfnt.ts';

/** What this module uses of a font that pdfkit has embedded; pdfkit itself does not type it. */
interface EmbeddedFont {
  readonly id: string;
  readonly scale: number;
  readonly font: {
    glyphForCodePoint(codePoint: number): FontGlyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { readonly glyphs: readonly FontGlyph[] };
    readonly loca: { readonly offsets: readonly number[] };
    readonly hmtx: { readonly metrics: { readonly length: number; get(at: number): { readonly advance: number } } };
  };
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): unknown;
}

interface FontGlyph {
  readonly id: number;
  _metrics?: { readonly advanceWidth: number; readonly leftBearing: number };
  readonly codePoints: readonly number[];
}

/** The part of a pdfkit document that holds fonts. */
export interface FontHost {
  font(bytes: Buffer): unknown;
  readonly _font: unknown;
}

interface Glyph {
  readonly font: EmbeddedFont;
  readonly glyph: FontGlyph;
  /** In em. */
  readonly width: number;
  /** Its number in the document's font, once it is drawn. */
  id: number | undefined;
}

/** A stretch of text in one font, ready for a `Tj` operator. */
export interface EncodedRun {
  readonly font: EmbeddedFont;
  /** A PDF string: hexadecimal digits in angle brackets. */
  readonly string: string;
  /** In em. */
  readonly width: number;
}

const files = createRequire(import.meta.url);
const plex = (family: 'sans' | 'mono', set: string, weight: number, slant = 'normal'): string =>
  `@fontsource/ibm-plex-${family}/files/ibm-plex-${family}-${set}-${weight}-${slant}.woff`;

/** Has more scripts and signs than the others of its family: Hebrew, most emoji. */
const widest = 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';

/** Plex first; DejaVu for other scripts and box drawing, glyph by glyph. Only what a text needs is loaded. */
const chains: Readonly<Record<Face, readonly string[]>> = {
  sans: [plex('sans', 'latin', 400), plex('sans', 'latin-ext', 400), widest],
  sansBold: [
    plex('sans', 'latin', 600),
    plex('sans', 'latin-ext', 600),
    'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
    widest,
  ],
  sansItalic: [
    plex('sans', 'latin', 400, 'italic'),
    plex('sans', 'latin-ext', 400, 'italic'),
    'dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf',
    widest,
  ],
  mono: [plex('mono', 'latin', 400), plex('mono', 'latin-ext', 400), 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf', widest],
  monoBold: [
    plex('mono', 'latin', 600),
    plex('mono', 'latin-ext', 600),
    'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf',
    widest,
  ],
};

/** Of Plex, in em. */
const capHeight = 0.698;

/** Of Latin scripts: nearly all texts are made of these. Their widths are summed up without making an object of each. */
const commonCodes = 0x180;

const plain = /^[\x20-\x7e]*$/;
const anyRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ ]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*/g;

/**
 * The report's fonts in one document. pdfkit's own `text` lays each string out anew; here the width of each character
 * is looked up once, which is what makes long transcripts fast. Ligatures and kerning are left out.
 */
export class FontBook {
  readonly #host: FontHost;
  readonly #loaded = new Map<string, EmbeddedFont>();
  /** In em, of the common characters; NaN where nobody asked yet, and in one more place for all others. */
  readonly #widths: Readonly<Record<Face, Float64Array>> = {
    sans: unknownWidths(),
    sansBold: unknownWidths(),
    sansItalic: unknownWidths(),
    mono: unknownWidths(),
    monoBold: unknownWidths(),
  };
  /** An opening bracket, and what is encoded at the moment. */
  #hex = Buffer.from('<'.padEnd(1024));
  readonly #glyphs: Readonly<Record<Face, Map<number, Glyph | undefined>>> = {
    sans: new Map(),
    sansBold: new Map(),
    sansItalic: new Map(),
    mono: new Map(),
    monoBold: new Map(),
  };

  constructor(host: FontHost) {
    this.#host = host;
  }

  /** Text as it may be printed: control, invisible and unprintable characters made visible, CRLF as LF, tabs as blanks. */
  safe(text: string, face: Face): string {
    if (plain.test(text)) return text;
    const shown = visibleText(text.replaceAll('\r\n', '\n')).replaceAll('\t', '    ');
    let out = '';
    for (const char of shown) {
      const code = char.codePointAt(0) ?? 0;
      out += char === '\n' || this.#glyph(code, face) !== undefined ? char : `\\u{${code.toString(16)}}`;
    }
    return out;
  }

  /** Width in em of a text that `safe` gave, without line feeds. */
  width(text: string, face: Face): number {
    if (anyRightToLeft.test(text)) {
      return this.encode(text, face).reduce((sum, run) => sum + run.width, 0);
    }
    const widths = this.#widths[face];
    let width = 0;
    for (let at = 0; at < text.length; at += 1) width += widths[Math.min(text.charCodeAt(at), commonCodes)] ?? 0;
    return Number.isNaN(width) ? this.#lookedUpWidth(text, face) : width;
  }

  #lookedUpWidth(text: string, face: Face): number {
    const widths = this.#widths[face];
    let width = 0;
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      const one = this.#glyph(code, face)?.width ?? 0;
      if (code < commonCodes) widths[code] = one;
      width += one;
    }
    return width;
  }

  /** The runs of a text that `safe` gave, left to right; right-to-left scripts are shaped and turned by the font. */
  encode(text: string, face: Face): readonly EncodedRun[] {
    const runs: EncodedRun[] = [];
    if (!anyRightToLeft.test(text)) {
      this.#encodePlain(text, face, runs);
      return runs;
    }
    let last = 0;
    for (const found of text.matchAll(rightToLeft)) {
      this.#encodePlain(text.slice(last, found.index), face, runs);
      this.#encodeShaped(found[0], face, runs);
      last = found.index + found[0].length;
    }
    this.#encodePlain(text.slice(last), face, runs);
    return runs;
  }

  /** Distance from the top of a line box to its baseline, in points: capitals stand in the middle of their line. */
  baseline(size: number, leading: number): number {
    return (leading + size * capHeight) / 2;
  }

  #encodePlain(text: string, face: Face, runs: EncodedRun[]): void {
    // A string that grows by the digits of each character leaves behind many times its size: hence the bytes.
    if (this.#hex.length < text.length * 4 + 2) this.#hex = Buffer.from('<'.padEnd(text.length * 8));
    let font: EmbeddedFont | undefined;
    let from = 0;
    let length = 1;
    for (let at = 0; at < text.length;) {
      const code = text.codePointAt(at) ?? 0;
      const one = this.#glyph(code, face);
      if (one !== undefined && one.font !== font) {
        if (font !== undefined) runs.push(this.#run(font, length, text.slice(from, at), face));
        ({ font } = one);
        from = at;
        length = 1;
      }
      if (one !== undefined) length = writeHex(this.#hex, length, (one.id ??= include(one.font, one.glyph)));
      at += code > 0xffff ? 2 : 1;
    }
    if (font !== undefined) runs.push(this.#run(font, length, text.slice(from), face));
  }

  #run(font: EmbeddedFont, length: number, text: string, face: Face): EncodedRun {
    this.#hex[length] = closing;
    return { font, string: this.#hex.toString('latin1', 0, length + 1), width: this.width(text, face) };
  }

  #encodeShaped(text: string, face: Face, runs: EncodedRun[]): void {
    // A word keeps to one font: its letters join.
    const whole = chains[face].find((path) => hasAll(this.#font(path), text));
    const font = this.#font(whole ?? widest);
    const { glyphs } = font.font.layout(text);
    const hex = glyphs.map((glyph) => include(font, glyph).toString(16).padStart(4, '0')).join('');
    const width = glyphs.reduce((sum, glyph) => sum + advanceOf(font, glyph) / 1000, 0);
    runs.push({ font, string: `<${hex}>`, width });
  }

  #glyph(code: number, face: Face): Glyph | undefined {
    const known = this.#glyphs[face];
    const seen = known.get(code);
    if (seen !== undefined || known.has(code)) return seen;
    let made: Glyph | undefined;
    for (const path of chains[face]) {
      const font = this.#font(path);
      if (!font.font.hasGlyphForCodePoint(code)) continue;
      const glyph = font.font.glyphForCodePoint(code);
      made = { font, glyph, width: advanceOf(font, glyph) / 1000, id: undefined };
      break;
    }
    known.set(code, made);
    return made;
  }

  #font(path: string): EmbeddedFont {
    const known = this.#loaded.get(path);
    if (known !== undefined) return known;
    this.#host.font(woffToSfnt(readFileSync(files.resolve(path))));
    const font = this.#host._font as EmbeddedFont;
    this.#loaded.set(path, font);
    return font;
  }
}

function hasAll({ font }: EmbeddedFont, text: string): boolean {
  return Array.from(text).every((char) => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0));
}

function unknownWidths(): Float64Array {
  return new Float64Array(commonCodes + 1).fill(Number.NaN);
}

const digits = Buffer.from('0123456789abcdef');
const closing = 0x3e;

/** Four digits; gives the place after them. */
function writeHex(bytes: Uint8Array, at: number, id: number): number {
  bytes[at] = digits[id >> 12] ?? 0;
  bytes[at + 1] = digits[(id >> 8) & 15] ?? 0;
  bytes[at + 2] = digits[(id >> 4) & 15] ?? 0;
  bytes[at + 3] = digits[id & 15] ?? 0;
  return at + 4;
}

/**
 * In thousandths of an em. fontkit reads past the end of the file where the last glyph has no outline (the blank of
 * Plex Mono), also when it makes the subset: with metrics given it does not look.
 */
function advanceOf({ font, scale }: EmbeddedFont, glyph: FontGlyph): number {
  const { hmtx, loca } = font;
  const { metrics } = hmtx;
  const { advance } = metrics.get(Math.min(glyph.id, metrics.length - 1));
  const hasOutline = loca.offsets[glyph.id] !== loca.offsets[glyph.id + 1];
  if (!hasOutline) glyph._metrics ??= { advanceWidth: advance, leftBearing: 0 };
  return advance * scale;
}

function include(font: EmbeddedFont, glyph: FontGlyph): number {
  const id = font.subset.includeGlyph(glyph.id);
  font.widths[id] ??= advanceOf(font, glyph);
  font.unicode[id] ??= glyph.codePoints;
  return id;
}
