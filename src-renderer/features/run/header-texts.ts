import type { RunTab } from '../../state/route-store.ts';
import type { Texts } from '../../ui/use-texts.ts';

export interface HeaderWords {
  readonly rehearsal: string;
  readonly lab: string;
  readonly practice: string;
  readonly labPage: string;
  readonly labPageHint: string;
  readonly labOff: string;
  readonly labStart: string;
  readonly live: string;
  readonly tabs: Readonly<Record<RunTab, string>>;
  readonly pages: string;
  readonly window: (from: string, to: string) => string;
  readonly plan: (hash: string) => string;
  readonly owed: (count: number) => string;
  readonly unknown: (count: number) => string;
  readonly sealed: string;
  readonly rto: string;
  readonly rpo: string;
  readonly notMet: string;
  readonly of: (target: string) => string;
  readonly lateBy: (by: string) => string;
  readonly met: string;
  readonly missed: string;
  readonly notYet: string;
  readonly windowLeft: string;
  readonly windowOver: string;
  readonly until: (time: string) => string;
  readonly opens: (time: string) => string;
  readonly decideBy: string;
  readonly decideLate: string;
  readonly rollbackTakes: (time: string) => string;
  readonly rollbackLeft: string;
  readonly assumed: (count: number) => string;
  readonly noReturnPassed: (step: string) => string;
  readonly noReturnAhead: (step: string) => string;
  readonly progress: string;
  readonly phase: (done: number, all: number) => string;
  readonly skipped: (count: number) => string;
  readonly steps: (done: number, all: number) => string;
  readonly late: string;
  readonly shownOnly: string;
  readonly elsewhere: string;
  readonly openHere: string;
  readonly opening: string;
}

export const headerTexts: Texts<HeaderWords> = {
  en: {
    rehearsal: 'REHEARSAL',
    lab: 'Practice lab',
    practice: 'Practice hosts',
    labPage: 'Practice lab: hands and power',
    labPageHint: 'Opens the page of the lab: what people do by hand there, and the power of its machines.',
    labOff: 'The practice lab does not run: its hosts do not answer. It starts as it was left.',
    labStart: 'Start the practice lab',
    live: 'LIVE',
    tabs: { prepare: 'Prepare', cockpit: 'Cockpit', forms: 'Forms', report: 'Report', recordings: 'Recordings' },
    pages: 'Pages of the run',
    window: (from, to) => `Window ${from}–${to}`,
    plan: (hash) => `Plan ${hash}`,
    owed: (count) => `${count} owed`,
    unknown: (count) => `${count} unknown`,
    sealed: 'Sealed',
    rto: 'RTO',
    rpo: 'RPO',
    notMet: 'missed',
    of: (target) => `of ${target}`,
    lateBy: (by) => `late by ${by}`,
    met: 'met',
    missed: 'missed',
    notYet: 'not begun',
    windowLeft: 'Window left',
    windowOver: 'Window over',
    until: (time) => `until ${time}`,
    opens: (time) => `opens ${time}`,
    decideBy: 'Decide by',
    decideLate: 'Too late to decide',
    rollbackTakes: (time) => `rollback ~${time}`,
    rollbackLeft: 'Rollback left',
    assumed: (count) => `${count} of its times are assumed`,
    noReturnPassed: (step) => `Point of no return passed: ${step} cannot be undone.`,
    noReturnAhead: (step) => `Point of no return ahead: ${step} cannot be undone.`,
    progress: 'Progress by phase',
    phase: (done, all) => `${done}/${all}`,
    skipped: (count) => `${count} skipped`,
    steps: (done, all) => `${done} of ${all} steps`,
    late: 'late',
    shownOnly: 'Only shown here: nobody holds this run.',
    elsewhere: 'Only shown here: another Drillbook holds this run. Close it there to act on it here.',
    openHere: 'Open it here to act',
    opening: 'Opening…',
  },
  it: {
    rehearsal: 'PROVA',
    lab: 'Laboratorio',
    practice: 'Host di esercitazione',
    labPage: 'Laboratorio: mani e corrente',
    labPageHint: 'Apre la pagina del laboratorio: ciò che le persone fanno a mano e la corrente delle macchine.',
    labOff: 'Il laboratorio non è attivo: i suoi host non rispondono. Riparte come è stato lasciato.',
    labStart: 'Avvia il laboratorio',
    live: 'REALE',
    tabs: { prepare: 'Prepara', cockpit: 'Cabina', forms: 'Moduli', report: 'Rapporto', recordings: 'Registrazioni' },
    pages: 'Pagine dell’esecuzione',
    window: (from, to) => `Finestra ${from}–${to}`,
    plan: (hash) => `Piano ${hash}`,
    owed: (count) => `${count} in sospeso`,
    unknown: (count) => `${count} di esito ignoto`,
    sealed: 'Sigillata',
    rto: 'RTO',
    rpo: 'RPO',
    notMet: 'non rispettato',
    of: (target) => `di ${target}`,
    lateBy: (by) => `in ritardo di ${by}`,
    met: 'rispettato',
    missed: 'mancato',
    notYet: 'non iniziato',
    windowLeft: 'Finestra residua',
    windowOver: 'Finestra chiusa',
    until: (time) => `fino alle ${time}`,
    opens: (time) => `apre alle ${time}`,
    decideBy: 'Decidere entro',
    decideLate: 'Tardi per decidere',
    rollbackTakes: (time) => `ripristino ~${time}`,
    rollbackLeft: 'Ripristino residuo',
    assumed: (count) => `${count} dei suoi tempi sono presunti`,
    noReturnPassed: (step) => `Punto di non ritorno superato: ${step} non si può annullare.`,
    noReturnAhead: (step) => `Punto di non ritorno più avanti: ${step} non si può annullare.`,
    progress: 'Avanzamento per fase',
    phase: (done, all) => `${done}/${all}`,
    skipped: (count) => (count === 1 ? '1 saltato' : `${count} saltati`),
    steps: (done, all) => `${done} di ${all} passi`,
    late: 'in ritardo',
    shownOnly: 'Qui solo in visione: nessuno tiene questa esecuzione.',
    elsewhere: 'Qui solo in visione: un altro Drillbook tiene questa esecuzione. Chiudila là per agire da qui.',
    openHere: 'Aprila qui per agire',
    opening: 'Apertura…',
  },
};
