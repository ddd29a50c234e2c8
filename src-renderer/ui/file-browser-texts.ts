import type { Texts } from './use-texts.ts';

interface FileBrowserTexts {
  readonly path: string;
  readonly go: string;
  readonly goFirst: string;
  readonly up: string;
  readonly entries: string;
  readonly folder: string;
  readonly file: string;
  readonly empty: string;
  readonly hidden: (count: number) => string;
  readonly name: string;
  readonly cancel: string;
  readonly open: string;
  readonly openFolder: (name: string) => string;
  readonly choose: (name: string) => string;
  readonly save: string;
  readonly replace: string;
  readonly replaces: (name: string) => string;
  readonly nothing: string;
  readonly noName: string;
  readonly keys: string;
  readonly loading: string;
}

export const fileBrowserTexts: Texts<FileBrowserTexts> = {
  en: {
    path: 'Folder on the machine where Drillbook runs',
    go: 'Go there',
    goFirst: 'Go to the folder that you typed first.',
    up: 'Folder above',
    entries: 'Contents of the folder',
    folder: 'folder',
    file: 'file',
    empty: 'Nothing here that could be chosen.',
    hidden: (count) => `${count} other ${count === 1 ? 'file is' : 'files are'} not shown.`,
    name: 'File name',
    cancel: 'Cancel',
    open: 'Open this file',
    openFolder: (name) => `Look into “${name}”`,
    choose: (name) => `Use the folder “${name}”`,
    save: 'Save here',
    replace: 'Replace it',
    replaces: (name) => `“${name}” is there already and would be replaced.`,
    nothing: 'Choose a file in the list.',
    noName: 'Give the file a name.',
    keys: 'Arrows move, Enter opens, Backspace goes up; type the first letters of a name to find it.',
    loading: 'Reading the folder…',
  },
  it: {
    path: 'Cartella sulla macchina su cui gira Drillbook',
    go: 'Vai',
    goFirst: 'Prima vai nella cartella che hai scritto.',
    up: 'Cartella superiore',
    entries: 'Contenuto della cartella',
    folder: 'cartella',
    file: 'file',
    empty: 'Qui non c’è nulla da scegliere.',
    hidden: (count) => (count === 1 ? 'Un altro file non è mostrato.' : `Altri ${count} file non sono mostrati.`),
    name: 'Nome del file',
    cancel: 'Annulla',
    open: 'Apri questo file',
    openFolder: (name) => `Entra in «${name}»`,
    choose: (name) => `Usa la cartella «${name}»`,
    save: 'Salva qui',
    replace: 'Sostituiscilo',
    replaces: (name) => `«${name}» esiste già e verrebbe sostituito.`,
    nothing: 'Scegli un file nell’elenco.',
    noName: 'Dai un nome al file.',
    keys: 'Le frecce spostano, Invio apre, Backspace sale; scrivi le prime lettere di un nome per trovarlo.',
    loading: 'Lettura della cartella…',
  },
};
