import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useState } from 'react';

/** Opens a PDF off the page's thread. The library is loaded when the first report is looked at, not before. */
export function usePdf(bytes: Uint8Array | undefined): PDFDocumentProxy | undefined {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    let over = false;
    const opening = open(bytes);
    opening.then(
      (opened) => {
        if (!over) setPdf(opened);
      },
      () => undefined,
    );
    return () => {
      over = true;
      setPdf(undefined);
      opening.then(
        (opened) => opened.loadingTask.destroy(),
        () => undefined,
      );
    };
  }, [bytes]);
  return pdf;
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerUrl;
  // The worker takes the bytes away: it gets a copy, so that the same report can be opened again.
  return getDocument({ data: bytes.slice() }).promise;
}
