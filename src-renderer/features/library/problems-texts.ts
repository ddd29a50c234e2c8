import type { Texts } from '../../ui/use-texts.ts';

export const problemsTexts: Texts<{
  readonly none: string;
  readonly noneNote: string;
  readonly error: string;
  readonly hint: string;
  readonly place: (line: number, column: number) => string;
  readonly open: (line: number) => string;
  readonly list: string;
}> = {
  en: {
    none: 'Nothing is wrong with this runbook',
    noneNote: 'It is valid, and no hint for an audit is open.',
    error: 'error',
    hint: 'hint',
    place: (line, column) => `line ${line}, column ${column}`,
    open: (line) => `Open line ${line} in the editor`,
    list: 'Problems',
  },
  it: {
    none: 'Questo runbook non ha problemi',
    noneNote: 'È valido, e nessun suggerimento per un audit è aperto.',
    error: 'errore',
    hint: 'suggerimento',
    place: (line, column) => `riga ${line}, colonna ${column}`,
    open: (line) => `Apri la riga ${line} nell’editor`,
    list: 'Problemi',
  },
};
