import type { Texts } from '../../ui/use-texts.ts';

interface HistoryWords {
  readonly title: string;
  readonly lead: (count: number) => string;
  readonly none: string;
  readonly noneText: string;
  readonly toLibrary: string;
  readonly search: string;
  readonly show: string;
  readonly filters: Readonly<Record<'all' | 'open' | 'ended' | 'live' | 'rehearsal', string>>;
  readonly noMatch: string;
  readonly run: string;
  readonly state: string;
  readonly when: string;
  readonly verdicts: string;
  readonly people: string;
  readonly rehearsal: string;
  readonly live: string;
  readonly heldHere: string;
  readonly heldElsewhere: string;
  readonly left: string;
  readonly waitsFor: (roles: string) => string;
  readonly owed: (count: number) => string;
  readonly unknown: (count: number) => string;
  readonly pick: (run: string) => string;
  readonly compare: string;
  readonly compareHint: string;
  readonly follow: string;
  readonly report: string;
  readonly recordings: string;
  readonly broken: string;
  readonly comparing: string;
  readonly back: string;
  readonly samePlan: string;
  readonly otherPlan: string;
  readonly step: string;
  readonly took: string;
  readonly difference: string;
  readonly onlyDifferent: string;
  readonly notThere: string;
  readonly attempts: (count: number) => string;
  readonly keySearch: string;
}

export const historyWords: Texts<HistoryWords> = {
  en: {
    title: 'Runs',
    lead: (count) => (count === 1 ? '1 run of this installation' : `${count} runs of this installation`),
    none: 'No run was made yet',
    noneText: 'Choose a runbook in the library and make a run of it; it is kept here for good.',
    toLibrary: 'To the library',
    search: 'Search runs',
    show: 'Show',
    filters: { all: 'All', open: 'Open', ended: 'Ended', live: 'Live', rehearsal: 'Rehearsals' },
    noMatch: 'No run has these words.',
    run: 'Run',
    state: 'State',
    when: 'Made',
    verdicts: 'Verdicts',
    people: 'People',
    rehearsal: 'rehearsal',
    live: 'live',
    heldHere: 'open here',
    heldElsewhere: 'held by another program',
    left: 'left open, nobody holds it',
    waitsFor: (roles) => `waits for: ${roles}`,
    owed: (count) => `${count} owed`,
    unknown: (count) => `${count} unknown`,
    pick: (run) => `Compare ${run}`,
    compare: 'Compare the two',
    compareHint: 'Tick two runs to compare them step by step.',
    follow: 'Take up what is open',
    report: 'Report',
    recordings: 'Recordings',
    broken: 'Cannot be read',
    comparing: 'Two runs, step by step',
    back: 'Back to the runs',
    samePlan: 'Both ran the very same plan.',
    otherPlan: 'They ran different plans.',
    step: 'Step',
    took: 'Took',
    difference: 'Difference',
    onlyDifferent: 'Only what differs',
    notThere: 'not in this plan',
    attempts: (count) => (count === 1 ? '1 attempt' : `${count} attempts`),
    keySearch: 'Search runs',
  },
  it: {
    title: 'Esecuzioni',
    lead: (count) =>
      count === 1 ? '1 esecuzione di questa installazione' : `${count} esecuzioni di questa installazione`,
    none: 'Nessuna esecuzione finora',
    noneText: 'Scegli un runbook nella libreria e preparane un’esecuzione: qui resta per sempre.',
    toLibrary: 'Alla libreria',
    search: 'Cerca esecuzioni',
    show: 'Mostra',
    filters: { all: 'Tutte', open: 'Aperte', ended: 'Terminate', live: 'Reali', rehearsal: 'Prove' },
    noMatch: 'Nessuna esecuzione ha queste parole.',
    run: 'Esecuzione',
    state: 'Stato',
    when: 'Preparata',
    verdicts: 'Esiti',
    people: 'Persone',
    rehearsal: 'prova',
    live: 'reale',
    heldHere: 'aperta qui',
    heldElsewhere: 'tenuta da un altro programma',
    left: 'lasciata aperta, nessuno la tiene',
    waitsFor: (roles) => `attende: ${roles}`,
    owed: (count) => `${count} dovuti`,
    unknown: (count) => `${count} ignoti`,
    pick: (run) => `Confronta ${run}`,
    compare: 'Confronta le due',
    compareHint: 'Spunta due esecuzioni per confrontarle passo per passo.',
    follow: 'Riprendi ciò che è aperto',
    report: 'Rapporto',
    recordings: 'Registrazioni',
    broken: 'Non si può leggere',
    comparing: 'Due esecuzioni, passo per passo',
    back: 'Torna alle esecuzioni',
    samePlan: 'Entrambe hanno eseguito lo stesso identico piano.',
    otherPlan: 'Hanno eseguito piani diversi.',
    step: 'Passo',
    took: 'Durata',
    difference: 'Differenza',
    onlyDifferent: 'Solo ciò che differisce',
    notThere: 'non in questo piano',
    attempts: (count) => (count === 1 ? '1 tentativo' : `${count} tentativi`),
    keySearch: 'Cerca esecuzioni',
  },
};
