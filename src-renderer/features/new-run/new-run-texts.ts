import type { Texts } from '../../ui/use-texts.ts';
import type { Occasion, WindowFault } from './draft.ts';

interface Words {
  readonly title: string;
  readonly titleFollow: string;
  readonly leadFollow: (run: string) => string;
  readonly kept: Readonly<Record<'untouched' | 'saving' | 'saved', string>>;
  readonly drafts: (count: number) => string;
  readonly draftsTitle: string;
  readonly openDraft: (name: string) => string;
  readonly removeDraft: (name: string) => string;
  readonly unnamedDraft: string;
  readonly sections: Readonly<Record<SectionId, string>>;
  readonly leads: Readonly<Record<SectionId, string>>;
  readonly chooseRunbook: string;
  readonly noRunbooks: string;
  readonly otherRunbook: string;
  readonly otherInventory: string;
  readonly lookingForInventories: string;
  readonly pickRunbook: string;
  readonly pickInventory: string;
  readonly practice: string;
  readonly real: string;
  readonly hosts: (count: number) => string;
  readonly bindsNot: string;
  readonly inventoryProblems: (count: number) => string;
  readonly notFitting: (count: number) => string;
  readonly hideNotFitting: string;
  readonly noInventories: string;
  readonly bound: string;
  readonly boundLater: string;
  readonly target: string;
  readonly onHosts: string;
  readonly mayBeDark: string;
  readonly noHost: string;
  readonly noLogin: string;
  readonly labOff: string;
  readonly labStart: string;
  readonly labOn: string;
  readonly labPage: string;
  readonly live: string;
  readonly liveMeans: string;
  readonly liveRefused: string;
  readonly rehearsal: string;
  readonly rehearsalPractice: string;
  readonly rehearsalReal: string;
  readonly allow: string;
  readonly allowMeans: (hosts: string) => string;
  readonly allowUnknown: (names: string) => string;
  readonly allowed: (names: string) => string;
  readonly customer: string;
  readonly site: string;
  readonly changeNumber: string;
  readonly occasion: string;
  readonly occasions: Readonly<Record<Occasion, string>>;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly twice: string;
  readonly first: string;
  readonly second: string;
  readonly windowFaults: Readonly<Record<WindowFault, string>>;
  readonly windowLength: (length: string) => string;
  readonly clocksChange: string;
  readonly windowOver: string;
  readonly noZone: string;
}

export type SectionId = 'runbook' | 'inventory' | 'mode' | 'parameters' | 'people' | 'about' | 'plan';

const en: Words = {
  title: 'New run',
  titleFollow: 'Take up the open items',
  leadFollow: (run) => `A new run of what ${run} left open. Both results will stand in its report.`,
  kept: {
    untouched: 'What you fill in is kept as a draft, without secrets.',
    saving: 'Keeping the draft…',
    saved: 'Kept as a draft, without secrets.',
  },
  drafts: (count) => `Drafts (${count})`,
  draftsTitle: 'Runs that are prepared and not made yet',
  openDraft: (name) => `Open the draft ${name}`,
  removeDraft: (name) => `Remove the draft ${name}`,
  unnamedDraft: 'No runbook yet',
  sections: {
    runbook: 'Runbook',
    inventory: 'Where',
    mode: 'Live or rehearsal',
    parameters: 'Values',
    people: 'People',
    about: 'On the cover',
    plan: 'The plan',
  },
  leads: {
    runbook: 'What is to be done.',
    inventory: 'The inventory says which hosts take which part.',
    mode: 'Whether it counts.',
    parameters: 'What the runbook asks for. Empty fields take the value that stands in them in grey.',
    people: 'Who takes which role. Names can follow until they sign.',
    about: 'What the report is headed with, and the hours that were agreed.',
    plan: 'Exactly what will happen. This is what is approved, by its hash.',
  },
  chooseRunbook: 'Choose a runbook',
  noRunbooks: 'The library has no runbook. Pick a file.',
  otherRunbook: 'Another file…',
  otherInventory: 'Another inventory…',
  lookingForInventories: 'Looking for inventories…',
  pickRunbook: 'Choose a runbook file',
  pickInventory: 'Choose an inventory file',
  practice: 'practice',
  real: 'real hosts',
  hosts: (count) => (count === 1 ? '1 host' : `${count} hosts`),
  bindsNot: 'does not bind every target of this runbook',
  inventoryProblems: (count) => (count === 1 ? '1 problem in the file' : `${count} problems in the file`),
  notFitting: (count) => (count === 1 ? 'Show 1 that does not fit' : `Show ${count} that do not fit`),
  hideNotFitting: 'Show only those that fit',
  noInventories: 'No inventory was found beside the runbook or in the library.',
  bound: 'Which host takes which part',
  boundLater: 'Which host takes which part is shown as soon as the plan can be made.',
  target: 'Part',
  onHosts: 'Hosts',
  mayBeDark: 'may be dark',
  noHost: 'no host',
  noLogin: 'no login',
  labOff: 'The practice lab is not running: its hosts would not answer.',
  labStart: 'Start the practice lab',
  labOn: 'The practice lab is running.',
  labPage: 'What people do by hand, and the power switches',
  live: 'Live',
  liveMeans: 'It counts. Every step is really carried out on the hosts above; what is destructive destroys.',
  liveRefused: 'Not on practice hosts: a live run on simulated machines would prove nothing.',
  rehearsal: 'Rehearsal',
  rehearsalPractice: 'Every step is really carried out, on practice hosts. Each page of the report says REHEARSAL.',
  rehearsalReal:
    'Steps run on the real hosts, but destructive ones are only simulated, unless you name the hosts below. Each page of the report says REHEARSAL.',
  allow: 'Really carry out destructive steps on these hosts',
  allowMeans: (hosts) => `Type their names to allow it: ${hosts}. Left empty, destructive steps are simulated.`,
  allowUnknown: (names) => `The plan has no destructive step on ${names}. Check the spelling.`,
  allowed: (names) => `Destructive steps will really run on ${names}.`,
  customer: 'Customer',
  site: 'Site',
  changeNumber: 'Change',
  occasion: 'Occasion',
  occasions: { incident: 'Incident', exercise: 'Exercise', 'planned change': 'Planned change' },
  from: 'Window from',
  to: 'Window to',
  zone: 'Time zone',
  twice: 'The clocks go back in that night: this time comes twice.',
  first: 'the first',
  second: 'the second',
  windowFaults: {
    half: 'Give both ends of the window, or neither.',
    wrong: 'Give date and time.',
    gap: 'That time does not exist: the clocks go forward over it. Take a later one.',
    backwards: 'The window ends before it begins.',
  },
  windowLength: (length) => `${length} long`,
  windowOver: 'This window is over already.',
  clocksChange: 'The clocks change in between; the length is real time.',
  noZone: 'No such zone',
};

const it: Words = {
  title: 'Nuova esecuzione',
  titleFollow: 'Riprendere i punti aperti',
  leadFollow: (run) =>
    `Una nuova esecuzione di quanto ${run} ha lasciato aperto. Il rapporto riporterà entrambi i risultati.`,
  kept: {
    untouched: 'Quello che compilate viene conservato come bozza, senza segreti.',
    saving: 'Salvataggio della bozza…',
    saved: 'Conservata come bozza, senza segreti.',
  },
  drafts: (count) => `Bozze (${count})`,
  draftsTitle: 'Esecuzioni preparate e non ancora create',
  openDraft: (name) => `Apri la bozza ${name}`,
  removeDraft: (name) => `Elimina la bozza ${name}`,
  unnamedDraft: 'Ancora senza runbook',
  sections: {
    runbook: 'Runbook',
    inventory: 'Dove',
    mode: 'Reale o prova',
    parameters: 'Valori',
    people: 'Persone',
    about: 'In copertina',
    plan: 'Il piano',
  },
  leads: {
    runbook: 'Che cosa si deve fare.',
    inventory: 'L’inventario dice quali host hanno quale parte.',
    mode: 'Se vale davvero.',
    parameters: 'Quello che il runbook chiede. I campi vuoti prendono il valore che vi appare in grigio.',
    people: 'Chi ricopre quale ruolo. I nomi si possono dare anche dopo, fino alla firma.',
    about: 'L’intestazione del rapporto e le ore concordate.',
    plan: 'Esattamente ciò che accadrà. È questo che viene approvato, tramite il suo hash.',
  },
  chooseRunbook: 'Scegliete un runbook',
  noRunbooks: 'La libreria non ha runbook. Scegliete un file.',
  otherRunbook: 'Un altro file…',
  otherInventory: 'Un altro inventario…',
  lookingForInventories: 'Ricerca degli inventari…',
  pickRunbook: 'Scegliete il file di un runbook',
  pickInventory: 'Scegliete il file di un inventario',
  practice: 'esercitazione',
  real: 'host reali',
  hosts: (count) => `${count} host`,
  bindsNot: 'non assegna tutte le parti di questo runbook',
  inventoryProblems: (count) => (count === 1 ? '1 problema nel file' : `${count} problemi nel file`),
  notFitting: (count) => (count === 1 ? 'Mostra 1 che non è adatto' : `Mostra ${count} non adatti`),
  hideNotFitting: 'Mostra solo quelli adatti',
  noInventories: 'Nessun inventario trovato accanto al runbook o nella libreria.',
  bound: 'Quale host ha quale parte',
  boundLater: 'Quale host ha quale parte si vede appena il piano può essere fatto.',
  target: 'Parte',
  onHosts: 'Host',
  mayBeDark: 'può essere spento',
  noHost: 'nessun host',
  noLogin: 'senza accesso',
  labOff: 'Il laboratorio di esercitazione non è attivo: i suoi host non risponderebbero.',
  labStart: 'Avvia il laboratorio',
  labOn: 'Il laboratorio di esercitazione è attivo.',
  labPage: 'Ciò che le persone fanno a mano, e gli interruttori',
  live: 'Reale',
  liveMeans: 'Vale davvero. Ogni passo viene eseguito sugli host indicati sopra; ciò che è distruttivo distrugge.',
  liveRefused: 'Non su host di esercitazione: un’esecuzione reale su macchine simulate non proverebbe nulla.',
  rehearsal: 'Prova',
  rehearsalPractice:
    'Ogni passo viene eseguito davvero, su host di esercitazione. Ogni pagina del rapporto porta la scritta PROVA.',
  rehearsalReal:
    'I passi girano sugli host reali, ma quelli distruttivi sono solo simulati, a meno che non indichiate gli host qui sotto. Ogni pagina del rapporto porta la scritta PROVA.',
  allow: 'Esegui davvero i passi distruttivi su questi host',
  allowMeans: (hosts) =>
    `Per consentirlo digitatene i nomi: ${hosts}. Se resta vuoto, i passi distruttivi sono simulati.`,
  allowUnknown: (names) => `Il piano non ha passi distruttivi su ${names}. Controllate come è scritto.`,
  allowed: (names) => `I passi distruttivi verranno eseguiti davvero su ${names}.`,
  customer: 'Cliente',
  site: 'Sede',
  changeNumber: 'Change',
  occasion: 'Occasione',
  occasions: { incident: 'Incidente', exercise: 'Esercitazione', 'planned change': 'Intervento pianificato' },
  from: 'Finestra dalle',
  to: 'Finestra alle',
  zone: 'Fuso orario',
  twice: 'Quella notte gli orologi tornano indietro: quest’ora c’è due volte.',
  first: 'la prima',
  second: 'la seconda',
  windowFaults: {
    half: 'Indicate inizio e fine della finestra, oppure nessuno dei due.',
    wrong: 'Indicate data e ora.',
    gap: 'Quest’ora non esiste: gli orologi la saltano. Prendetene una successiva.',
    backwards: 'La finestra finisce prima di cominciare.',
  },
  windowLength: (length) => `durata ${length}`,
  windowOver: 'Questa finestra è già trascorsa.',
  clocksChange: 'Nel frattempo cambia l’ora; la durata è in tempo effettivo.',
  noZone: 'Fuso sconosciuto',
};

export const newRunTexts: Texts<Words> = { en, it };
