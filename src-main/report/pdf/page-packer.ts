import { constants, createDeflate } from 'node:zlib';

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

interface EndedPage {
  readonly object: ContentObject;
  readonly content: Buffer;
  readonly length: number;
}

/**
 * Packs the contents of pages, all with the same deflater and from the same few buffers. pdfkit makes a deflater for
 * each page: what Node keeps of one, 20 KiB, is only let go when the whole heap is cleared.
 */
export class PagePacker {
  readonly #deflate = createDeflate();
  readonly #spare: Buffer[] = [];
  #ended: EndedPage[] = [];

  /**
   * Before anything is drawn on a new page. Its content is what the one `write` brings, from the first operator on; when
   * pdfkit ends the page, it waits for `pack`.
   */
  takeOver(page: PageHost): void {
    const object = page.content as unknown as ContentObject;
    let content: Buffer = Buffer.alloc(0);
    let length = 0;
    page.content = {
      write: (bytes) => {
        ({ length } = bytes);
        content = this.#room(length);
        content.set(bytes);
      },
      end: () => {
        this.#ended.push({ object, content, length });
      },
    };
  }

  /** Has pdfkit write the contents of all pages that it has ended so far. */
  async pack(): Promise<void> {
    const ended = this.#ended;
    this.#ended = [];
    for (const { object, content, length } of ended) {
      object.buffer = await this.#packed(content.subarray(0, length));
      object.compress = false;
      object.data['Filter'] = 'FlateDecode';
      object.end();
      this.#spare.push(content);
    }
  }

  close(): void {
    this.#deflate.close();
  }

  async #packed(content: Buffer): Promise<Buffer[]> {
    const parts: Buffer[] = [];
    const keep = (part: Buffer): void => {
      parts.push(part);
    };
    this.#deflate.on('data', keep);
    await new Promise<void>((resolve, reject) => {
      this.#deflate.once('error', reject);
      this.#deflate.write(content);
      this.#deflate.flush(constants.Z_FINISH, () => {
        this.#deflate.off('error', reject);
        resolve();
      });
    });
    this.#deflate.off('data', keep);
    this.#deflate.reset();
    return parts;
  }

  #room(length: number): Buffer {
    const spare = this.#spare.pop();
    return spare !== undefined && spare.length >= length ? spare : Buffer.alloc(length * 2);
  }
}
