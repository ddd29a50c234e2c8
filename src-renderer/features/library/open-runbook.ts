import { useState, type ReactNode } from 'react';
import { core } from '../../platform/core.ts';
import { useRoute } from '../../state/route-store.ts';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { libraryTexts } from './library-texts.ts';
import type { Dropped } from './use-file-drop.ts';

const endings = ['.yaml', '.yml', '.drillbook'];
/** The format's own limit, in bytes. */
const largest = 1024 * 1024;

export interface RunbookOpener {
  readonly dialog: ReactNode;
  /** Why the last one could not be opened: an error of the core, or a sentence of ours. */
  readonly fault: unknown;
  readonly forget: () => void;
  readonly openFile: () => Promise<void>;
  readonly addFolder: () => Promise<void>;
  readonly removeFolder: (folder: string) => Promise<void>;
  readonly drop: (dropped: Dropped) => Promise<void>;
}

/** The ways in which a runbook comes into the library: by dialog, by its folder, or dropped on the window. */
export function useRunbookOpener(onChanged: () => void): RunbookOpener {
  const words = useTexts(libraryTexts);
  const go = useRoute((state) => state.go);
  const { pick, dialog } = usePathPicker();
  const [fault, setFault] = useState<unknown>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setFault(undefined);
    await work().catch(setFault);
  };
  const open = (file: string): void => go({ screen: 'runbook', file, tab: 'overview' });
  const add = async (folder: string): Promise<void> => {
    await core.call('library.addFolder', { folder });
    onChanged();
  };
  return {
    dialog,
    fault,
    forget: () => setFault(undefined),
    openFile: () =>
      attempt(async () => {
        const file = await pick({ kind: 'file', title: words.pickFile, endings });
        if (file !== null) open(file);
      }),
    addFolder: () =>
      attempt(async () => {
        const folder = await pick({ kind: 'folder', title: words.pickFolder });
        if (folder !== null) await add(folder);
      }),
    removeFolder: (folder) =>
      attempt(async () => {
        await core.call('library.removeFolder', { folder });
        onChanged();
      }),
    drop: ({ file, folder, path }) =>
      attempt(async () => {
        if (folder && path !== undefined) return add(path);
        const refusal = refusalOf(file, folder, words);
        if (refusal !== undefined) throw new Error(refusal);
        const imported = async () => core.call('library.import', { name: file.name, text: await file.text() });
        open(path ?? (await imported()).file);
      }),
  };
}

type Words = (typeof libraryTexts)['en'];

function refusalOf({ name, size }: File, folder: boolean, words: Words): string | undefined {
  if (folder) return words.dropFolder;
  if (name.toLowerCase().endsWith('.pdf')) return words.dropPdf;
  if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) return words.dropOther(name);
  return size > largest ? words.dropLarge(name) : undefined;
}
