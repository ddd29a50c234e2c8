import type { SignatureView } from '../../../src-shared/report/model.ts';
import type { ReportTexts } from '../../../src-shared/report/texts/en.ts';
import type { PhotoBook } from '../photo/photo-book.ts';
import { Canvas } from './canvas.ts';
import { richLines } from './rich-lines.ts';
import { oneLine, textLines } from './text-lines.ts';
import { colors, margin, styles } from './theme.ts';
import type { PageSize, TextStyle } from './theme.ts';

/** What stands around the text of each page. */
export interface PageFrame {
  readonly left: string;
  readonly right: string;
  /** Under the text, across the page: REHEARSAL, DRAFT. */
  readonly mark?: string;
  /** In the middle of the foot: what the pages are bound to, its first 12 hex digits. */
  readonly code: string;
}

/** What stands at the bottom of the pages of a section. */
export interface PageFoot {
  /** The signature state of the page, in words. */
  readonly state: string;
  readonly strip?: readonly SignatureView[];
  /** To be signed by hand. */
  readonly blank?: boolean;
  /** At the head of every page of a section but its first: what is signed page by page says what it belongs to. */
  readonly continued?: string;
}

/** What the first pass found out: the second prints it. */
export interface PassResult {
  readonly pages: number;
  readonly anchors: ReadonlyMap<string, number>;
}

export interface FlowOptions {
  readonly canvas: Canvas;
  readonly size: PageSize;
  readonly frame: PageFrame;
  readonly texts: ReportTexts;
  readonly photos: PhotoBook;
  /** From the pass before; empty in the first. */
  readonly known: PassResult;
  readonly addPage: () => void;
  readonly drawStrip: (flow: Flow, strip: readonly SignatureView[], blank: boolean, top: number) => void;
}

/** Height of the strip of signatures with the gap above it. */
const stripHeight = 56;
/** Of the line that a continued section begins its pages with. */
const continuedHeight = 18;
/** Points; more than anything that is measured. */
const endless = 1e9;

/** Places blocks one below the other, from page to page. Coordinates are points from the page's top left corner. */
export class Flow {
  readonly canvas: Canvas;
  readonly texts: ReportTexts;
  readonly photos: PhotoBook;
  readonly left = margin.side;
  readonly width: number;
  readonly top = margin.top + 14;
  readonly anchors = new Map<string, number>();
  readonly #options: FlowOptions;
  y = 0;
  page = 0;
  #foot: PageFoot = { state: '' };
  /** The foot that the present page began with: a section that starts in mid-page does not change it. */
  #pageFoot: PageFoot = { state: '' };
  #stripDone = false;
  #sectionBegins = true;

  constructor(options: FlowOptions) {
    this.#options = options;
    this.canvas = options.canvas;
    this.texts = options.texts;
    this.photos = options.photos;
    this.width = options.size.width - 2 * margin.side;
  }

  /** The lowest y that text may reach. */
  get bottom(): number {
    return this.#options.size.height - margin.bottom - 16 - this.#stripRoom;
  }

  /** Height of a whole page's text. */
  get pageHeight(): number {
    return this.bottom - this.top - (this.#foot.continued === undefined ? 0 : continuedHeight);
  }

  get #stripRoom(): number {
    return this.#pageFoot.strip === undefined ? 0 : stripHeight;
  }

  /** Page of an anchor as text; blank in the first pass. */
  pageOf(anchor: string): string {
    const page = this.#options.known.anchors.get(anchor);
    return page === undefined ? '' : String(page);
  }

  /** For the pages that begin from here on; a section's first page comes next. */
  setFoot(foot: PageFoot): void {
    this.#foot = foot;
    this.#sectionBegins = true;
  }

  newPage(): void {
    this.finishPage();
    this.page += 1;
    this.#pageFoot = this.#foot;
    this.#stripDone = false;
    this.#options.addPage();
    this.y = this.top;
    const { frame } = this.#options;
    if (frame.mark !== undefined) this.#drawMark(frame.mark);
    this.#drawHead();
    if (!this.#sectionBegins && this.#foot.continued !== undefined) this.#drawContinued(this.#foot.continued);
    this.#sectionBegins = false;
  }

  /** Writes what stands at the bottom and hands the page over; the last page needs this call too. */
  finishPage(): void {
    if (this.page === 0) return;
    const { strip, blank } = this.#pageFoot;
    if (strip !== undefined && !this.#stripDone) this.#options.drawStrip(this, strip, blank === true, this.bottom + 8);
    this.#drawFoot();
    this.canvas.flush();
  }

  /** Room for `height` points, on a new page where there is not enough here. True when the page changed. */
  ensure(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.newPage();
    return true;
  }

  /**
   * Room for `height` points that end with full signatures, which stand in the strip's room too: on a new page where
   * they would part. What is longer than a page has only its first `least` points here.
   */
  ensureEnd(height: number, least: number): boolean {
    return this.ensure(height - this.#stripRoom <= this.pageHeight ? Math.max(least, height - this.#stripRoom) : least);
  }

  /** The height that `draw` takes where no page ends; nothing is drawn. */
  measure(draw: (flow: Flow) => void): number {
    const { size } = this.#options;
    const nothing = (): void => undefined;
    const canvas = new Canvas(this.canvas.fonts, undefined);
    const height = endless;
    const flow = new Flow({
      ...this.#options,
      canvas,
      size: { ...size, height },
      addPage: nothing,
      drawStrip: nothing,
    });
    const from = flow.top + 1;
    flow.y = from;
    draw(flow);
    return flow.y - from;
  }

  /** Blank room, which does not go over to the next page. */
  gap(height: number): void {
    if (this.y > this.top) this.y = Math.min(this.y + height, this.bottom);
  }

  anchor(name: string): void {
    this.anchors.set(name, this.page);
    this.canvas.anchor(name, this.left, Math.max(0, this.y - 6));
  }

  /**
   * Room at the foot of the page, the strip's included, for full signatures of the same people: the strip is left out
   * then. Returns the top of the room.
   */
  takeFoot(height: number): number {
    if (this.#options.size.height === endless) return this.takeRoom(height);
    const lowest = (): number => this.bottom + this.#stripRoom;
    if (this.y + height > lowest()) this.newPage();
    this.#stripDone = true;
    const top = Math.max(this.y, lowest() - height);
    this.y = lowest();
    return top;
  }

  /** An author's Markdown from here on, over pages where needed. */
  rich(markdown: string, style: TextStyle, x = this.left, width = this.width - (x - this.left)): void {
    for (const line of richLines(this.canvas.fonts, markdown, style, width)) {
      this.gap(line.gap);
      this.ensure(style.leading);
      this.canvas.richText(x, this.y, line.runs);
      this.y += style.leading;
    }
  }

  /** Room for full signatures in the course of a page: the strip is left out there. Returns the top of the room. */
  takeRoom(height: number): number {
    this.ensure(height);
    this.#stripDone = true;
    const top = this.y;
    this.y += height;
    return top;
  }

  /** Lines of text from here on, over pages where needed. */
  paragraph(text: string, style: TextStyle, x = this.left, width = this.width - (x - this.left)): void {
    for (const line of textLines(this.canvas.fonts, text, style, width)) {
      this.ensure(style.leading);
      this.canvas.text(x, this.y, line, style);
      this.y += style.leading;
    }
  }

  #drawContinued(text: string): void {
    const line = oneLine(this.canvas.fonts, text, styles.smallStrong, this.width);
    this.canvas.text(this.left, this.y, line, { ...styles.smallStrong, color: colors.muted });
    this.y += continuedHeight;
  }

  #drawMark(mark: string): void {
    const { width, height } = this.#options.size;
    const style = { face: 'sansBold', size: 92, leading: 92, color: colors.watermark } as const;
    this.canvas.turnedText(width / 2, height / 2, mark, style, -35);
  }

  #drawHead(): void {
    const { canvas } = this;
    const { frame } = this.#options;
    const top = margin.top - 12;
    const right = this.left + this.width;
    const mark = frame.mark === undefined ? '' : `${frame.mark} · `;
    const rightText = oneLine(canvas.fonts, `${mark}${frame.right}`, styles.frame, this.width * 0.5);
    canvas.text(this.left, top, oneLine(canvas.fonts, frame.left, styles.frame, this.width * 0.48), styles.frame);
    canvas.text(right, top, rightText, styles.frame, 'right');
    canvas.line([this.left, top + 13], [right, top + 13], { stroke: colors.hairline });
  }

  #drawFoot(): void {
    const { canvas, texts } = this;
    const { frame, known, size } = this.#options;
    const top = size.height - margin.bottom + 2;
    const right = this.left + this.width;
    canvas.line([this.left, top - 5], [right, top - 5], { stroke: colors.hairline });
    canvas.text(
      this.left,
      top,
      oneLine(canvas.fonts, this.#pageFoot.state, styles.frame, this.width * 0.49),
      styles.frame,
    );
    // Right of the middle: the state of signatures has the most to say.
    canvas.text(this.left + this.width * 0.66, top, frame.code, styles.frameMono, 'center');
    canvas.text(right, top, texts.page(this.page, known.pages), styles.frame, 'right');
  }
}
