import type { Texts } from '../../ui/use-texts.ts';

export interface UnknownWords {
  /** On the button, before an answer is chosen. */
  readonly say: string;
  /** What is still missing then. */
  readonly answer: string;
  readonly same: (others: number) => string;
  readonly onAll: (answer: string, hosts: number) => string;
}

/** Of an end that nobody saw: what a person says of it. */
export const unknownTexts: Texts<UnknownWords> = {
  en: {
    say: 'Say what became of it',
    answer: 'what became of it',
    same: (others) => (others === 1 ? 'The same on the other host' : `The same on the ${others} other hosts`),
    onAll: (answer, hosts) => `${answer}, on ${hosts} hosts`,
  },
  it: {
    say: 'Di’ che ne è stato',
    answer: 'che ne è stato',
    same: (others) => (others === 1 ? 'Lo stesso sull’altro host' : `Lo stesso sugli altri ${others} host`),
    onAll: (answer, hosts) => `${answer}, su ${hosts} host`,
  },
};
