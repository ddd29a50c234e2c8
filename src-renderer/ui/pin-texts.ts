import type { Texts } from './use-texts.ts';

interface PinWords {
  readonly pin: (name: string) => string;
  readonly newPin: (name: string) => string;
  readonly newPinAgain: (name: string) => string;
  readonly newPinHint: (name: string) => string;
  readonly differ: string;
  readonly short: string;
}

export const pinTexts: Texts<PinWords> = {
  en: {
    pin: (name) => `PIN of ${name}`,
    newPin: (name) => `New PIN of ${name}`,
    newPinAgain: (name) => `The same PIN of ${name} again`,
    newPinHint: (name) =>
      `${name} has no PIN here yet: let them choose one and type it themselves, unseen. Four characters or more.`,
    differ: 'These are two different PINs.',
    short: 'A PIN has at least four characters.',
  },
  it: {
    pin: (name) => `PIN di ${name}`,
    newPin: (name) => `Nuovo PIN di ${name}`,
    newPinAgain: (name) => `Lo stesso PIN di ${name} di nuovo`,
    newPinHint: (name) =>
      `${name} non ha ancora un PIN qui: lo scelga e lo digiti di persona, senza essere visto. Almeno quattro caratteri.`,
    differ: 'Sono due PIN diversi.',
    short: 'Un PIN ha almeno quattro caratteri.',
  },
};
