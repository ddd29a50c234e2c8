import { deedWords, type DeedWords } from '../../../src-shared/plan/deed-words.ts';
import { worldWords, type WorldWords } from '../../../src-shared/plan/world-words.ts';
import type { StepKind } from '../../../src-shared/plan/plan.ts';
import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly hash: string;
  readonly copyHash: string;
  readonly copied: string;
  readonly steps: (count: number) => string;
  readonly hosts: (count: number) => string;
  readonly destructiveCount: (count: number) => string;
  readonly cases: (count: number) => string;
  readonly expected: (length: string) => string;
  readonly nothingKnown: string;
  readonly longest: string;
  readonly onLongest: string;
  readonly all: string;
  readonly onlyDestructive: string;
  readonly which: string;
  readonly showAll: string;
  readonly hideAll: string;
  readonly rollback: string;
  readonly preflightPhase: string;
  readonly destructive: string;
  readonly simulated: string;
  readonly partlySimulated: (hosts: string) => string;
  readonly reallyRuns: string;
  readonly noUndo: string;
  readonly guarded: string;
  readonly owed: string;
  readonly by: (role: string) => string;
  readonly fromHere: string;
  readonly kinds: Readonly<Record<StepKind, string>>;
  readonly detail: DetailWords;
}

interface DetailWords {
  readonly script: string;
  readonly withTerminal: string;
  readonly values: string;
  readonly variable: string;
  readonly value: string;
  readonly secret: (name: string) => string;
  readonly template: string;
  readonly expects: string;
  readonly exit: (codes: string) => string;
  readonly lost: string;
  readonly stream: (name: string, match: string) => string;
  readonly contains: string;
  readonly matches: string;
  readonly equals: string;
  readonly not: string;
  readonly across: string;
  readonly keeps: string;
  readonly rules: string;
  readonly after: (steps: string) => string;
  readonly guardedBy: (steps: string) => string;
  readonly when: (condition: string) => string;
  readonly within: (time: string) => string;
  readonly holdsFor: (time: string) => string;
  readonly timeout: (time: string) => string;
  readonly retried: (times: number, every: string) => string;
  readonly serial: (hosts: number) => string;
  readonly owedWhere: string;
  readonly onFailure: Readonly<Record<'stop' | 'continue' | 'rollback', string>>;
  readonly only: Readonly<Record<'live' | 'rehearsal', string>>;
  readonly undo: string;
  readonly undoByHand: string;
  readonly undoNone: string;
  readonly evidenceRequired: string;
  readonly asks: (title: string, required: boolean) => string;
  readonly waits: (time: string) => string;
  readonly waitsUntil: (time: string) => string;
  readonly options: string;
  readonly signs: (statement: string) => string;
  readonly form: string;
  readonly tcp: (ports: string, to: string, is: 'open' | 'closed', from: string) => string;
  readonly control: (to: string, port: number) => string;
  readonly world: WorldWords;
  readonly deeds: DeedWords;
}

const en: Words = {
  hash: 'Plan hash',
  copyHash: 'Copy the whole hash',
  copied: 'Copied',
  steps: (count) => (count === 1 ? '1 step' : `${count} steps`),
  hosts: (count) => (count === 1 ? '1 host' : `${count} hosts`),
  destructiveCount: (count) => (count === 0 ? 'none destructive' : `${count} destructive`),
  cases: (count) => (count === 1 ? '1 test case' : `${count} test cases`),
  expected: (length) => `about ${length}`,
  nothingKnown: 'expected time not said',
  longest: 'The longest chain, which sets the expected time',
  onLongest: 'on the longest chain',
  all: 'All steps',
  onlyDestructive: 'Only destructive',
  which: 'Which steps are shown',
  showAll: 'Show every command',
  hideAll: 'Hide the commands',
  rollback: 'Rollback, if it is asked for',
  preflightPhase: 'checked before the start',
  destructive: 'destructive',
  simulated: 'simulated in this rehearsal',
  partlySimulated: (hosts) => `simulated on ${hosts}`,
  reallyRuns: 'really runs',
  noUndo: 'no undo',
  guarded: 'guarded',
  owed: 'owed if dark',
  by: (role) => `by ${role}`,
  fromHere: 'from this machine',
  kinds: {
    run: 'script',
    check: 'check',
    manual: 'by hand',
    wait: 'wait',
    choose: 'choice',
    form: 'form',
    sign: 'sign-off',
    terminal: 'terminal',
    dns: 'DNS change',
    copy: 'copy',
    notify: 'message',
  },
  detail: {
    script: 'Script',
    withTerminal: 'with a terminal',
    values: 'Values given to it',
    variable: 'Variable',
    value: 'Value',
    secret: (name) => `secret ${name}`,
    template: 'known when the step is ready',
    expects: 'Expects',
    exit: (codes) => `exit ${codes}`,
    lost: 'the link to end',
    stream: (name, match) => `${name} ${match}`,
    contains: 'contains',
    matches: 'matches',
    equals: 'equals',
    not: 'not',
    across: 'over all hosts',
    keeps: 'Keeps',
    rules: 'Rules',
    after: (steps) => `after ${steps}`,
    guardedBy: (steps) => `only while ${steps} holds`,
    when: (condition) => `only when ${condition}`,
    within: (time) => `becomes true within ${time}`,
    holdsFor: (time) => `stays true for ${time}`,
    timeout: (time) => `ended after ${time}`,
    retried: (times, every) => `tried again ${times} times, every ${every}`,
    serial: (hosts) => (hosts === 1 ? 'one host after the other' : `${hosts} hosts at a time`),
    owedWhere: 'a host that does not answer owes it',
    onFailure: {
      stop: 'a failure stops the run',
      continue: 'a failure does not stop the run',
      rollback: 'a failure rolls back',
    },
    only: { live: 'only in a live run', rehearsal: 'only in a rehearsal' },
    undo: 'Undo',
    undoByHand: 'Undo by hand',
    undoNone: 'Cannot be undone',
    evidenceRequired: 'Evidence is required.',
    asks: (title, required) => `asks: ${title}${required ? '' : ' (optional)'}`,
    waits: (time) => `waits ${time}`,
    waitsUntil: (time) => `waits until ${time}`,
    options: 'Options',
    signs: (statement) => `“${statement}”`,
    form: 'Verdicts and signatures',
    tcp: (ports, to, is, from) => `${ports} of ${to} ${is === 'open' ? 'answers' : 'is closed'}, seen from ${from}`,
    control: (to, port) => `while ${to} answers on port ${port} from the same places`,
    world: worldWords.en,
    deeds: deedWords.en,
  },
};

const it: Words = {
  hash: 'Hash del piano',
  copyHash: 'Copia l’hash intero',
  copied: 'Copiato',
  steps: (count) => (count === 1 ? '1 passo' : `${count} passi`),
  hosts: (count) => `${count} host`,
  destructiveCount: (count) =>
    count === 0 ? 'nessuno distruttivo' : count === 1 ? '1 distruttivo' : `${count} distruttivi`,
  cases: (count) => (count === 1 ? '1 caso di prova' : `${count} casi di prova`),
  expected: (length) => `circa ${length}`,
  nothingKnown: 'durata prevista non indicata',
  longest: 'La catena più lunga, che determina la durata prevista',
  onLongest: 'sulla catena più lunga',
  all: 'Tutti i passi',
  onlyDestructive: 'Solo distruttivi',
  which: 'Quali passi si vedono',
  showAll: 'Mostra ogni comando',
  hideAll: 'Nascondi i comandi',
  rollback: 'Rollback, se viene chiesto',
  preflightPhase: 'verificata prima dell’avvio',
  destructive: 'distruttivo',
  simulated: 'simulato in questa prova',
  partlySimulated: (hosts) => `simulato su ${hosts}`,
  reallyRuns: 'eseguito davvero',
  noUndo: 'non annullabile',
  guarded: 'protetto',
  owed: 'dovuto se spento',
  by: (role) => `a cura di ${role}`,
  fromHere: 'da questa macchina',
  kinds: {
    run: 'script',
    check: 'verifica',
    manual: 'a mano',
    wait: 'attesa',
    choose: 'scelta',
    form: 'modulo',
    sign: 'firma',
    terminal: 'terminale',
    dns: 'modifica DNS',
    copy: 'copia',
    notify: 'messaggio',
  },
  detail: {
    script: 'Script',
    withTerminal: 'con un terminale',
    values: 'Valori che riceve',
    variable: 'Variabile',
    value: 'Valore',
    secret: (name) => `segreto ${name}`,
    template: 'noto quando il passo è pronto',
    expects: 'Si aspetta',
    exit: (codes) => `uscita ${codes}`,
    lost: 'la fine del collegamento',
    stream: (name, match) => `${name} ${match}`,
    contains: 'contiene',
    matches: 'corrisponde a',
    equals: 'uguale a',
    not: 'non',
    across: 'su tutti gli host',
    keeps: 'Conserva',
    rules: 'Regole',
    after: (steps) => `dopo ${steps}`,
    guardedBy: (steps) => `solo finché vale ${steps}`,
    when: (condition) => `solo se ${condition}`,
    within: (time) => `diventa vero entro ${time}`,
    holdsFor: (time) => `resta vero per ${time}`,
    timeout: (time) => `terminato dopo ${time}`,
    retried: (times, every) => `ritentato ${times} volte, ogni ${every}`,
    serial: (hosts) => (hosts === 1 ? 'un host dopo l’altro' : `${hosts} host alla volta`),
    owedWhere: 'un host che non risponde lo deve ancora',
    onFailure: {
      stop: 'un errore ferma l’esecuzione',
      continue: 'un errore non ferma l’esecuzione',
      rollback: 'un errore avvia il ripristino',
    },
    only: { live: 'solo in un’esecuzione reale', rehearsal: 'solo in una prova' },
    undo: 'Annullamento',
    undoByHand: 'Annullamento a mano',
    undoNone: 'Non può essere annullato',
    evidenceRequired: 'L’evidenza è obbligatoria.',
    asks: (title, required) => `chiede: ${title}${required ? '' : ' (facoltativo)'}`,
    waits: (time) => `attende ${time}`,
    waitsUntil: (time) => `attende fino alle ${time}`,
    options: 'Scelte',
    signs: (statement) => `“${statement}”`,
    form: 'Esiti e firme',
    tcp: (ports, to, is, from) => `${ports} di ${to} ${is === 'open' ? 'risponde' : 'è chiusa'}, visto da ${from}`,
    control: (to, port) => `mentre ${to} risponde sulla porta ${port} dagli stessi punti`,
    world: worldWords.it,
    deeds: deedWords.it,
  },
};

export const planTexts: Texts<Words> = { en, it };
