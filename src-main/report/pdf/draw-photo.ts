import { byteSize, shortHash } from '../../../src-shared/report/format.ts';
import type { EvidenceRef } from '../../../src-shared/run/facts.ts';
import { seenSize } from '../photo/photo.ts';
import type { Photo } from '../photo/photo.ts';
import type { Flow } from './flow.ts';
import { oneLine } from './text-lines.ts';
import { colors, styles, toneColors } from './theme.ts';

/** A file under its number, as far as it can be drawn. */
export interface ShownFile {
  readonly number: string;
  readonly file: EvidenceRef;
}

/** A picture at its place; `height` with its words. */
interface PhotoBox {
  readonly height: number;
  readonly draw: (x: number, y: number) => void;
}

/** Points for a pixel: pictures of a few pixels are not blown up. */
const pixel = 0.75;
const tallest = 190;
const captionHeight = styles.small.leading * 2 + 3;
const gap = 6;

/** The picture at most `width` points wide, with its number, name, size and hash below; nothing where it is none. */
export function photoBox(flow: Flow, shown: ShownFile, width: number): PhotoBox | undefined {
  const photo = flow.photos.of(shown.file);
  if (photo === undefined) return undefined;
  return typeof photo === 'string' ? namedBox(flow, shown, photo, width) : drawnBox(flow, shown, photo, width);
}

function drawnBox(flow: Flow, shown: ShownFile, photo: Photo, width: number): PhotoBox {
  const [wide, high] = seenSize(photo);
  const scale = Math.min(pixel, width / wide, tallest / high);
  // A strip of a few pixels in height still has its frame.
  const size = { width: wide * scale, height: Math.max(1, high * scale) };
  return {
    height: gap + size.height + captionHeight,
    draw: (x, y) => {
      const { canvas } = flow;
      if (canvas.drawing) canvas.image(x, y + gap, size.width, size.height, flow.photos.place(photo));
      canvas.rect(x, y + gap, size.width, size.height, { stroke: colors.hairline });
      drawCaption(flow, shown, width, x, y + gap + size.height + 2);
    },
  };
}

function namedBox(
  flow: Flow,
  shown: ShownFile,
  problem: Exclude<ReturnType<Flow['photos']['of']>, Photo | undefined>,
  width: number,
): PhotoBox {
  const { canvas, texts } = flow;
  const { leading } = styles.small;
  return {
    height: gap + captionHeight + leading,
    draw: (x, y) => {
      drawCaption(flow, shown, width, x, y + gap);
      const words = oneLine(canvas.fonts, texts.forms.notDrawn[problem], styles.small, width);
      canvas.text(x, y + gap + 2 * leading, words, { ...styles.small, color: toneColors('warning').ink });
    },
  };
}

/** Number, name and size; then the first digits of the hash, all of which the register has. */
function drawCaption({ canvas }: Flow, { number, file }: ShownFile, width: number, x: number, y: number): void {
  const words = `${number} · ${file.name} · ${byteSize(file.bytes)}`;
  canvas.text(x, y, oneLine(canvas.fonts, words, styles.small, width), styles.small);
  canvas.text(x, y + styles.small.leading, `sha256 ${shortHash(file.sha256)}`, styles.codeMuted);
}

/** In the register, below what is said of the file. */
export function drawPhoto(flow: Flow, shown: ShownFile): void {
  const inset = 0.24 * flow.width;
  const box = photoBox(flow, shown, flow.width - inset);
  if (box === undefined) return;
  flow.ensure(box.height);
  box.draw(flow.left + inset, flow.y);
  flow.y += box.height;
  flow.gap(8);
}
