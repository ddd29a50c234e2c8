import type { Texts } from '../../ui/use-texts.ts';

export interface ResultWords {
  /** Stands behind the number of FAILs. */
  readonly notAccepted: (ended: boolean) => string;
  /** Stands before the cases. */
  readonly again: string;
  readonly refused: (who: string) => string;
  readonly open: string;
  readonly notAgreed: (count: number) => string;
  readonly willRead: (sentence: string) => string;
  readonly reads: (sentence: string) => string;
}

export const resultTexts: Texts<ResultWords> = {
  en: {
    notAccepted: (ended) => `the run ${ended ? 'reads' : 'will read'} “Not accepted”.`,
    again: 'Mended since? Test it again first:',
    refused: (who) => `Refused by ${who}: the run will read “Not accepted”.`,
    open: 'While verdicts are open it reads “Not yet accepted”.',
    notAgreed: (count) =>
      `The customer has not agreed to ${count === 1 ? 'a caveat' : `${count} caveats`}: until then it reads “Not yet accepted”.`,
    willRead: (sentence) => `Once it is signed, the run will read “${sentence}”.`,
    reads: (sentence) => `The run reads “${sentence}”.`,
  },
  it: {
    notAccepted: (ended) => `l’esecuzione ${ended ? 'risulta' : 'risulterà'} «Non accettato».`,
    again: 'Nel frattempo è stato corretto? Prima va provato di nuovo:',
    refused: (who) => `Rifiutato da ${who}: l’esecuzione risulterà «Non accettato».`,
    open: 'Finché mancano esiti risulta «Non ancora accettato».',
    notAgreed: (count) =>
      `Il cliente non ha accettato ${count === 1 ? 'una riserva' : `${count} riserve`}: fino ad allora risulta «Non ancora accettato».`,
    willRead: (sentence) => `Una volta firmata, l’esecuzione risulterà «${sentence}».`,
    reads: (sentence) => `L’esecuzione risulta «${sentence}».`,
  },
};
