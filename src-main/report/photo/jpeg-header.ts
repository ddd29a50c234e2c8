import type { Orientation, Photo, PhotoProblem } from './photo.ts';

type Header = Pick<Photo, 'width' | 'height' | 'orientation' | 'pixels'>;

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, exif: 0xe1 } as const;
/** Start of frame: baseline, extended, progressive. Lossless and arithmetic ones are shown by hardly any reader. */
const frames = new Set([0xc0, 0xc1, 0xc2]);
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

export function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === marker.start && bytes[2] === 0xff;
}

/** Size, colours and orientation; a file that ends before its picture does, is broken. */
export function jpegHeader(bytes: Buffer): Header | PhotoProblem {
  // Cameras may write something behind the picture, but then it has ended.
  if (bytes.lastIndexOf(Buffer.from([0xff, marker.end])) < 0) return 'broken';
  let orientation: Orientation = 1;
  let frame: Omit<Header, 'orientation'> | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return 'broken';
    const kind = bytes[at + 1] ?? 0;
    // Any number of fill bytes may stand before a marker.
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    if (kind === marker.scan) return frame === undefined ? 'broken' : { ...frame, orientation };
    const length = bytes.readUInt16BE(at + 2);
    const part = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || part.length < length - 2) return 'broken';
    if (otherFrames.has(kind)) return 'kind';
    if (frames.has(kind)) {
      const found = frameOf(part);
      if (typeof found === 'string') return found;
      frame = found;
    }
    if (kind === marker.exif) orientation = exifOrientation(part);
    at += 2 + length;
  }
  return 'broken';
}

function frameOf(part: Buffer): Omit<Header, 'orientation'> | PhotoProblem {
  if (part.length < 6) return 'broken';
  const colors = part[5];
  const [bits, height, width] = [part[0], part.readUInt16BE(1), part.readUInt16BE(3)];
  if (bits !== 8 || (colors !== 1 && colors !== 3)) return 'kind';
  return width === 0 || height === 0 ? 'broken' : { width, height, pixels: { kind: 'jpeg', colors } };
}

/** Tag 0x0112 of the first directory; 1 where there is none, or what is there cannot be read. */
function exifOrientation(part: Buffer): Orientation {
  const tiff = part.subarray(6);
  if (part.toString('latin1', 0, 6) !== 'Exif\0\0' || tiff.length < 8) return 1;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  const count = short(directory);
  for (let at = directory + 2; at + 12 <= tiff.length && at < directory + 2 + count * 12; at += 12) {
    const value = short(at + 8);
    if (short(at) === 0x0112) return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
