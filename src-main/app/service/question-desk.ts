import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { Question } from '../../../src-shared/rpc/desk-calls.ts';
import { createAnnouncer } from './announcer.ts';

/** What only a person can tell, asked in every window until one answers. Answers are never kept here. */
export interface QuestionDesk {
  /** Resolves to what a person answered; `undefined`: nobody can tell, or nobody answered in time. */
  ask(question: Omit<Question, 'id'>): Promise<string | undefined>;
  /** Does nothing for a question that was answered already, in another window say. */
  answer(id: string, value?: string): void;
  /** Open questions, oldest first. */
  list(): readonly Question[];
  /** Announces that the open questions are others now. */
  onChange(listener: () => void): Disposable;
  /** Answers everything with `undefined`: nobody is there any more. */
  close(): void;
}

/** Whoever fetches a password from a safe has this long; a login would not wait longer either. Milliseconds. */
const patience = 10 * 60_000;

export function createQuestionDesk(patienceMs = patience): QuestionDesk {
  const open = new Map<string, { readonly question: Question; readonly settle: (value?: string) => void }>();
  const changes = createAnnouncer<undefined>();
  let last = 0;
  return {
    ask(asked) {
      const id = `question-${(last += 1)}`;
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      const settle = (value?: string): void => {
        clearTimeout(timer);
        open.delete(id);
        resolve(value);
        changes.say(undefined);
      };
      const timer = setTimeout(settle, patienceMs);
      // An open question alone must not keep a program alive that is about to end.
      timer.unref();
      open.set(id, { question: { ...asked, id }, settle });
      changes.say(undefined);
      return promise;
    },
    answer: (id, value) => open.get(id)?.settle(value),
    list: () => [...open.values()].map(({ question }) => question),
    onChange: (listener) =>
      changes.on(() => {
        listener();
      }),
    close: () => {
      for (const { settle } of [...open.values()]) settle();
    },
  };
}
