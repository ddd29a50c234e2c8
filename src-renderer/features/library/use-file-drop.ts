import { useEffect, useRef, useState } from 'react';

export interface Dropped {
  readonly file: File;
  readonly folder: boolean;
  /** Where it is on this machine; undefined in a browser, which does not say. */
  readonly path: string | undefined;
}

/** True while a file hovers over the window; `onDrop` is given the first one that is let go. */
export function useFileDrop(onDrop: (dropped: Dropped) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const heard = new AbortController();
    const { signal } = heard;
    const hover = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Every element that the pointer crosses tells of leaving: only the window's own has nothing entered.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const item = [...(event.dataTransfer?.items ?? [])].find(({ kind }) => kind === 'file');
      const file = item?.getAsFile() ?? undefined;
      if (item === undefined || file === undefined) return;
      event.preventDefault();
      const path = window.drillbook?.pathOf(file) ?? '';
      const folder = item.webkitGetAsEntry()?.isDirectory ?? false;
      latest.current({ file, folder, path: path === '' ? undefined : path });
    };
    window.addEventListener('dragover', hover, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => heard.abort();
  }, []);
  return over;
}
