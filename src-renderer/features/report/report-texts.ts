import type { Texts } from '../../ui/use-texts.ts';

export interface ReportWords {
  readonly title: string;
  readonly outcome: string;
  readonly outstanding: string;
  readonly nothingOutstanding: string;
  readonly language: string;
  readonly again: string;
  readonly making: string;
  readonly stale: (count: number) => string;
  readonly page: (number: number, of: number) => string;
  readonly goToPage: string;
  readonly previous: string;
  readonly next: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly export: string;
  readonly download: string;
  readonly downloadAs: (format: string) => string;
  readonly saveThere: string;
  readonly saveAs: (format: string) => string;
  readonly downloaded: (name: string, file: string) => string;
  readonly saved: (file: string) => string;
  readonly copyPath: string;
  readonly copied: string;
  readonly show: string;
  readonly tooLarge: (file: string) => string;
  readonly missing: string;
  readonly foreign: string;
  readonly seal: string;
  readonly sealText: string;
  readonly sealed: string;
  readonly lack: Readonly<Record<'run-open' | 'verdict' | 'agreement' | 'unknown' | 'owed', (what: string) => string>>;
  readonly finalPage: string;
  readonly lackSignature: (role: string, subject: string, optional: boolean, scripted: boolean) => string;
}

export const reportWords: Texts<ReportWords> = {
  en: {
    title: 'Report',
    outcome: 'As it stands',
    outstanding: 'Outstanding',
    nothingOutstanding: 'Nothing is outstanding: the report is final.',
    language: 'Language of the report',
    again: 'Make it again',
    making: 'Making the report…',
    stale: (count) => `${count} ${count === 1 ? 'record' : 'records'} came since this preview was made.`,
    page: (number, of) => `Page ${number} of ${of}`,
    goToPage: 'Go to page',
    previous: 'Page before',
    next: 'Next page',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    export: 'Export',
    download: 'To this computer',
    downloadAs: (format) => `Download ${format}`,
    saveThere: 'On the machine where Drillbook runs',
    saveAs: (format) => `Save as ${format}…`,
    downloaded: (name, file) => `Downloaded: ${name}. On the machine where Drillbook runs it is saved at ${file}`,
    saved: (file) => `Written: ${file}`,
    copyPath: 'Copy the path',
    copied: 'Copied',
    show: 'Show in its folder',
    tooLarge: (file) => `The PDF is too large for the preview; it is at ${file}.`,
    missing: 'Named in the record, and no longer in the run’s folder:',
    foreign: 'Another installation ran this: verify will say that the signer is not the one of the journal.',
    seal: 'Seal the run',
    sealText:
      'Sealing signs the head of the journal with this installation’s key. Nothing can be added afterwards; rolling back would be a new run.',
    sealed: 'Sealed: nothing can be added any more.',
    lack: {
      'run-open': () => 'the run has not ended',
      verdict: (what) => `verdict on ${what}`,
      agreement: (what) => `agreement of the customer to the caveat of ${what}`,
      unknown: (what) => `what became of ${what} is unknown`,
      owed: (what) => `${what} is owed`,
    },
    finalPage: 'the final page',
    lackSignature: (role, subject, optional, scripted) =>
      `signature of the ${role} on ${subject}${scripted ? ' (only a file gave it)' : ''}${optional ? ', optional' : ''}`,
  },
  it: {
    title: 'Rapporto',
    outcome: 'Allo stato attuale',
    outstanding: 'In sospeso',
    nothingOutstanding: 'Nulla in sospeso: il rapporto è definitivo.',
    language: 'Lingua del rapporto',
    again: 'Preparala di nuovo',
    making: 'Preparazione del rapporto…',
    stale: (count) =>
      count === 1
        ? 'Da questa anteprima si è aggiunta una registrazione.'
        : `Da questa anteprima si sono aggiunte ${count} registrazioni.`,
    page: (number, of) => `Pagina ${number} di ${of}`,
    goToPage: 'Vai alla pagina',
    previous: 'Pagina precedente',
    next: 'Pagina successiva',
    zoomIn: 'Più grande',
    zoomOut: 'Più piccolo',
    export: 'Esporta',
    download: 'Su questo computer',
    downloadAs: (format) => `Scarica ${format}`,
    saveThere: 'Sulla macchina su cui gira Drillbook',
    saveAs: (format) => `Salva come ${format}…`,
    downloaded: (name, file) => `Scaricato: ${name}. Sulla macchina su cui gira Drillbook è salvato in ${file}`,
    saved: (file) => `Scritto: ${file}`,
    copyPath: 'Copia il percorso',
    copied: 'Copiato',
    show: 'Mostra nella cartella',
    tooLarge: (file) => `Il PDF è troppo grande per l’anteprima; si trova in ${file}.`,
    missing: 'Nominati nel verbale e non più nella cartella dell’esecuzione:',
    foreign: 'L’ha eseguita un’altra installazione: la verifica dirà che il firmatario non è quello del giornale.',
    seal: 'Sigilla l’esecuzione',
    sealText:
      'Il sigillo firma la testa del giornale con la chiave di questa installazione. Poi nulla può essere aggiunto; un ripristino sarebbe una nuova esecuzione.',
    sealed: 'Sigillata: nulla può più essere aggiunto.',
    lack: {
      'run-open': () => 'l’esecuzione non è terminata',
      verdict: (what) => `esito di ${what}`,
      agreement: (what) => `accettazione del cliente per la riserva di ${what}`,
      unknown: (what) => `non si sa come sia finito ${what}`,
      owed: (what) => `${what} è dovuto`,
    },
    finalPage: 'l’ultima pagina',
    lackSignature: (role, subject, optional, scripted) =>
      `firma (${role}) su ${subject}${scripted ? ' (data solo da un file)' : ''}${optional ? ', facoltativa' : ''}`,
  },
};

interface VerifyWords {
  readonly title: string;
  readonly lead: string;
  readonly drop: string;
  readonly choose: string;
  readonly chooseServer: string;
  readonly looking: (name: string) => string;
  readonly holds: string;
  readonly doesNotHold: string;
  readonly records: (count: number) => string;
  readonly head: (head: string) => string;
  readonly record: (number: number) => string;
  readonly proven: string;
}

export const verifyWords: Texts<VerifyWords> = {
  en: {
    title: 'Verify a report',
    lead: 'A PDF, a bundle or a run folder: every record, file and page is checked against its hash, here and offline.',
    drop: 'Drop a PDF here',
    choose: 'Choose a file…',
    chooseServer: 'Choose a run folder…',
    looking: (name) => `Checking ${name}…`,
    holds: 'Verified: it is what was signed',
    doesNotHold: 'It does not hold',
    records: (count) => `${count} records of the journal`,
    head: (head) => `head ${head}`,
    record: (number) => `Record ${number}`,
    proven: 'What was proven',
  },
  it: {
    title: 'Verifica un rapporto',
    lead: 'Un PDF, un pacchetto o la cartella di un’esecuzione: ogni registrazione, file e pagina è confrontato con il suo hash, qui e senza rete.',
    drop: 'Trascina qui un PDF',
    choose: 'Scegli un file…',
    chooseServer: 'Scegli la cartella di un’esecuzione…',
    looking: (name) => `Controllo di ${name}…`,
    holds: 'Verificato: è ciò che è stato firmato',
    doesNotHold: 'Non regge',
    records: (count) => `${count} registrazioni del giornale`,
    head: (head) => `testa ${head}`,
    record: (number) => `Registrazione ${number}`,
    proven: 'Che cosa è provato',
  },
};
