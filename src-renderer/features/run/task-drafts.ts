import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { OnWordOf } from '../../../src-shared/run/facts.ts';
import type { Attachment } from '../../state/use-attachments.ts';

/** What somebody has typed for a step and not yet sent: it survives another step, a refusal, and a reload. */
export interface TaskDraft {
  /** Text as typed by question; the core's rules judge it. */
  readonly answers: Readonly<Record<string, string | boolean>>;
  readonly note: string;
  /** Undefined: seen by whoever confirms. */
  readonly word: OnWordOf | undefined;
  readonly files: readonly Attachment[];
}

const empty: TaskDraft = { answers: {}, note: '', word: undefined, files: [] };

type Drafts = Readonly<Record<string, TaskDraft>>;

const useDrafts = create<Drafts>()(
  persist((): Drafts => ({}), {
    name: 'drillbook-task-drafts',
    storage: createJSONStorage(() => sessionStorage),
    // A preview is an address of the page that was; the file itself is in the run already.
    partialize: (all) =>
      Object.fromEntries(
        Object.entries(all).map(([key, draft]) => [key, { ...draft, files: draft.files.map(({ ref }) => ({ ref })) }]),
      ),
  }),
);

export interface DraftOf {
  readonly draft: TaskDraft;
  readonly change: (part: Partial<TaskDraft>) => void;
  readonly forget: () => void;
}

/** The draft of one step of one run, for as long as the window is open. */
export function useDraft(run: string, step: string): DraftOf {
  const key = `${run} ${step}`;
  const draft = useDrafts((all) => all[key]) ?? empty;
  return {
    draft,
    change: (part) => useDrafts.setState((all) => ({ [key]: { ...empty, ...all[key], ...part } })),
    forget: () => useDrafts.setState({ [key]: empty }),
  };
}
