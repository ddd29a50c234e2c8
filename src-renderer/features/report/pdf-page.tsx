import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import classes from './pdf-preview.module.css';

export interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  /** 1 for the first. */
  readonly page: number;
  /** CSS pixels; the height follows. */
  readonly width: number;
}

/** One page, as sharp as the screen is, with its text for screen readers. */
export function PdfPage({ pdf, page, width }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const over = new AbortController();
    const box = canvas.current;
    if (box === null) return undefined;
    draw(pdf, page, width, box, over.signal).then(setText, () => undefined);
    return () => {
      over.abort();
    };
  }, [pdf, page, width]);
  return (
    <>
      <canvas ref={canvas} className={classes['page']} aria-hidden />
      <p className={classes['unseen']}>{text}</p>
    </>
  );
}

/** Draws beside the page and shows it when it is whole: turning pages must not flicker. Resolves to the page's text. */
async function draw(
  pdf: PDFDocumentProxy,
  number: number,
  width: number,
  box: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<string> {
  const page = await pdf.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (width / natural.width) * window.devicePixelRatio });
  const drawn = document.createElement('canvas');
  drawn.width = Math.ceil(viewport.width);
  drawn.height = Math.ceil(viewport.height);
  const task = page.render({ canvas: drawn, viewport });
  signal.addEventListener('abort', () => {
    task.cancel();
  });
  await task.promise;
  signal.throwIfAborted();
  box.width = drawn.width;
  box.height = drawn.height;
  box.style.width = `${width}px`;
  box.getContext('2d')?.drawImage(drawn, 0, 0);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}
