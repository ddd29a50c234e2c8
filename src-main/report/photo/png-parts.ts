import { Readable } from 'node:stream';
import { crc32, createInflate } from 'node:zlib';
import type { Photo, PhotoPixels, PhotoProblem } from './photo.ts';

type Header = Pick<Photo, 'width' | 'height' | 'orientation' | 'pixels'>;
type PngPixels = Extract<PhotoPixels, { readonly kind: 'png' }>;

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(signature);
}

/** Size and colours. All of it is unpacked once, a part at a time: what does not come to its size, is broken. */
export async function pngHeader(bytes: Buffer, mostPixels: number): Promise<Header | PhotoProblem> {
  const chunks = chunksOf(bytes);
  const [head] = chunks ?? [];
  if (chunks === undefined || head?.type !== 'IHDR' || head.data.length !== 13) return 'broken';
  const [width, height] = [head.data.readUInt32BE(0), head.data.readUInt32BE(4)];
  const [bits = 0, colorType = 0, , , interlaced] = head.data.subarray(8);
  if (width === 0 || height === 0) return 'broken';
  if (width * height > mostPixels) return 'large';
  const pixels = pixelsOf(bits, colorType, chunks);
  if (pixels === undefined || interlaced !== 0) return 'kind';
  const expected = (rowBytes(pixels, width) + 1) * height;
  const length = await unpackedLength(bytes, expected);
  return length === expected ? { width, height, orientation: 1, pixels } : 'broken';
}

function pixelsOf(bits: number, colorType: number, chunks: readonly Chunk[]): PngPixels | undefined {
  const channels = ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const)[colorType];
  if (channels === undefined || (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8)) return undefined;
  if (bits !== 8 && channels !== 1) return undefined;
  if (colorType !== 3) return { kind: 'png', bits, channels };
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
  const isWhole = palette !== undefined && palette.length > 0 && palette.length % 3 === 0 && palette.length <= 768;
  return isWhole ? { kind: 'png', bits, channels, palette: Uint8Array.from(palette) } : undefined;
}

/** Bytes of a row without the one that names its filter. */
function rowBytes({ bits, channels }: PngPixels, width: number): number {
  return Math.ceil((width * bits * channels) / 8);
}

/** The packed pixels, in the order of the file. */
export function packedPixels(bytes: Buffer): readonly Buffer[] {
  return (chunksOf(bytes) ?? []).filter(({ type }) => type === 'IDAT').map(({ data }) => data);
}

/** The pixels, each row behind the byte that names its filter. Throws where they cannot be unpacked. */
export async function* unpackedPixels(bytes: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(packedPixels(bytes));
  const inflate = createInflate();
  source.pipe(inflate);
  yield* inflate as AsyncIterable<Buffer>;
}

async function unpackedLength(bytes: Buffer, most: number): Promise<number> {
  let length = 0;
  try {
    for await (const part of unpackedPixels(bytes)) {
      length += part.length;
      if (length > most) break;
    }
  } catch {
    return -1;
  }
  return length;
}

/** The file's parts with what they hold; nothing where one is cut off or is not as its check sum says. */
function chunksOf(bytes: Buffer): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return undefined;
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    if (type === 'IEND') return chunks;
    at = end + 4;
  }
  return undefined;
}
