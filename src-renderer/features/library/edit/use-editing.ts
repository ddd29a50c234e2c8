import { useEffect, useState } from 'react';
import { DrillError } from '../../../../src-shared/base/drill-error.ts';
import type { RunbookView } from '../../../../src-shared/rpc/library-calls.ts';
import { core } from '../../../platform/core.ts';
import { useDrafts } from './draft-store.ts';

export interface Editing {
  readonly text: string;
  /** The file as this window last saw it. */
  readonly saved: string;
  readonly dirty: boolean;
  /** The file is another than the one that the changes were made from. */
  readonly conflict: boolean;
  readonly saving: boolean;
  /** Just written; said until the next change. */
  readonly justSaved: boolean;
  readonly error: unknown;
  readonly change: (text: string) => void;
  readonly save: () => Promise<void>;
  /** Over whatever is on disk now: the person has seen it. */
  readonly overwrite: () => Promise<void>;
  readonly revert: () => void;
  readonly saveAs: (file: string) => Promise<boolean>;
}

interface Disk {
  readonly text: string;
  readonly sha256: string;
}

/** A text between the person and the file. Nothing is written over what the person has not seen. */
export function useEditing(view: RunbookView, onReload: () => void): Editing {
  const { file } = view;
  const draft = useDrafts(({ drafts }) => drafts[file]);
  const { keep, drop } = useDrafts.getState();
  const [disk, setDisk] = useState<Disk>(view);
  const [saving, setSaving] = useState(false);
  const [justSaved, setJustSaved] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => setDisk({ text: view.text, sha256: view.sha256 }), [view.text, view.sha256]);
  const text = draft?.text ?? disk.text;
  const write = async (replaces: string): Promise<void> => {
    setSaving(true);
    setError(undefined);
    try {
      const { sha256 } = await core.call('library.save', { file, text, replaces });
      setDisk({ text, sha256 });
      setJustSaved(true);
      // What was typed while it was being written is a change to what is written now.
      const typed = useDrafts.getState().drafts[file]?.text ?? text;
      if (typed === text) drop(file);
      else keep(file, { text: typed, base: sha256 });
    } catch (thrown) {
      if (thrown instanceof DrillError && thrown.code === 'library.changed-on-disk') onReload();
      else setError(thrown);
    } finally {
      setSaving(false);
    }
  };
  return {
    text,
    saved: disk.text,
    dirty: draft !== undefined,
    conflict: draft !== undefined && draft.base !== disk.sha256,
    saving,
    justSaved,
    error,
    change: (next) => {
      setJustSaved(false);
      if (next === disk.text) drop(file);
      else keep(file, { text: next, base: draft?.base ?? disk.sha256 });
    },
    save: () => (draft === undefined ? Promise.resolve() : write(draft.base)),
    overwrite: () => write(disk.sha256),
    revert: () => drop(file),
    saveAs: async (target) => {
      setError(undefined);
      try {
        await saveCopy(target, text);
        drop(file);
        return true;
      } catch (thrown) {
        setError(thrown);
        return false;
      }
    },
  };
}

/** The dialog asked already whether a file that is there may be replaced. */
export async function saveCopy(file: string, text: string): Promise<void> {
  const there = await core.call('library.read', { file }).catch(() => undefined);
  await core.call('library.save', { file, text, ...(there === undefined ? {} : { replaces: there.sha256 }) });
}
