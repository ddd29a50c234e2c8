import { useCallback, useEffect, useRef, useState } from 'react';
import { core } from '../../platform/core.ts';
import type { Draft } from './draft.ts';

export type Saved =
  { readonly kind: 'untouched' | 'saving' | 'saved' } | { readonly kind: 'failed'; readonly error: unknown };

/** How long nobody has to type before a draft is written. */
const pauseMs = 600;

export interface DraftKeeper {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly saved: Saved;
  /** The run was made: there is nothing left to keep. */
  readonly drop: () => Promise<void>;
}

/** Keeps what is filled in: in the window at once, on disk a moment later and when the screen is left. */
export function useDraft(id: string, initial: Draft, onFirstSave: () => void): DraftKeeper {
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState<Saved>({ kind: 'untouched' });
  const unsaved = useRef<Draft>(undefined);
  const dropped = useRef(false);
  const first = useRef(onFirstSave);
  const writing = useRef(Promise.resolve());
  const hasMore = (): boolean => unsaved.current !== undefined;
  const save = useCallback(async (): Promise<void> => {
    const kept = unsaved.current;
    unsaved.current = undefined;
    if (kept === undefined || dropped.current) return;
    try {
      const written = core.call('drafts.save', { id, draft: JSON.stringify(kept) });
      writing.current = written.then(
        () => undefined,
        () => undefined,
      );
      await written;
      first.current();
      setSaved((before) => (hasMore() ? before : { kind: 'saved' }));
    } catch (error) {
      unsaved.current ??= kept;
      setSaved({ kind: 'failed', error });
    }
  }, [id]);
  const change = useCallback((part: Partial<Draft>): void => {
    setSaved({ kind: 'saving' });
    setDraft((before) => (unsaved.current = { ...before, ...part }));
  }, []);
  useEffect(() => {
    if (unsaved.current === undefined) return undefined;
    const timer = setTimeout(() => void save(), pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, save]);
  useEffect(() => () => void save(), [save]);
  const drop = useCallback(async (): Promise<void> => {
    dropped.current = true;
    // One that is on its way to the disk would come back after it was removed.
    await writing.current;
    // The run is there: a draft that stays behind is a nuisance, not a failure.
    await core.call('drafts.remove', { id }).catch(() => undefined);
  }, [id]);
  return { draft, change, saved, drop };
}
