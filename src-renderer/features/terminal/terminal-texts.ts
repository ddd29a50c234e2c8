import type { TerminalEnd } from '../../../src-shared/run/terminal-end.ts';
import type { Texts } from '../../ui/use-texts.ts';

interface TerminalTexts {
  readonly tabs: string;
  readonly app: string;
  readonly attempt: (n: number) => string;
  readonly shell: string;
  readonly open: string;
  readonly closed: string;
  readonly split: string;
  readonly unsplit: string;
  readonly splitNeeds: string;
  readonly search: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyNothing: string;
  readonly larger: string;
  readonly smaller: string;
  readonly leave: string;
  readonly leaveHint: string;
  readonly viewOnly: string;
  readonly recorded: string;
  readonly recording: string;
  readonly recordedElsewhere: string;
  readonly recordedLeft: string;
  readonly typedHere: (host: string) => string;
  readonly stderr: string;
  readonly met: string;
  readonly older: string;
  readonly olderTitle: string;
  readonly replay: string;
  readonly output: (host: string) => string;
  readonly input: (host: string) => string;
  readonly reading: string;
  readonly gap: (kib: number) => string;
  readonly noOutput: string;
  readonly noOutputYet: string;
  readonly noRecording: string;
  readonly again: string;
  readonly notSent: (why: string) => string;
  readonly lastTitle: (title: string) => string;
  readonly end: (end: TerminalEnd) => string;
  readonly afterEnd: (end: TerminalEnd) => string;
  readonly nothingYet: string;
  /** Of a step that is done by people, or was left out. */
  readonly nothingHere: string;
  readonly nothingYetRun: string;
  readonly workHere: string;
  readonly find: string;
  readonly findNext: string;
  readonly findPrevious: string;
  readonly findClose: string;
  readonly findCount: (at: number, of: number) => string;
  readonly findNone: string;
  readonly group: string;
}

export const terminalTexts: Texts<TerminalTexts> = {
  en: {
    tabs: 'Terminals',
    app: 'this app',
    attempt: (n) => `attempt ${n}`,
    shell: 'terminal',
    open: 'open',
    closed: 'closed',
    split: 'Two side by side',
    unsplit: 'One terminal',
    splitNeeds: 'There is only one terminal here',
    search: 'Search in the output',
    copy: 'Copy the selection',
    copied: 'Copied',
    copyNothing: 'Select text with the mouse first, then copy it.',
    larger: 'Larger type in terminals',
    smaller: 'Smaller type in terminals',
    leave: 'Leave the terminal',
    leaveHint: 'Ctrl+Shift+Esc leaves',
    viewOnly: 'view only',
    recorded: 'recorded',
    recording: 'recording',
    recordedElsewhere: 'so far, another program runs it',
    recordedLeft: 'so far, nobody holds the run',
    typedHere: (host) => `you type on ${host}; each line is recorded`,
    stderr: 'stderr',
    met: 'met the expectation',
    older: 'older part…',
    olderTitle: 'Open the whole recording in the replay',
    replay: 'Replay',
    output: (host) => `Output of ${host}`,
    input: (host) => `Terminal on ${host}`,
    reading: 'Reading the recording…',
    gap: (kib) => `… ${kib} KiB not shown, they are in the recording`,
    noOutput: 'Nothing was printed: this step looks from here, it runs no command.',
    noOutputYet: 'This step looks from here, it runs no command: there is nothing to read.',
    noRecording: 'Nothing was recorded.',
    again: 'Try again',
    notSent: (why) => `What you typed did not arrive: ${why}`,
    lastTitle: (title) => `The host calls it “${title}”`,
    end: (end) => {
      switch (end.kind) {
        case 'exit':
          return `The shell ended: exit ${end.code}.`;
        case 'signal':
          return `The shell was ended by signal ${end.signal}.`;
        case 'lost':
          return `The link to the host broke: ${end.message}`;
        case 'no-status':
          return 'The shell ended without a status.';
        case 'closed':
          return 'The terminal was closed here, or with its step.';
        case 'not-opened':
          return `The terminal could not be opened: ${end.message}`;
        case 'interrupted':
          return 'Drillbook ended while the terminal was open.';
      }
    },
    afterEnd: ({ kind }) =>
      kind === 'lost' || kind === 'no-status' || kind === 'interrupted'
        ? 'What was running there may still be running: open a new terminal and look.'
        : kind === 'not-opened'
          ? 'Mend what is named, then open it again.'
          : 'What was typed is in the deviation log.',
    nothingYet: 'Nothing has run for this step yet. Its output appears here as it comes.',
    nothingHere: 'This step runs nothing on a host.',
    nothingYetRun: 'Nothing has run yet. Output appears here as it comes.',
    workHere: 'This step is done in a terminal. Each line you type is recorded.',
    find: 'Find in the output',
    findNext: 'Next, below (Shift+Enter)',
    findPrevious: 'Previous, above (Enter)',
    findClose: 'Close the search (Esc)',
    findCount: (at, of) => `${at} of ${of}`,
    findNone: 'not found',
    group: 'Terminals',
  },
  it: {
    tabs: 'Terminali',
    app: 'questa app',
    attempt: (n) => `tentativo ${n}`,
    shell: 'terminale',
    open: 'aperto',
    closed: 'chiuso',
    split: 'Due affiancati',
    unsplit: 'Un solo terminale',
    splitNeeds: 'Qui c’è un solo terminale',
    search: 'Cerca nell’output',
    copy: 'Copia la selezione',
    copied: 'Copiato',
    copyNothing: 'Prima seleziona del testo con il mouse, poi copialo.',
    larger: 'Caratteri più grandi nei terminali',
    smaller: 'Caratteri più piccoli nei terminali',
    leave: 'Esci dal terminale',
    leaveHint: 'Ctrl+Maiusc+Esc per uscire',
    viewOnly: 'sola lettura',
    recorded: 'registrato',
    recording: 'in registrazione',
    recordedElsewhere: 'finora, lo esegue un altro programma',
    recordedLeft: 'finora, nessuno tiene l’esecuzione',
    typedHere: (host) => `scrivi su ${host}; ogni riga viene registrata`,
    stderr: 'stderr',
    met: 'conforme alle attese',
    older: 'parte precedente…',
    olderTitle: 'Apri l’intera registrazione nella riproduzione',
    replay: 'Riproduci',
    output: (host) => `Output di ${host}`,
    input: (host) => `Terminale su ${host}`,
    reading: 'Lettura della registrazione…',
    gap: (kib) => `… ${kib} KiB non mostrati, sono nella registrazione`,
    noOutput: 'Nessun output: questo passo osserva da qui, non esegue comandi.',
    noOutputYet: 'Questo passo osserva da qui, non esegue comandi: non c’è nulla da leggere.',
    noRecording: 'Non è stato registrato nulla.',
    again: 'Riprova',
    notSent: (why) => `Quello che hai scritto non è arrivato: ${why}`,
    lastTitle: (title) => `L’host lo chiama «${title}»`,
    end: (end) => {
      switch (end.kind) {
        case 'exit':
          return `La shell è terminata: exit ${end.code}.`;
        case 'signal':
          return `La shell è stata terminata dal segnale ${end.signal}.`;
        case 'lost':
          return `Il collegamento con l’host si è interrotto: ${end.message}`;
        case 'no-status':
          return 'La shell è terminata senza uno stato.';
        case 'closed':
          return 'Il terminale è stato chiuso da qui o insieme al suo passo.';
        case 'not-opened':
          return `Non è stato possibile aprire il terminale: ${end.message}`;
        case 'interrupted':
          return 'Drillbook si è chiuso mentre il terminale era aperto.';
      }
    },
    afterEnd: ({ kind }) =>
      kind === 'lost' || kind === 'no-status' || kind === 'interrupted'
        ? 'Ciò che era in esecuzione può esserlo ancora: apri un nuovo terminale e controlla.'
        : kind === 'not-opened'
          ? 'Rimedia a quanto indicato, poi riaprilo.'
          : 'Ciò che è stato scritto è nel registro delle deviazioni.',
    nothingYet: 'Per questo passo non è ancora stato eseguito nulla. L’output apparirà qui man mano.',
    nothingHere: 'Questo passo non esegue nulla su un host.',
    nothingYetRun: 'Non è ancora stato eseguito nulla. L’output apparirà qui man mano.',
    workHere: 'Questo passo si svolge in un terminale. Ogni riga che scrivi viene registrata.',
    find: 'Cerca nell’output',
    findNext: 'Successivo, sotto (Maiusc+Invio)',
    findPrevious: 'Precedente, sopra (Invio)',
    findClose: 'Chiudi la ricerca (Esc)',
    findCount: (at, of) => `${at} di ${of}`,
    findNone: 'non trovato',
    group: 'Terminali',
  },
};
