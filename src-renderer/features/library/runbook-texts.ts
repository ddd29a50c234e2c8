import type { RunbookTab } from '../../state/route-store.ts';
import type { Texts } from '../../ui/use-texts.ts';
import type { Counts } from './runbook-outline.ts';

interface RunbookTexts {
  readonly tabs: Readonly<Record<RunbookTab, string>>;
  readonly pages: string;
  readonly unsaved: string;
  readonly newRun: string;
  readonly edit: string;
  readonly cannotRun: string;
  readonly showInFolder: string;
  readonly group: string;
  readonly loading: string;
  readonly faultyTitle: string;
  readonly faulty: string;
  readonly seeProblems: string;
  readonly counts: Readonly<Record<keyof Counts, string>>;
  readonly head: Readonly<
    Record<
      | 'figures'
      | 'objectives'
      | 'people'
      | 'targets'
      | 'parameters'
      | 'forms'
      | 'control'
      | 'runs'
      | 'probes'
      | 'compare'
      | 'revisions',
      string
    >
  >;
  readonly facts: Readonly<
    Record<
      | 'rto'
      | 'rpo'
      | 'clock'
      | 'system'
      | 'owner'
      | 'reviewed'
      | 'approved'
      | 'classification'
      | 'file'
      | 'version'
      | 'expected',
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      'role' | 'what' | 'who' | 'hosts' | 'parameter' | 'type' | 'usual' | 'id' | 'date' | 'author' | 'change',
      string
    >
  >;
  readonly clock: (from: string, to: string) => string;
  readonly declared: string;
  readonly notSame: (roles: string) => string;
  readonly optional: string;
  readonly required: string;
  readonly mayBeDark: string;
  readonly secret: string;
  readonly choices: (choices: string) => string;
  readonly cases: (count: number) => string;
  readonly expectedResult: string;
  readonly signedBy: (roles: string) => string;
  readonly empty: string;
  readonly operator: string;
}

export const runbookTexts: Texts<RunbookTexts> = {
  en: {
    tabs: {
      overview: 'Overview',
      steps: 'Phases and steps',
      graph: 'Graph',
      document: 'Document',
      problems: 'Problems',
      edit: 'Edit',
    },
    pages: 'Pages of the runbook',
    unsaved: 'not saved',
    newRun: 'New run',
    edit: 'Edit',
    cannotRun: 'A runbook with errors cannot be run: mend the problems first.',
    showInFolder: 'Show in its folder',
    group: 'Runbook',
    loading: 'Reading the runbook',
    faultyTitle: 'This cannot be shown as long as the file has errors',
    faulty: 'The problems page names each with its line; the editor shows them where they stand.',
    seeProblems: 'See the problems',
    counts: {
      phases: 'phases',
      steps: 'steps',
      destructive: 'destructive',
      withoutUndo: 'act on hosts, no undo',
      people: 'need a person',
      cases: 'test cases',
    },
    head: {
      figures: 'Figures',
      objectives: 'Objectives',
      people: 'People',
      targets: 'Targets',
      parameters: 'Parameters',
      forms: 'Test forms',
      control: 'Document control',
      runs: 'Last runs',
      probes: 'Measured from start to end',
      compare: 'Compared before and after',
      revisions: 'Revisions',
    },
    facts: {
      rto: 'RTO',
      rpo: 'RPO',
      clock: 'Clock',
      system: 'System',
      owner: 'Owner',
      reviewed: 'Reviewed',
      approved: 'Approved',
      classification: 'Classification',
      file: 'File',
      version: 'Version',
      expected: 'Usually takes',
    },
    columns: {
      role: 'Role',
      what: 'What',
      who: 'Who',
      hosts: 'Hosts',
      parameter: 'Parameter',
      type: 'Type',
      usual: 'Default',
      id: 'Id',
      date: 'Date',
      author: 'Author',
      change: 'Change',
    },
    clock: (from, to) => `from ${from} to the pass of ${to}`,
    declared: 'the time that a person declares',
    notSame: (roles) => `not the ${roles}`,
    optional: 'optional',
    required: 'must be given',
    mayBeDark: 'may be dark',
    secret: 'secret, asked for each run',
    choices: (choices) => `one of ${choices}`,
    cases: (count) => `${count} ${count === 1 ? 'case' : 'cases'}`,
    expectedResult: 'Expected:',
    signedBy: (roles) => `signed by ${roles}`,
    empty: 'empty',
    operator: 'Operator',
  },
  it: {
    tabs: {
      overview: 'Panoramica',
      steps: 'Fasi e passi',
      graph: 'Grafo',
      document: 'Documento',
      problems: 'Problemi',
      edit: 'Modifica',
    },
    pages: 'Pagine del runbook',
    unsaved: 'non salvato',
    newRun: 'Nuova esecuzione',
    edit: 'Modifica',
    cannotRun: 'Un runbook con errori non si può eseguire: prima correggi i problemi.',
    showInFolder: 'Mostra nella cartella',
    group: 'Runbook',
    loading: 'Lettura del runbook',
    faultyTitle: 'Non si può mostrare finché il file contiene errori',
    faulty: 'La pagina dei problemi li elenca con la loro riga; l’editor li mostra dove si trovano.',
    seeProblems: 'Vedi i problemi',
    counts: {
      phases: 'fasi',
      steps: 'passi',
      destructive: 'distruttivi',
      withoutUndo: 'agiscono sugli host, senza ritorno',
      people: 'richiedono una persona',
      cases: 'casi di prova',
    },
    head: {
      figures: 'Cifre',
      objectives: 'Obiettivi',
      people: 'Persone',
      targets: 'Destinazioni',
      parameters: 'Parametri',
      forms: 'Moduli di prova',
      control: 'Controllo del documento',
      runs: 'Ultime esecuzioni',
      probes: 'Misurato dall’inizio alla fine',
      compare: 'Confrontato prima e dopo',
      revisions: 'Revisioni',
    },
    facts: {
      rto: 'RTO',
      rpo: 'RPO',
      clock: 'Orologio',
      system: 'Sistema',
      owner: 'Responsabile',
      reviewed: 'Verificato',
      approved: 'Approvato',
      classification: 'Classificazione',
      file: 'File',
      version: 'Versione',
      expected: 'Di solito dura',
    },
    columns: {
      role: 'Ruolo',
      what: 'Che cosa',
      who: 'Chi',
      hosts: 'Host',
      parameter: 'Parametro',
      type: 'Tipo',
      usual: 'Predefinito',
      id: 'Id',
      date: 'Data',
      author: 'Autore',
      change: 'Modifica',
    },
    clock: (from, to) => `da ${from} al superamento di ${to}`,
    declared: 'l’ora dichiarata da una persona',
    notSame: (roles) => `diverso da ${roles}`,
    optional: 'facoltativo',
    required: 'da indicare',
    mayBeDark: 'può essere spento',
    secret: 'segreto, chiesto a ogni esecuzione',
    choices: (choices) => `uno fra ${choices}`,
    cases: (count) => `${count} ${count === 1 ? 'caso' : 'casi'}`,
    expectedResult: 'Atteso:',
    signedBy: (roles) => `firmato da ${roles}`,
    empty: 'vuoto',
    operator: 'Operatore',
  },
};
