import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly label: string;
  readonly chooseRunbook: string;
  readonly runbookBroken: (count: number) => string;
  readonly afterRunbook: string;
  readonly chooseInventory: string;
  readonly chooseMode: string;
  readonly allowWrong: string;
  /** How many were typed here, and how many stand as runbook and inventory have them. */
  readonly valuesFine: (typed: number, preset: number) => string;
  readonly noValues: string;
  readonly valuesWrong: (titles: string) => string;
  readonly valuesMissing: (count: number, titles: string) => string;
  readonly valuesEmpty: (count: number) => string;
  readonly secretsAsked: (titles: string) => string;
  readonly peopleNamed: (count: number) => string;
  readonly peopleOpen: (roles: string) => string;
  readonly peopleClash: string;
  readonly operatorNeeded: string;
  readonly aboutFine: string;
  readonly aboutOpen: string;
  readonly windowWrong: string;
  readonly planWaits: string;
  readonly planning: string;
  readonly planProblems: (count: number) => string;
  readonly planReady: (hash: string) => string;
  readonly make: string;
  readonly making: string;
  readonly makeNext: string;
  readonly missing: (parts: string) => string;
  readonly problemsLead: string;
  readonly line: (line: number) => string;
  readonly typedHere: string;
  readonly following: (count: number) => string;
  readonly planNotYet: string;
}

const en: Words = {
  label: 'What is still missing',
  chooseRunbook: 'choose a runbook',
  runbookBroken: (count) => (count === 1 ? '1 problem in the file' : `${count} problems in the file`),
  afterRunbook: 'once there is a runbook',
  chooseInventory: 'choose the hosts',
  chooseMode: 'choose one',
  allowWrong: 'a host name is wrong',
  valuesFine: (typed, preset) =>
    [...(typed === 0 ? [] : [`${typed} typed here`]), ...(preset === 0 ? [] : [`${preset} preset, in grey`])].join(
      ', ',
    ),
  noValues: 'none asked for',
  valuesWrong: (titles) => `look at: ${titles}`,
  valuesMissing: (count, titles) => `${count} still to be filled in: ${titles}`,
  valuesEmpty: (count) => `${count} still to be filled in, where the hosts do not bring ${count === 1 ? 'it' : 'them'}`,
  secretsAsked: (titles) => `asked for when it is made: ${titles}`,
  peopleNamed: (count) => (count === 1 ? '1 person named' : `${count} people named`),
  peopleOpen: (roles) => `not named yet: ${roles}`,
  peopleClash: 'one person holds two roles that must differ',
  operatorNeeded: 'name the operator',
  aboutFine: 'filled in',
  aboutOpen: 'customer or window are empty',
  windowWrong: 'look at the window',
  planWaits: 'needs runbook and hosts',
  planning: 'being made…',
  planProblems: (count) => (count === 1 ? '1 problem' : `${count} problems`),
  planReady: (hash) => `ready, ${hash}`,
  make: 'Make the run',
  making: 'Making the run…',
  makeNext: 'Nothing is contacted yet. Preflight, approval and start come next.',
  missing: (parts) => `Still missing: ${parts}`,
  problemsLead: 'The plan cannot be made yet:',
  line: (line) => `line ${line}`,
  typedHere: 'typed above, under Values',
  following: (count) =>
    count === 1 ? '1 more only follows from these values.' : `${count} more only follow from these values.`,
  planNotYet: 'Choose a runbook and the hosts: the plan appears here by itself.',
};

const it: Words = {
  label: 'Che cosa manca ancora',
  chooseRunbook: 'scegliere un runbook',
  runbookBroken: (count) => (count === 1 ? '1 problema nel file' : `${count} problemi nel file`),
  afterRunbook: 'quando c’è un runbook',
  chooseInventory: 'scegliere gli host',
  chooseMode: 'scegliere',
  allowWrong: 'un nome di host è errato',
  valuesFine: (typed, preset) =>
    [
      ...(typed === 0 ? [] : [`${typed} ${typed === 1 ? 'digitato' : 'digitati'} qui`]),
      ...(preset === 0 ? [] : [`${preset} ${preset === 1 ? 'predefinito' : 'predefiniti'}, in grigio`]),
    ].join(', '),
  noValues: 'nessuno richiesto',
  valuesWrong: (titles) => `da rivedere: ${titles}`,
  valuesMissing: (count, titles) => `${count} ancora da compilare: ${titles}`,
  valuesEmpty: (count) => `${count} ancora da compilare, se non ${count === 1 ? 'lo' : 'li'} portano gli host`,
  secretsAsked: (titles) => `chiesti alla creazione: ${titles}`,
  peopleNamed: (count) => (count === 1 ? '1 persona indicata' : `${count} persone indicate`),
  peopleOpen: (roles) => `non ancora indicati: ${roles}`,
  peopleClash: 'una persona ricopre due ruoli che devono essere distinti',
  operatorNeeded: 'indicare l’operatore',
  aboutFine: 'compilata',
  aboutOpen: 'cliente o finestra sono vuoti',
  windowWrong: 'rivedere la finestra',
  planWaits: 'servono runbook e host',
  planning: 'in preparazione…',
  planProblems: (count) => (count === 1 ? '1 problema' : `${count} problemi`),
  planReady: (hash) => `pronto, ${hash}`,
  make: 'Crea l’esecuzione',
  making: 'Creazione in corso…',
  makeNext: 'Non viene ancora contattato nulla. Seguono preflight, approvazione e avvio.',
  missing: (parts) => `Manca ancora: ${parts}`,
  problemsLead: 'Il piano non può ancora essere fatto:',
  line: (line) => `riga ${line}`,
  typedHere: 'digitato sopra, in Valori',
  following: (count) =>
    count === 1 ? 'Un altro deriva solo da questi valori.' : `Altri ${count} derivano solo da questi valori.`,
  planNotYet: 'Scegliete un runbook e gli host: il piano appare qui da solo.',
};

export const summaryTexts: Texts<Words> = { en, it };
