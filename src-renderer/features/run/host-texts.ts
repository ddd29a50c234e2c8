import type { Texts } from '../../ui/use-texts.ts';

export interface HostWords {
  /** Hosts of one state whose lines are folded; `more`: others of that state stand above. */
  readonly folded: (count: number, more: boolean) => string;
  /** Where there is no room for their names. */
  readonly many: (count: number) => string;
}

export const hostTexts: Texts<HostWords> = {
  en: {
    folded: (count, more) => `on ${count} ${more ? 'more ' : ''}hosts`,
    many: (count) => `${count} hosts`,
  },
  it: {
    folded: (count, more) => `su ${more ? 'altri ' : ''}${count} host`,
    many: (count) => `${count} host`,
  },
};
