import { deflateSync } from 'node:zlib';

/** What this module uses of a page of pdfkit, which does not type it. */
export interface PageHost {
  content: { write(bytes: Uint8Array): unknown; end(): unknown };
}

/** pdfkit's object for the content of a page. */
interface ContentObject {
  readonly data: Record<string, unknown>;
  buffer: Uint8Array[];
  compress: boolean;
  end(): unknown;
}

/**
 * Bytes that one step of packing may give: a page packs to some 2 KiB. Node keeps a buffer of this size, 16 KiB where
 * nothing is said, with each deflater until the whole heap is cleared: for thousands of pages that adds up.
 */
const stepBytes = 2048;

/**
 * Packs the content of a new page when pdfkit ends the page, in place of pdfkit. It is what the one `write` brings, from
 * the first operator on, and is read where it stands: a copy would be kept with the deflater.
 */
export function packContent(page: PageHost): void {
  const object = page.content as unknown as ContentObject;
  let content: Uint8Array = new Uint8Array(0);
  page.content = {
    write: (bytes) => {
      content = bytes;
    },
    end: () => {
      object.buffer = [deflateSync(content, { chunkSize: stepBytes })];
      object.compress = false;
      object.data['Filter'] = 'FlateDecode';
      object.end();
    },
  };
}
