import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly person: string;
  readonly pin: string;
  readonly nameless: string;
  readonly hasPin: string;
  readonly noPin: string;
  readonly signsNothing: string;
  readonly identified: (by: string) => string;
  readonly name: string;
  readonly nameTitle: (role: string) => string;
  readonly rename: string;
  readonly saveName: string;
  readonly setPin: string;
  readonly setPinOf: (name: string) => string;
  readonly handOver: (name: string) => string;
  readonly typeUnseen: string;
  readonly identifiedBy: string;
  readonly notThemselves: (name: string) => string;
  readonly identifiedHow: string;
  readonly hows: readonly string[];
  readonly howNeeded: string;
  readonly atKeyboard: (name: string) => string;
  readonly typeAlone: (name: string) => string;
  readonly newPin: string;
  readonly newPinAgain: string;
  readonly tooShort: string;
  readonly differ: string;
  readonly keepPin: string;
  readonly stays: string;
  readonly done: (name: string) => string;
  readonly doneOwn: string;
  readonly handBack: string;
}

const en: Words = {
  person: 'Who',
  pin: 'PIN',
  nameless: 'nobody named yet',
  hasPin: 'has a PIN',
  noPin: 'no PIN yet',
  signsNothing: 'signs nothing',
  identified: (by) => `identified by ${by}`,
  name: 'Name…',
  nameTitle: (role) => `Who is the ${role}?`,
  rename: 'Change…',
  saveName: 'Record it',
  setPin: 'Set PIN…',
  setPinOf: (name) => `PIN of ${name}`,
  handOver: (name) =>
    `Turn the screen to ${name} and hand over the keyboard. Nobody else may see what is typed, the operator neither.`,
  typeUnseen: 'You choose it yourself: nobody else may see what is typed.',
  identifiedBy: 'Who made sure that it is them',
  notThemselves: (name) =>
    `${name} is the operator too, and nobody vouches for themselves: name who did, such as the duty manager.`,
  identifiedHow: 'How',
  hows: ['known in person', 'identity card', 'company badge', 'called back on a known number'],
  howNeeded: 'Say who made sure, and how: it stands in the record.',
  atKeyboard: (name) => `${name} is at the keyboard`,
  typeAlone: (name) => `${name}: choose a PIN that only you know. You sign with it.`,
  newPin: 'New PIN',
  newPinAgain: 'The same once more',
  tooShort: 'At least four characters.',
  differ: 'The two are not the same.',
  keepPin: 'Set my PIN',
  stays: 'It is kept only as a checksum on this machine; it is in no record and no report.',
  done: (name) => `${name} has a PIN now. Hand the keyboard back.`,
  doneOwn: 'You have a PIN now.',
  handBack: 'Done',
};

const it: Words = {
  person: 'Chi',
  pin: 'PIN',
  nameless: 'nessuno ancora indicato',
  hasPin: 'ha un PIN',
  noPin: 'ancora senza PIN',
  signsNothing: 'non firma nulla',
  identified: (by) => `identificazione: ${by}`,
  name: 'Indica…',
  nameTitle: (role) => `Chi ricopre il ruolo ${role}?`,
  rename: 'Cambia…',
  saveName: 'Registra',
  setPin: 'Imposta PIN…',
  setPinOf: (name) => `PIN di ${name}`,
  handOver: (name) =>
    `Girate lo schermo verso ${name} e cedete la tastiera. Nessun altro deve vedere che cosa viene digitato, nemmeno l’operatore.`,
  typeUnseen: 'Lo scegliete voi: nessun altro deve vedere che cosa viene digitato.',
  identifiedBy: 'Chi si è accertato dell’identità',
  notThemselves: (name) =>
    `${name} è anche l’operatore, e nessuno garantisce per sé: indicate chi l’ha fatto, per esempio il responsabile di turno.`,
  identifiedHow: 'Come',
  hows: [
    'di persona, per conoscenza diretta',
    'carta d’identità',
    'tesserino aziendale',
    'richiamata a un numero noto',
  ],
  howNeeded: 'Dite chi si è accertato e come: resta nel registro.',
  atKeyboard: (name) => `${name} è alla tastiera`,
  typeAlone: (name) => `${name}: scegliete un PIN che conoscete solo voi. Vi servirà per firmare.`,
  newPin: 'Nuovo PIN',
  newPinAgain: 'Ancora una volta',
  tooShort: 'Almeno quattro caratteri.',
  differ: 'I due non coincidono.',
  keepPin: 'Imposta il mio PIN',
  stays: 'Se ne conserva solo un’impronta su questa macchina; non è in nessun registro né rapporto.',
  done: (name) => `Ora ${name} ha un PIN. Restituite la tastiera.`,
  doneOwn: 'Ora avete un PIN.',
  handBack: 'Fatto',
};

export const signerTexts: Texts<Words> = { en, it };
