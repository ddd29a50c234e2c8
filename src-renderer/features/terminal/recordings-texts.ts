import type { Texts } from '../../ui/use-texts.ts';
import type { RecordingKind } from './run-recordings.ts';

interface RecordingsTexts {
  readonly title: string;
  readonly lead: (count: number) => string;
  readonly list: string;
  readonly filter: string;
  readonly all: string;
  readonly kinds: Readonly<Record<RecordingKind, string>>;
  readonly shellOutside: string;
  readonly attempt: (n: number) => string;
  readonly app: string;
  readonly none: string;
  readonly noneSays: string;
  readonly noMatch: string;
  readonly toCockpit: string;
  readonly choose: string;
  readonly player: (title: string, host: string) => string;
  readonly screen: string;
  readonly play: string;
  readonly pause: string;
  readonly back: string;
  readonly on: string;
  readonly toStart: string;
  readonly toEnd: string;
  readonly seek: string;
  readonly speed: string;
  readonly slower: string;
  readonly faster: string;
  readonly skipIdle: string;
  readonly skipIdleHint: string;
  readonly time: (at: string, of: string) => string;
  readonly typed: string;
  readonly typedNone: string;
  readonly typedLeftOut: (count: number) => string;
  readonly reading: string;
  readonly problem: (what: string) => string;
}

export const recordingsTexts: Texts<RecordingsTexts> = {
  en: {
    title: 'Recordings',
    lead: (count) =>
      count === 1 ? 'One recording, as it is in the run’s folder' : `${count} recordings, newest first`,
    list: 'Recordings of this run',
    filter: 'Step, host or file',
    all: 'All',
    kinds: { step: 'Steps', undo: 'Rollback', evidence: 'Evidence', shell: 'Terminals' },
    shellOutside: 'Terminal outside a step',
    attempt: (n) => `attempt ${n}`,
    app: 'this app',
    none: 'Nothing is recorded yet',
    noneSays:
      'Each command that runs on a host, each evidence and each terminal leaves a recording here, once it has ended.',
    noMatch: 'No recording fits this filter.',
    toCockpit: 'To the cockpit',
    choose: 'Choose a recording in the list.',
    player: (title, host) => `Replay of ${title} on ${host}`,
    screen: 'Recorded output',
    play: 'Play',
    pause: 'Pause',
    back: 'Back 5 seconds',
    on: 'On 5 seconds',
    toStart: 'To the beginning',
    toEnd: 'To the end',
    seek: 'Place in the recording',
    speed: 'Speed',
    slower: 'Slower',
    faster: 'Faster',
    skipIdle: 'Skip pauses',
    skipIdleHint: 'Waits of more than 2 s are cut short',
    time: (at, of) => `${at} of ${of}`,
    typed: 'What was typed',
    typedNone: 'Nothing was typed.',
    typedLeftOut: (count) => `${count} more lines are in the recording.`,
    reading: 'Reading…',
    problem: (what) => `Part of the file could not be read: ${what}.`,
  },
  it: {
    title: 'Registrazioni',
    lead: (count) =>
      count === 1
        ? 'Una registrazione, come sta nella cartella dell’esecuzione'
        : `${count} registrazioni, prima le più recenti`,
    list: 'Registrazioni di questa esecuzione',
    filter: 'Passo, host o file',
    all: 'Tutte',
    kinds: { step: 'Passi', undo: 'Rollback', evidence: 'Evidenze', shell: 'Terminali' },
    shellOutside: 'Terminale fuori da un passo',
    attempt: (n) => `tentativo ${n}`,
    app: 'questa app',
    none: 'Non è ancora stato registrato nulla',
    noneSays:
      'Ogni comando eseguito su un host, ogni evidenza e ogni terminale lascia qui una registrazione, quando è terminato.',
    noMatch: 'Nessuna registrazione corrisponde al filtro.',
    toCockpit: 'Alla cabina',
    choose: 'Scegli una registrazione nell’elenco.',
    player: (title, host) => `Riproduzione di ${title} su ${host}`,
    screen: 'Output registrato',
    play: 'Riproduci',
    pause: 'Pausa',
    back: 'Indietro di 5 secondi',
    on: 'Avanti di 5 secondi',
    toStart: 'All’inizio',
    toEnd: 'Alla fine',
    seek: 'Punto della registrazione',
    speed: 'Velocità',
    slower: 'Più lento',
    faster: 'Più veloce',
    skipIdle: 'Salta le pause',
    skipIdleHint: 'Le attese di oltre 2 s vengono accorciate',
    time: (at, of) => `${at} di ${of}`,
    typed: 'Che cosa è stato scritto',
    typedNone: 'Non è stato scritto nulla.',
    typedLeftOut: (count) => `Altre ${count} righe sono nella registrazione.`,
    reading: 'Lettura…',
    problem: (what) => `Una parte del file non è leggibile: ${what}.`,
  },
};
