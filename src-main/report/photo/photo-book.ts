import { finished } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import type { EvidenceRef } from '../../../src-shared/run/facts.ts';
import { OpaqueRows } from './opaque-rows.ts';
import type { Photo, PhotoPixels, PhotoProblem, Photos } from './photo.ts';
import { packedPixels, unpackedPixels } from './png-parts.ts';

/** A pdfkit object that is written when it is ended. */
interface PhotoObject {
  readonly data: Record<string, unknown>;
  write(chunk: Uint8Array): unknown;
  end(): unknown;
}

/** What this module uses of a pdfkit document; pdfkit does not type it. */
export interface PhotoHost {
  ref(data: Record<string, unknown>): PhotoObject;
}

/** A picture that is drawn on some page. */
export interface PlacedPhoto {
  /** Its name in the resources of a page. */
  readonly id: string;
  readonly object: PhotoObject;
  readonly photo: Photo;
}

/** The pictures of one document. Each is written once, however often it is drawn, and only when the pages are done. */
export class PhotoBook {
  readonly #photos: Photos;
  readonly #host: PhotoHost;
  readonly #placed = new Map<string, PlacedPhoto>();

  constructor(photos: Photos, host: PhotoHost) {
    this.#photos = photos;
    this.#host = host;
  }

  /** Nothing where the file is no picture. */
  of({ file }: EvidenceRef): Photo | PhotoProblem | undefined {
    return this.#photos.get(file);
  }

  place(photo: Photo): PlacedPhoto {
    const known = this.#placed.get(photo.file);
    if (known !== undefined) return known;
    const { width, height, pixels } = photo;
    const object = this.#host.ref({
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ...dictionaryOf(pixels, width),
    });
    const placed = { id: `P${this.#placed.size + 1}`, object, photo };
    this.#placed.set(photo.file, placed);
    return placed;
  }

  /** Writes what was drawn, one picture after the other. Throws where a file cannot be read any more. */
  async *write(): AsyncGenerator<void, void, undefined> {
    for (const { object, photo } of this.#placed.values()) {
      for (const part of await contentOf(photo)) object.write(part);
      object.end();
      yield;
    }
  }
}

function dictionaryOf(pixels: PhotoPixels, width: number): Record<string, unknown> {
  const space = (colors: number): string => (colors === 1 ? 'DeviceGray' : 'DeviceRGB');
  if (pixels.kind === 'jpeg') return { BitsPerComponent: 8, ColorSpace: space(pixels.colors), Filter: 'DCTDecode' };
  const { bits, palette } = pixels;
  const colors = hasAlpha(pixels) ? pixels.channels - 1 : pixels.channels;
  return {
    BitsPerComponent: bits,
    ColorSpace:
      palette === undefined ? space(colors) : ['Indexed', 'DeviceRGB', palette.length / 3 - 1, Buffer.from(palette)],
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: colors, BitsPerComponent: bits, Columns: width },
  };
}

function hasAlpha(
  pixels: Extract<PhotoPixels, { kind: 'png' }>,
): pixels is Extract<PhotoPixels, { kind: 'png' }> & { readonly channels: 2 | 4 } {
  return pixels.channels === 2 || pixels.channels === 4;
}

async function contentOf({ bytes, pixels, width }: Photo): Promise<readonly Uint8Array[]> {
  const file = await bytes();
  if (pixels.kind === 'jpeg') return [file];
  return hasAlpha(pixels) ? opaquePixels(file, width, pixels.channels) : packedPixels(file);
}

async function opaquePixels(file: Buffer, width: number, channels: 2 | 4): Promise<readonly Uint8Array[]> {
  const rows = new OpaqueRows(width, channels);
  const deflate = createDeflate();
  const packed: Uint8Array[] = [];
  deflate.on('data', (part: Uint8Array) => packed.push(part));
  for await (const part of unpackedPixels(file)) {
    for (const row of rows.of(part)) {
      // The row is overwritten by the next: it is taken before that.
      await new Promise<void>((resolve, reject) => {
        deflate.write(row, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
  }
  deflate.end();
  await finished(deflate);
  return packed;
}
