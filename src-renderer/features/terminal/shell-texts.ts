import type { Texts } from '../../ui/use-texts.ts';

interface ShellTexts {
  readonly add: string;
  readonly addTitle: string;
  readonly title: string;
  readonly says: string;
  readonly saysSecrets: string;
  readonly host: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly who: string;
  readonly cancel: string;
  readonly openOn: (host: string) => string;
  readonly openAgain: (host: string) => string;
  readonly other: string;
  readonly close: string;
  readonly noHosts: string;
  readonly notHere: string;
  readonly pasteTitle: (lines: number, host: string) => string;
  readonly pasteSays: string;
  readonly pasteCleaned: string;
  readonly pasteDo: (lines: number) => string;
}

export const shellTexts: Texts<ShellTexts> = {
  en: {
    add: 'terminal',
    addTitle: 'Open a terminal on a host',
    title: 'Open a terminal',
    says: 'Each line that you type goes into the deviation log, with your name, its time and this reason. All output is recorded.',
    saysSecrets: 'What the host does not echo, a password for instance, is only counted.',
    host: 'Host',
    reason: 'Why it is needed',
    reasonHint: 'No step of the runbook asks for it, so it stands in the report as a deviation.',
    who: 'Who types',
    cancel: 'Cancel',
    openOn: (host) => `Open a terminal on ${host}`,
    openAgain: (host) => `Open another terminal on ${host}`,
    other: 'On another host, with a reason…',
    close: 'Close this terminal',
    noHosts: 'No host of this run takes a login.',
    notHere: 'This window only looks on: terminals are opened where the run is held.',
    pasteTitle: (lines, host) => `Paste ${lines} lines on ${host}?`,
    pasteSays: 'A shell may run each line as soon as it arrives. This is what would be typed:',
    pasteCleaned: 'Control characters were taken out.',
    pasteDo: (lines) => `Paste ${lines} lines`,
  },
  it: {
    add: 'terminale',
    addTitle: 'Apri un terminale su un host',
    title: 'Apri un terminale',
    says: 'Ogni riga che scrivi va nel registro delle deviazioni, con il tuo nome, l’ora e questo motivo. Tutto l’output viene registrato.',
    saysSecrets: 'Ciò che l’host non mostra, per esempio una password, viene solo contato.',
    host: 'Host',
    reason: 'Perché serve',
    reasonHint: 'Nessun passo del runbook lo richiede: nel rapporto figura come deviazione.',
    who: 'Chi scrive',
    cancel: 'Annulla',
    openOn: (host) => `Apri un terminale su ${host}`,
    openAgain: (host) => `Apri un altro terminale su ${host}`,
    other: 'Su un altro host, con un motivo…',
    close: 'Chiudi questo terminale',
    noHosts: 'Nessun host di questa esecuzione accetta un login.',
    notHere: 'Questa finestra può solo osservare: i terminali si aprono dove l’esecuzione è condotta.',
    pasteTitle: (lines, host) => `Incollare ${lines} righe su ${host}?`,
    pasteSays: 'Una shell può eseguire ogni riga appena arriva. Ecco ciò che verrebbe scritto:',
    pasteCleaned: 'I caratteri di controllo sono stati tolti.',
    pasteDo: (lines) => `Incolla ${lines} righe`,
  },
};
