import { create } from 'zustand';

/** Text of a runbook that is not saved yet. */
export interface Draft {
  readonly text: string;
  /** SHA-256 of the saved text that it was made from. */
  readonly base: string;
}

interface DraftState {
  readonly drafts: Readonly<Record<string, Draft>>;
  /** The browser has no room for it: it lives in this window only. */
  readonly fleeting: boolean;
  readonly keep: (file: string, draft: Draft) => void;
  readonly drop: (file: string) => void;
}

const prefix = 'drillbook-draft ';

/** Unsaved texts by file. They survive a reload and a crash of the window, on this machine. */
export const useDrafts = create<DraftState>()((set) => ({
  drafts: storedDrafts(),
  fleeting: false,
  keep: (file, draft) => {
    set(({ drafts }) => ({ drafts: { ...drafts, [file]: draft }, fleeting: !stored(file, draft) }));
  },
  drop: (file) => {
    localStorage.removeItem(prefix + file);
    set(({ drafts: { [file]: _gone, ...drafts } }) => ({ drafts }));
  },
}));

function stored(file: string, draft: Draft): boolean {
  try {
    localStorage.setItem(prefix + file, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function storedDrafts(): Readonly<Record<string, Draft>> {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return Object.fromEntries(
    keys.flatMap((key) => {
      const draft = readDraft(localStorage.getItem(key));
      return draft === undefined ? [] : [[key.slice(prefix.length), draft]];
    }),
  );
}

function readDraft(text: string | null): Draft | undefined {
  try {
    const found = JSON.parse(text ?? '') as Partial<Draft>;
    return typeof found.text === 'string' && typeof found.base === 'string'
      ? { text: found.text, base: found.base }
      : undefined;
  } catch {
    return undefined;
  }
}
