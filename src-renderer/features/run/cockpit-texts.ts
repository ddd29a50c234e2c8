import type { Texts } from '../../ui/use-texts.ts';

export const cockpitTexts: Texts<Readonly<Record<'terminal' | 'terminals' | 'side' | 'resize', string>>> = {
  en: {
    terminal: 'Go to the terminals',
    terminals: 'Terminals of the step',
    side: 'People and events',
    resize: 'Resize the panels beside this line',
  },
  it: {
    terminal: 'Vai ai terminali',
    terminals: 'Terminali del passo',
    side: 'Persone ed eventi',
    resize: 'Ridimensiona i riquadri accanto a questa linea',
  },
};
