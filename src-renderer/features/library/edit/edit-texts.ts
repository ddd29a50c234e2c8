import type { Texts } from '../../../ui/use-texts.ts';

interface EditTexts {
  readonly editor: (file: string) => string;
  readonly views: Readonly<Record<'text' | 'graph' | 'changes', string>>;
  readonly view: string;
  readonly save: string;
  readonly saveAs: string;
  readonly saveAsTitle: string;
  readonly saving: string;
  readonly saved: string;
  readonly unsaved: string;
  readonly unchanged: string;
  readonly fleeting: string;
  readonly revert: string;
  readonly readOnly: string;
  readonly checking: string;
  readonly sound: string;
  readonly escape: string;
  readonly noGraph: string;
  readonly staleGraph: string;
  readonly onDisk: string;
  readonly yours: string;
  readonly same: string;
  readonly conflict: string;
  readonly conflictNote: string;
  readonly gone: string;
  readonly compare: string;
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly recreate: string;
  readonly leaveTitle: string;
  readonly leaveNote: string;
  readonly leaveStay: string;
  readonly leaveKeep: string;
  readonly leaveDrop: string;
  readonly required: string;
  readonly usual: (value: string) => string;
}

export const editTexts: Texts<EditTexts> = {
  en: {
    editor: (file) => `Text of ${file}`,
    views: { text: 'Text', graph: 'Text and graph', changes: 'Changes' },
    view: 'What is shown',
    save: 'Save',
    saveAs: 'Save as…',
    saveAsTitle: 'Save the runbook as',
    saving: 'Saving…',
    saved: 'Saved',
    unsaved: 'Not saved yet; kept in this window over a reload',
    unchanged: 'As it is on disk',
    fleeting: 'Not saved yet, and too large to be kept over a reload: save it soon',
    revert: 'Discard my changes',
    readOnly: 'This file cannot be written: save your version as a copy.',
    checking: 'Checking…',
    sound: 'No problems',
    escape: 'Ctrl+Shift+Esc leaves the editor, F8 goes to the next problem, Ctrl+Space completes',
    noGraph: 'The graph appears as soon as the text has no errors.',
    staleGraph: 'The graph shows the last version without errors.',
    onDisk: 'On disk',
    yours: 'Yours',
    same: 'Your text is the same as the file on disk.',
    conflict: 'Somebody changed this file on disk while you were editing.',
    conflictNote:
      'Nothing was overwritten: yours is at the right, the file as it is now at the left. Take over what you need, then decide.',
    gone: 'The file is no longer there. Your text is kept here until you save it again.',
    compare: 'Compare the two',
    keepMine: 'Save mine over it',
    takeTheirs: 'Take the file, drop mine',
    recreate: 'Save it again',
    leaveTitle: 'Your changes are not saved',
    leaveNote: 'They can wait for you in this window, or be thrown away.',
    leaveStay: 'Stay here',
    leaveKeep: 'Leave, keep them for later',
    leaveDrop: 'Leave, throw them away',
    required: 'required',
    usual: (value) => `Default: ${value}`,
  },
  it: {
    editor: (file) => `Testo di ${file}`,
    views: { text: 'Testo', graph: 'Testo e grafo', changes: 'Differenze' },
    view: 'Che cosa è mostrato',
    save: 'Salva',
    saveAs: 'Salva con nome…',
    saveAsTitle: 'Salva il runbook con nome',
    saving: 'Salvataggio…',
    saved: 'Salvato',
    unsaved: 'Non ancora salvato; conservato in questa finestra anche se si ricarica',
    unchanged: 'Come sul disco',
    fleeting: 'Non ancora salvato, e troppo grande per essere conservato: salvalo presto',
    revert: 'Scarta le mie modifiche',
    readOnly: 'Questo file non si può scrivere: salva la tua versione come copia.',
    checking: 'Controllo…',
    sound: 'Nessun problema',
    escape: 'Ctrl+Maiusc+Esc esce dall’editor, F8 va al problema successivo, Ctrl+Spazio completa',
    noGraph: 'Il grafo appare appena il testo non ha errori.',
    staleGraph: 'Il grafo mostra l’ultima versione senza errori.',
    onDisk: 'Sul disco',
    yours: 'Tuo',
    same: 'Il tuo testo è uguale al file sul disco.',
    conflict: 'Qualcuno ha cambiato questo file sul disco mentre lo modificavi.',
    conflictNote:
      'Nulla è stato sovrascritto: il tuo è a destra, il file com’è ora a sinistra. Riprendi ciò che serve, poi decidi.',
    gone: 'Il file non c’è più. Il tuo testo resta qui finché non lo salvi di nuovo.',
    compare: 'Confronta i due',
    keepMine: 'Salva il mio al suo posto',
    takeTheirs: 'Prendi il file, scarta il mio',
    recreate: 'Salvalo di nuovo',
    leaveTitle: 'Le tue modifiche non sono salvate',
    leaveNote: 'Possono aspettarti in questa finestra, o essere buttate.',
    leaveStay: 'Resta qui',
    leaveKeep: 'Esci, conservale per dopo',
    leaveDrop: 'Esci, buttale',
    required: 'obbligatorio',
    usual: (value) => `Predefinito: ${value}`,
  },
};
