import { useCallback, useState, type ReactNode } from 'react';
import { browseFolder, hasNativeDialogs, pickNatively, type PathWish } from '../state/file-calls.ts';
import { FileBrowser } from './file-browser.tsx';

export interface PathPicker {
  /** Asks for a path; `null` where the person closed the dialog. */
  readonly pick: (wish: PathWish) => Promise<string | null>;
  /** To be shown somewhere on the screen that picks. */
  readonly dialog: ReactNode;
}

interface Asked {
  readonly wish: PathWish;
  readonly done: (path: string | null) => void;
}

/** Asks for a file, a folder or a place to write: by the host's own dialog where it has one, else in the window. */
export function usePathPicker(): PathPicker {
  const [asked, setAsked] = useState<Asked>();
  const pick = useCallback(async (wish: PathWish): Promise<string | null> => {
    if (await hasNativeDialogs()) return pickNatively(wish);
    const { promise, resolve } = Promise.withResolvers<string | null>();
    setAsked({ wish, done: resolve });
    return promise;
  }, []);
  const dialog =
    asked === undefined ? null : (
      <FileBrowser
        wish={asked.wish}
        browse={browseFolder}
        onDone={(path) => {
          setAsked(undefined);
          asked.done(path);
        }}
      />
    );
  return { pick, dialog };
}
