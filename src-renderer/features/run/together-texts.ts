import type { Texts } from '../../ui/use-texts.ts';

export interface TogetherWords {
  readonly together: string;
  readonly togetherText: string;
  readonly retry: string;
  readonly retryText: string;
}

/** Of a step whose hosts all did their part, and what they gave does not fit together. */
export const togetherTexts: Texts<TogetherWords> = {
  en: {
    together: 'Compared over all hosts: not true.',
    togetherText: 'Each host did its part; what they gave does not fit together. The expression is in the details.',
    retry: 'Try again on every host',
    retryText: 'Every host again: what they give is compared anew.',
  },
  it: {
    together: 'Confronto fra tutti gli host: non vero.',
    togetherText: 'Ogni host ha fatto la sua parte; ciò che hanno dato non combacia. L’espressione è nei dettagli.',
    retry: 'Riprova su ogni host',
    retryText: 'Di nuovo ogni host: ciò che danno viene confrontato da capo.',
  },
};
