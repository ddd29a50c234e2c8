import type { Texts } from '../../ui/use-texts.ts';

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

interface LibraryTexts {
  readonly title: string;
  readonly lead: (runbooks: number, folders: number) => string;
  readonly search: string;
  readonly searchKey: string;
  readonly openFile: string;
  readonly addFolder: string;
  readonly pickFile: string;
  readonly pickFolder: string;
  readonly practice: (system: string) => string;
  readonly list: string;
  readonly noSystem: string;
  readonly samples: (count: number) => string;
  readonly newRun: string;
  readonly newRunOf: (title: string) => string;
  readonly mend: string;
  readonly valid: string;
  readonly errors: (count: number) => string;
  readonly hints: (count: number) => string;
  readonly counts: (phases: number, steps: number, cases: number) => string;
  readonly version: (version: string) => string;
  readonly rto: (rto: string) => string;
  readonly shipped: string;
  readonly noRuns: string;
  readonly lastRuns: string;
  readonly moves: string;
  readonly opens: string;
  readonly group: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly nothingTitle: (query: string) => string;
  readonly nothing: string;
  readonly showAll: string;
  readonly loading: string;
  readonly folders: string;
  readonly shippedFolder: string;
  readonly removeFolder: string;
  readonly removeFolderOf: (folder: string) => string;
  readonly drop: string;
  readonly dropNote: string;
  readonly dropPdf: string;
  readonly dropOther: (name: string) => string;
  readonly dropLarge: (name: string) => string;
  readonly dropFolder: string;
  readonly close: string;
  readonly modes: Readonly<Record<'live' | 'rehearsal', string>>;
}

export const libraryTexts: Texts<LibraryTexts> = {
  en: {
    title: 'Library',
    lead: (runbooks, folders) => `${many(runbooks, 'runbook', 'runbooks')} in ${many(folders, 'folder', 'folders')}`,
    search: 'Search runbooks',
    searchKey: 'Search the library',
    openFile: 'Open a file…',
    addFolder: 'Add a folder…',
    pickFile: 'Open a runbook',
    pickFolder: 'A folder with runbooks',
    practice: (system) => `Practice lab: try ${system}`,
    list: 'Runbooks by system',
    noSystem: 'No system named',
    samples: (count) => `Samples, one for each kind of step (${count})`,
    newRun: 'New run',
    newRunOf: (title) => `New run of ${title}`,
    mend: 'Mend it',
    valid: 'valid',
    errors: (count) => many(count, 'error', 'errors'),
    hints: (count) => many(count, 'hint', 'hints'),
    counts: (phases, steps, cases) =>
      [
        many(phases, 'phase', 'phases'),
        many(steps, 'step', 'steps'),
        cases === 0 ? undefined : many(cases, 'test case', 'test cases'),
      ]
        .filter((one) => one !== undefined)
        .join(' · '),
    version: (version) => `version ${version}`,
    rto: (rto) => `RTO ${rto}`,
    shipped: 'comes with Drillbook',
    noRuns: 'never run',
    lastRuns: 'Last runs',
    moves: 'Next and previous runbook',
    opens: 'Open the runbook',
    group: 'Library',
    emptyTitle: 'No runbook here yet',
    empty: 'Open a runbook file, add the folder in which your team keeps them, or drop a file anywhere on this window.',
    nothingTitle: (query) => `No runbook has “${query}”`,
    nothing: 'Titles, systems, owners, summaries and file names were searched.',
    showAll: 'Show all',
    loading: 'Reading the library',
    folders: 'Folders that are looked through',
    shippedFolder: 'comes with Drillbook',
    removeFolder: 'Remove from the list',
    removeFolderOf: (folder) => `Remove ${folder} from the list; its files stay`,
    drop: 'Drop the runbook to open it',
    dropNote: 'A .yaml, .yml or .drillbook file',
    dropPdf: 'A report is checked under Verify: open that screen and drop it there.',
    dropOther: (name) => `“${name}” is no runbook: its name ends in .yaml, .yml or .drillbook.`,
    dropLarge: (name) => `“${name}” is over 1 MiB: a runbook is text, move transcripts and binaries out of it.`,
    dropFolder: 'A folder cannot be dropped here: choose it with “Add a folder”.',
    close: 'Close',
    modes: { live: 'live', rehearsal: 'rehearsal' },
  },
  it: {
    title: 'Libreria',
    lead: (runbooks, folders) => `${runbooks} runbook in ${many(folders, 'cartella', 'cartelle')}`,
    search: 'Cerca nei runbook',
    searchKey: 'Cerca nella libreria',
    openFile: 'Apri un file…',
    addFolder: 'Aggiungi una cartella…',
    pickFile: 'Apri un runbook',
    pickFolder: 'Una cartella con runbook',
    practice: (system) => `Laboratorio: prova ${system}`,
    list: 'Runbook per sistema',
    noSystem: 'Nessun sistema indicato',
    samples: (count) => `Esempi, uno per ogni tipo di passo (${count})`,
    newRun: 'Nuova esecuzione',
    newRunOf: (title) => `Nuova esecuzione di ${title}`,
    mend: 'Correggilo',
    valid: 'valido',
    errors: (count) => many(count, 'errore', 'errori'),
    hints: (count) => many(count, 'suggerimento', 'suggerimenti'),
    counts: (phases, steps, cases) =>
      [
        many(phases, 'fase', 'fasi'),
        many(steps, 'passo', 'passi'),
        cases === 0 ? undefined : many(cases, 'caso di prova', 'casi di prova'),
      ]
        .filter((one) => one !== undefined)
        .join(' · '),
    version: (version) => `versione ${version}`,
    rto: (rto) => `RTO ${rto}`,
    shipped: 'incluso in Drillbook',
    noRuns: 'mai eseguito',
    lastRuns: 'Ultime esecuzioni',
    moves: 'Runbook successivo e precedente',
    opens: 'Apri il runbook',
    group: 'Libreria',
    emptyTitle: 'Qui non c’è ancora nessun runbook',
    empty:
      'Apri il file di un runbook, aggiungi la cartella in cui il tuo gruppo li tiene, oppure trascina un file in questa finestra.',
    nothingTitle: (query) => `Nessun runbook contiene «${query}»`,
    nothing: 'La ricerca guarda titoli, sistemi, responsabili, riassunti e nomi dei file.',
    showAll: 'Mostrali tutti',
    loading: 'Lettura della libreria',
    folders: 'Cartelle esaminate',
    shippedFolder: 'inclusa in Drillbook',
    removeFolder: 'Togli dall’elenco',
    removeFolderOf: (folder) => `Togli ${folder} dall’elenco; i suoi file restano`,
    drop: 'Rilascia il runbook per aprirlo',
    dropNote: 'Un file .yaml, .yml o .drillbook',
    dropPdf: 'Un rapporto si controlla in Verifica: apri quella schermata e trascinalo lì.',
    dropOther: (name) => `«${name}» non è un runbook: il nome finisce in .yaml, .yml o .drillbook.`,
    dropLarge: (name) => `«${name}» supera 1 MiB: un runbook è testo, togli trascrizioni e binari.`,
    dropFolder: 'Una cartella non si può trascinare qui: sceglila con «Aggiungi una cartella».',
    close: 'Chiudi',
    modes: { live: 'reale', rehearsal: 'prova' },
  },
};
