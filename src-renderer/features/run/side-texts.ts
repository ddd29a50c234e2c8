import type { Texts } from '../../ui/use-texts.ts';

export interface SideWords {
  readonly side: string;
  readonly needsYou: string;
  readonly nothing: string;
  readonly nextTask: string;
  readonly optional: string;
  readonly badEvidence: (count: number) => string;
  readonly people: string;
  readonly nobody: string;
  readonly handOver: (title: string) => string;
  readonly name: (title: string) => string;
  readonly change: string;
  readonly newPerson: string;
  readonly organisation: string;
  readonly personTitle: string;
  readonly identified: string;
  readonly identifiedHint: string;
  readonly bothSign: string;
  readonly bothHint: string;
  readonly handOverText: (from: string) => string;
  readonly handOverDo: (to: string) => string;
  readonly nameDo: string;
  readonly before: (who: string) => string;
  readonly reason: string;
  readonly cancel: string;
  readonly note: string;
  readonly noteTitle: string;
  readonly noteText: string;
  readonly noteWhen: string;
  readonly noteWhenHint: string;
  readonly noteNow: string;
  readonly noteStep: (title: string) => string;
  readonly noteDo: string;
  readonly by: string;
  readonly copyStatus: string;
  readonly copyShort: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly events: string;
  readonly filters: Readonly<Record<EventFilter, string>>;
  readonly filter: string;
  readonly search: string;
  readonly noEvents: string;
  readonly newer: (count: number) => string;
}

export type EventFilter = 'all' | 'decisions' | 'failures' | 'notes';

export const sideTexts: Texts<SideWords> = {
  en: {
    side: 'People and events',
    needsYou: 'Needs you',
    nothing: 'Nobody is waited for.',
    nextTask: 'Next thing that needs somebody',
    optional: 'optional',
    badEvidence: (count) =>
      count === 1 ? '1 piece of evidence ended badly' : `${count} pieces of evidence ended badly`,
    people: 'People',
    nobody: 'nobody yet',
    handOver: (title) => `Hand over: ${title}`,
    name: (title) => `Who is the ${title.toLowerCase()}?`,
    change: 'Change…',
    newPerson: 'Name',
    organisation: 'Organisation',
    personTitle: 'Function there',
    identified: 'Identified by',
    identifiedHint: 'Badge, passport, known in person: how you know who it is.',
    bothSign: 'Both sign for it here, each with their own PIN',
    bothHint: 'Otherwise the record and the report say that it was not signed by both.',
    handOverText: (from) => `${from} held it until now; both stay in the record.`,
    handOverDo: (to) => `Hand over to ${to}`,
    nameDo: 'Name this person',
    before: (who) => `before: ${who}`,
    reason: 'Reason',
    cancel: 'Cancel',
    note: 'Note',
    noteTitle: 'Add a note',
    noteText: 'What happened, what was said',
    noteWhen: 'When it happened',
    noteWhenHint: 'Local time of the run; the time of the record is kept beside it.',
    noteNow: 'now',
    noteStep: (title) => `About the step “${title}”`,
    noteDo: 'Add the note',
    by: 'Whose note',
    copyStatus: 'Copy status for the bridge',
    copyShort: 'Copy status',
    copied: 'Copied',
    copyFailed: 'The clipboard is not allowed here; select the text instead:',
    events: 'Events',
    filters: { all: 'All', decisions: 'Decisions', failures: 'Failures', notes: 'Notes' },
    filter: 'Which events',
    search: 'Search events',
    noEvents: 'No event has these words.',
    newer: (count) => `${count} newer`,
  },
  it: {
    side: 'Persone ed eventi',
    needsYou: 'Tocca a voi',
    nothing: 'Nessuno è atteso.',
    nextTask: 'Prossima cosa che richiede qualcuno',
    badEvidence: (count) => (count === 1 ? '1 prova è finita male' : `${count} prove sono finite male`),
    optional: 'facoltativo',
    people: 'Persone',
    nobody: 'ancora nessuno',
    handOver: (title) => `Passaggio: ${title}`,
    name: (title) => `Chi è: ${title}?`,
    change: 'Cambia…',
    newPerson: 'Nome',
    organisation: 'Organizzazione',
    personTitle: 'Funzione',
    identified: 'Identificato da',
    identifiedHint: 'Tesserino, documento, conoscenza diretta: come sai chi è.',
    bothSign: 'Entrambi firmano qui, ciascuno con il proprio PIN',
    bothHint: 'Altrimenti agli atti e nel rapporto risulta non firmato da entrambi.',
    handOverText: (from) => `Finora era ${from}; entrambi restano agli atti.`,
    handOverDo: (to) => `Passa a ${to}`,
    nameDo: 'Nomina questa persona',
    before: (who) => `prima: ${who}`,
    reason: 'Motivo',
    cancel: 'Annulla',
    note: 'Nota',
    noteTitle: 'Aggiungi una nota',
    noteText: 'Che cosa è successo, che cosa è stato detto',
    noteWhen: 'Quando è successo',
    noteWhenHint: 'Ora locale dell’esecuzione; accanto resta l’ora della registrazione.',
    noteNow: 'adesso',
    noteStep: (title) => `Sul passo «${title}»`,
    noteDo: 'Aggiungi la nota',
    by: 'Nota di',
    copyStatus: 'Copia lo stato per la sala',
    copyShort: 'Copia stato',
    copied: 'Copiato',
    copyFailed: 'Qui gli appunti non sono permessi; seleziona il testo:',
    events: 'Eventi',
    filters: { all: 'Tutti', decisions: 'Decisioni', failures: 'Guasti', notes: 'Note' },
    filter: 'Quali eventi',
    search: 'Cerca negli eventi',
    noEvents: 'Nessun evento ha queste parole.',
    newer: (count) => `${count} più recenti`,
  },
};
