import { createHash } from 'node:crypto';
import type { EvidenceView } from '../../../src-shared/report/model.ts';
import type { EvidenceRef } from '../../../src-shared/run/facts.ts';
import type { Attachment } from '../attachments.ts';
import { isJpeg, jpegHeader } from './jpeg-header.ts';
import type { Photo, PhotoProblem, Photos } from './photo.ts';
import { isPng, pngHeader } from './png-parts.ts';

const mebibyte = 1024 * 1024;
/** A picture above the first two is only named, and so is what would bring all pictures together above the third. */
const limits = { bytes: 16 * mebibyte, pixels: 50_000_000, all: 64 * mebibyte } as const;

/** What other pictures begin with: GIF, BMP, TIFF, WebP, HEIC and AVIF. */
const otherPictures = /^(?:GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|hev|mif1|msf1|avif))/s;

/**
 * Looks at every piece of evidence: what can be drawn of it, and why not. A picture that is damaged, huge or of another
 * kind never stops a report: it is attached, and named. Reads a file at a time, at most 16 MiB.
 */
export async function readPhotos(
  evidence: readonly Pick<EvidenceView, 'file'>[],
  attachments: readonly Attachment[],
): Promise<Photos> {
  const photos = new Map<string, Photo | PhotoProblem>();
  const attached = new Map(attachments.map((one) => [one.name, one]));
  let all = 0;
  for (const { file } of evidence) {
    const attachment = file === undefined ? undefined : attached.get(file.file);
    if (file === undefined || attachment === undefined || photos.has(file.file)) continue;
    const found = await lookAt(file, attachment).catch((): PhotoProblem => 'broken');
    if (found === undefined) continue;
    const isDrawn = typeof found !== 'string' && all + attachment.bytes <= limits.all;
    if (isDrawn) all += attachment.bytes;
    photos.set(file.file, isDrawn || typeof found === 'string' ? found : 'large');
  }
  return photos;
}

async function lookAt(file: EvidenceRef, attachment: Attachment): Promise<Photo | PhotoProblem | undefined> {
  const start = await firstBytes(attachment);
  const isOther = otherPictures.test(start.toString('latin1'));
  if (!isJpeg(start) && !isPng(start)) return isOther ? 'kind' : undefined;
  if (attachment.bytes > limits.bytes) return 'large';
  const bytes = await bytesOf(attachment);
  // A file that is no longer what the record names must not be shown as what it names.
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) return 'broken';
  const header = isPng(bytes) ? await pngHeader(bytes, limits.pixels) : jpegHeader(bytes);
  if (typeof header === 'string') return header;
  if (header.width * header.height > limits.pixels) return 'large';
  return { file: file.file, ...header, bytes: () => bytesOf(attachment) };
}

async function firstBytes({ chunks }: Attachment): Promise<Buffer> {
  for await (const chunk of chunks()) return Buffer.from(chunk.subarray(0, 64));
  return Buffer.alloc(0);
}

async function bytesOf({ bytes, chunks }: Attachment): Promise<Buffer> {
  const all = Buffer.alloc(bytes);
  let length = 0;
  for await (const chunk of chunks()) {
    all.set(chunk, length);
    length += chunk.length;
  }
  return all.subarray(0, length);
}
