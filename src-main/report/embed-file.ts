import { createHash, getFips } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import type { Attachment } from './attachments.ts';

/** What this module uses of a pdfkit document; some of it is not typed there. */
export interface EmbedHost {
  readonly _root: { readonly data: Record<string, unknown> };
  ref(data: Record<string, unknown>): { write(chunk: Uint8Array): unknown; end(): unknown };
  addNamedEmbeddedFile(name: string, specification: unknown): unknown;
}

/**
 * Embeds a file in a document that is being written, as pdfkit's own `file` does; but that one holds it whole, three
 * times over. Here only the packed form is in memory. Throws what reading throws.
 */
export async function embedFile(document: EmbedHost, attachment: Attachment, at: Date): Promise<void> {
  const { name } = attachment;
  const { packed, bytes, md5 } = await packedParts(attachment);
  const content = document.ref({
    Type: 'EmbeddedFile',
    Subtype: mediaType(name),
    Params: { CreationDate: at, ModDate: at, ...(md5 === undefined ? {} : { CheckSum: md5 }), Size: bytes },
    Filter: 'FlateDecode',
  });
  for (const part of packed) content.write(part);
  content.end();
  const specification = document.ref({
    Type: 'Filespec',
    AFRelationship: name === 'journal.jsonl' || name === 'plan.json' ? 'Source' : 'Supplement',
    F: Object(name),
    EF: { F: content },
    UF: Object(name),
  });
  specification.end();
  document.addNamedEmbeddedFile(name, specification);
  const files = (document._root.data['AF'] ??= []) as unknown[];
  files.push(specification);
}

interface Packed {
  readonly packed: readonly Uint8Array[];
  /** Of what was packed. */
  readonly bytes: number;
  /** Not where the machine is bound to FIPS 140, which knows no MD5. */
  readonly md5: Buffer | undefined;
}

async function packedParts(attachment: Attachment): Promise<Packed> {
  const packed: Uint8Array[] = [];
  const md5 = getFips() === 0 ? createHash('md5') : undefined;
  let bytes = 0;
  const deflate = createDeflate();
  deflate.on('data', (part: Uint8Array) => packed.push(part));
  for await (const chunk of attachment.chunks()) {
    md5?.update(chunk);
    bytes += chunk.length;
    await done((taken) => deflate.write(chunk, taken));
  }
  deflate.end();
  await finished(deflate);
  return { packed, bytes, md5: md5?.digest() };
}

/** A chunk is only asked for when the one before it is packed. */
async function done(call: (taken: (error?: Error | null) => void) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    call((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** As a PDF name, in which a slash is written by its number. */
function mediaType(name: string): string {
  if (name.endsWith('.json')) return 'application#2Fjson';
  if (name.endsWith('.jsonl') || name.endsWith('.cast')) return 'application#2Fx-ndjson';
  return 'application#2Foctet-stream';
}
