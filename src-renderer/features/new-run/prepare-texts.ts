import type { Texts } from '../../ui/use-texts.ts';

export type PrepareId = 'people' | 'preflight' | 'plan' | 'start';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly started: (name: string, time: string) => string;
  readonly toCockpit: string;
  readonly parts: Readonly<Record<PrepareId, string>>;
  readonly leads: Readonly<Record<PrepareId, string>>;
  readonly checklist: string;
  readonly notHere: string;
  readonly pinsMissing: (names: string) => string;
  readonly namesMissing: (roles: string) => string;
  readonly pinsThere: string;
  readonly preflightClean: (age: string) => string;
  readonly preflightAccepted: (count: number, age: string) => string;
  readonly preflightNot: string;
  readonly preflightRuns: string;
  readonly preflightOld: string;
  readonly preflightProblems: (count: number) => string;
  readonly approved: (name: string) => string;
  readonly approvedSelf: (name: string) => string;
  readonly notApproved: (role: string) => string;
  readonly ready: string;
  readonly restFirst: string;
  readonly waitsFor: (parts: string) => string;
  readonly startRehearsal: (steps: number, hosts: number) => string;
  readonly startLive: (steps: number, hosts: number) => string;
  readonly startMeans: (destructive: number) => string;
  readonly startSimulated: (count: number) => string;
  readonly declare: string;
  readonly declareMeans: string;
  readonly declareButton: string;
  readonly declareNow: string;
  readonly declared: (time: string) => string;
  readonly declareNeeded: string;
  readonly rtoFrom: (step: string) => string;
  readonly timeWrong: string;
}

const en: Words = {
  title: 'Prepare the run',
  lead: 'In any order, also days ahead. Nothing is changed on any host before the start.',
  started: (name, time) => `Started by ${name} at ${time}. What was prepared is in the record.`,
  toCockpit: 'Go to the cockpit',
  parts: { people: 'People and PINs', preflight: 'Preflight', plan: 'The plan and its approval', start: 'Start' },
  leads: {
    people: 'Each signer sets a PIN of their own, unseen by anybody else.',
    preflight: 'Connects to every host and looks at what must be true. It changes nothing.',
    plan: 'Exactly what will happen. The approval stands as long as this hash does.',
    start: 'From here on steps run.',
  },
  checklist: 'Before the start',
  notHere: 'This window only shows the run. Open it here first: see the top of the page.',
  pinsMissing: (names) => `no PIN yet: ${names}`,
  namesMissing: (roles) => `not named yet: ${roles}`,
  pinsThere: 'everybody who signs has a PIN',
  preflightClean: (age) => `clean, ${age} old`,
  preflightAccepted: (count, age) => `${count === 1 ? '1 problem' : `${count} problems`} accepted, ${age} old`,
  preflightNot: 'not taken yet',
  preflightRuns: 'under way…',
  preflightOld: 'older than 15 minutes: repeat it',
  preflightProblems: (count) => (count === 1 ? '1 problem to mend or accept' : `${count} problems to mend or accept`),
  approved: (name) => `approved by ${name}`,
  approvedSelf: (name) => `self-approved by ${name}`,
  notApproved: (role) => `waits for: ${role}`,
  ready: 'ready',
  restFirst: 'as soon as the rest is done',
  waitsFor: (parts) => `Before it can start: ${parts}.`,
  startRehearsal: (steps, hosts) => `Start the rehearsal: ${count(steps, 'step')} on ${count(hosts, 'host')}`,
  startLive: (steps, hosts) => `Start live: ${count(steps, 'step')} on ${count(hosts, 'host')}`,
  startMeans: (destructive) =>
    destructive === 0
      ? 'No step is destructive.'
      : `${count(destructive, 'step is', 'steps are')} destructive and will really run.`,
  startSimulated: (found) => `${count(found, 'destructive step is', 'destructive steps are')} only simulated.`,
  declare: 'Declared at',
  declareMeans: 'The time from which the RTO counts: when the outage or the exercise was declared.',
  declareButton: 'Declare',
  declareNow: 'Now',
  declared: (time) => `The RTO counts from ${time}.`,
  declareNeeded: 'Declare the time from which the RTO counts.',
  rtoFrom: (step) => `The RTO counts from the start of ${step}.`,
  timeWrong: 'Give a date and time that exist.',
};

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

const it: Words = {
  title: 'Preparare l’esecuzione',
  lead: 'In qualsiasi ordine, anche giorni prima. Prima dell’avvio non cambia nulla su nessun host.',
  started: (name, time) => `Avviata da ${name} alle ${time}. Quanto preparato è nel registro.`,
  toCockpit: 'Vai alla cabina',
  parts: { people: 'Persone e PIN', preflight: 'Preflight', plan: 'Il piano e la sua approvazione', start: 'Avvio' },
  leads: {
    people: 'Chi firma sceglie un proprio PIN, senza essere visto da nessuno.',
    preflight: 'Si collega a ogni host e guarda ciò che deve essere vero. Non cambia nulla.',
    plan: 'Esattamente ciò che accadrà. L’approvazione vale finché vale questo hash.',
    start: 'Da qui in poi i passi vengono eseguiti.',
  },
  checklist: 'Prima dell’avvio',
  notHere: 'Questa finestra mostra soltanto l’esecuzione. Prima apritela qui: vedete in cima alla pagina.',
  pinsMissing: (names) => `ancora senza PIN: ${names}`,
  namesMissing: (roles) => `non ancora indicati: ${roles}`,
  pinsThere: 'chi firma ha un PIN',
  preflightClean: (age) => `a posto, di ${age} fa`,
  preflightAccepted: (count, age) =>
    `${count === 1 ? '1 problema accettato' : `${count} problemi accettati`}, di ${age} fa`,
  preflightNot: 'non ancora fatto',
  preflightRuns: 'in corso…',
  preflightOld: 'più vecchio di 15 minuti: va ripetuto',
  preflightProblems: (found) =>
    found === 1 ? '1 problema da risolvere o accettare' : `${found} problemi da risolvere o accettare`,
  approved: (name) => `approvato da ${name}`,
  approvedSelf: (name) => `autoapprovato da ${name}`,
  notApproved: (role) => `si attende: ${role}`,
  ready: 'pronto',
  restFirst: 'appena il resto è a posto',
  waitsFor: (parts) => `Prima dell’avvio: ${parts}.`,
  startRehearsal: (steps, hosts) => `Avvia la prova: ${count(steps, 'passo', 'passi')} su ${hosts} host`,
  startLive: (steps, hosts) => `Avvia dal vero: ${count(steps, 'passo', 'passi')} su ${hosts} host`,
  startMeans: (destructive) =>
    destructive === 0
      ? 'Nessun passo è distruttivo.'
      : `${count(destructive, 'passo distruttivo sarà eseguito', 'passi distruttivi saranno eseguiti')} davvero.`,
  startSimulated: (found) =>
    `${count(found, 'passo distruttivo è solo simulato', 'passi distruttivi sono solo simulati')}.`,
  declare: 'Dichiarato alle',
  declareMeans: 'L’ora da cui si conta l’RTO: quando è stato dichiarato il guasto o l’esercitazione.',
  declareButton: 'Dichiara',
  declareNow: 'Adesso',
  declared: (time) => `L’RTO si conta dalle ${time}.`,
  declareNeeded: 'Dichiarare l’ora da cui si conta l’RTO.',
  rtoFrom: (step) => `L’RTO si conta dall’inizio di ${step}.`,
  timeWrong: 'Indicate una data e un’ora che esistono.',
};

export const prepareTexts: Texts<Words> = { en, it };
