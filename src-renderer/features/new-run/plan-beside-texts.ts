import type { Texts } from '../../ui/use-texts.ts';

interface BesideWords {
  readonly title: string;
  readonly every: (time: string) => string;
  readonly beforeAndAfter: string;
}

export const besideTexts: Texts<BesideWords> = {
  en: {
    title: 'Looked at beside the steps',
    every: (time) => `from start to end, every ${time}`,
    beforeAndAfter: 'before the first change and after the last',
  },
  it: {
    title: 'Osservato oltre ai passi',
    every: (time) => `dall’inizio alla fine, ogni ${time}`,
    beforeAndAfter: 'prima della prima modifica e dopo l’ultima',
  },
};
