import { useEffect, useState } from 'react';
import type { RunbookView } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';

export type ReadRunbook =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'there'; readonly view: RunbookView };

interface Read {
  readonly file: string;
  readonly read: ReadRunbook;
}

/** The runbook that was chosen, read again when the library changes. */
export function useRunbook(file: string): ReadRunbook {
  const [{ file: of, read }, setRead] = useState<Read>({ file: '', read: { kind: 'none' } });
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      if (file === '') return;
      const found = await core.call('library.read', { file }).then(
        (view): ReadRunbook => ({ kind: 'there', view }),
        (error: unknown): ReadRunbook => ({ kind: 'failed', error }),
      );
      if (!left) setRead({ file, read: found });
    };
    void load();
    const changed = core.subscribe('changes', {
      params: () => ({}),
      onItem: ({ what }) => {
        if (what === 'library') void load();
      },
    });
    return () => {
      left = true;
      void changed.dispose();
    };
  }, [file]);
  if (file === '') return { kind: 'none' };
  return of === file ? read : { kind: 'loading' };
}
