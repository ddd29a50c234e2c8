import type { Texts } from '../../ui/use-texts.ts';

interface Words {
  readonly take: string;
  readonly repeat: string;
  readonly running: (time: string) => string;
  readonly notTaken: string;
  readonly takenClean: (time: string, age: string) => string;
  readonly takenAccepted: (time: string, age: string, count: number, by: string) => string;
  readonly takenProblems: (time: string, age: string, count: number) => string;
  readonly old: string;
  readonly broken: string;
  readonly hosts: string;
  readonly checks: string;
  readonly copies: string;
  readonly copied: Readonly<Record<'true' | 'false' | 'not-taken', string>>;
  readonly differenceOf: (title: string) => string;
  readonly alsoNow: string;
  readonly alsoNowLead: string;
  readonly waiting: string;
  readonly connecting: (time: string) => string;
  readonly inOrder: string;
  readonly notInOrder: string;
  readonly dark: string;
  readonly accepted: (name: string, reason: string) => string;
  readonly isTrue: string;
  readonly isFalse: string;
  readonly notTakenCheck: string;
  readonly user: string;
  readonly key: string;
  readonly newKey: string;
  readonly sudo: Readonly<Record<'works' | 'refused' | 'not-needed', string>>;
  readonly skew: (text: string) => string;
  readonly missingTools: (tools: string) => string;
  readonly toMend: string;
  readonly compare: string;
  readonly compareHow: string;
  readonly trust: string;
  readonly accept: string;
  readonly acceptOf: (what: string) => string;
  readonly acceptBy: string;
  readonly acceptReason: string;
  readonly acceptMeans: string;
  readonly acceptDo: string;
  readonly cancel: string;
}

const en: Words = {
  take: 'Take preflight',
  repeat: 'Repeat preflight',
  running: (time) => `Under way for ${time}. Nothing is changed on the hosts.`,
  notTaken: 'Not taken yet.',
  takenClean: (time, age) => `Taken at ${time}, ${age} ago: everything that is required holds.`,
  takenAccepted: (time, age, count, by) =>
    `Taken at ${time}, ${age} ago: ${count === 1 ? '1 problem is' : `${count} problems are`} accepted by ${by}; the rest holds.`,
  takenProblems: (time, age, count) =>
    `Taken at ${time}, ${age} ago: ${count === 1 ? '1 problem is' : `${count} problems are`} to be mended or accepted.`,
  old: 'This result is older than 15 minutes and counts no more: repeat it.',
  broken: 'It did not end: the program that took it was closed. Open the run here and it goes on.',
  hosts: 'Hosts',
  checks: 'Required before the start',
  copies: 'What would be changed in files, as they are now',
  copied: { true: 'can be done', false: 'could not be done', 'not-taken': 'not known yet' },
  differenceOf: (title) => `Difference: ${title}`,
  alsoNow: 'Checks of later phases, as they stand now',
  alsoNowLead: 'Only for information: most become true during the run.',
  waiting: 'waits for the hosts',
  connecting: (time) => `connecting, ${time}`,
  inOrder: 'in order',
  notInOrder: 'not in order',
  dark: 'dark, which is allowed',
  accepted: (name, reason) => `accepted by ${name}: ${reason}`,
  isTrue: 'true',
  isFalse: 'false',
  notTakenCheck: 'could not be looked at',
  user: 'user',
  key: 'host key',
  newKey: 'new here',
  sudo: { works: 'sudo works', refused: 'sudo refused', 'not-needed': 'no sudo needed' },
  skew: (text) => `clock ${text}`,
  missingTools: (tools) => `missing: ${tools}`,
  toMend: 'To mend it:',
  compare: 'This key is not known here. Compare it with the console of the host, character by character:',
  compareHow: 'On the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  trust: 'It is the same: trust this key',
  accept: 'Accept it…',
  acceptOf: (what) => `Accept the problem with ${what}`,
  acceptBy: 'Accepted by',
  acceptReason: 'Reason',
  acceptMeans: 'Name and reason stand in the record and are printed.',
  acceptDo: 'Accept and go on',
  cancel: 'Cancel',
};

const it: Words = {
  take: 'Esegui il preflight',
  repeat: 'Ripeti il preflight',
  running: (time) => `In corso da ${time}. Sugli host non cambia nulla.`,
  notTaken: 'Non ancora fatto.',
  takenClean: (time, age) => `Fatto alle ${time}, ${age} fa: tutto il necessario è a posto.`,
  takenAccepted: (time, age, count, by) =>
    `Fatto alle ${time}, ${age} fa: ${count === 1 ? '1 problema accettato' : `${count} problemi accettati`} da ${by}; il resto è a posto.`,
  takenProblems: (time, age, count) =>
    `Fatto alle ${time}, ${age} fa: ${count === 1 ? '1 problema' : `${count} problemi`} da risolvere o accettare.`,
  old: 'Il risultato ha più di 15 minuti e non vale più: va ripetuto.',
  broken: 'Non è finito: il programma che lo eseguiva è stato chiuso. Aprite qui l’esecuzione e riprenderà.',
  hosts: 'Host',
  checks: 'Necessario prima dell’avvio',
  copies: 'Che cosa cambierebbe nei file, come sono ora',
  copied: { true: 'si può fare', false: 'non si potrebbe fare', 'not-taken': 'non ancora noto' },
  differenceOf: (title) => `Differenza: ${title}`,
  alsoNow: 'Verifiche delle fasi successive, come sono ora',
  alsoNowLead: 'Solo per informazione: la maggior parte diventa vera durante l’esecuzione.',
  waiting: 'attende gli host',
  connecting: (time) => `collegamento, ${time}`,
  inOrder: 'a posto',
  notInOrder: 'non a posto',
  dark: 'spento, è consentito',
  accepted: (name, reason) => `accettato da ${name}: ${reason}`,
  isTrue: 'vero',
  isFalse: 'falso',
  notTakenCheck: 'non è stato possibile guardare',
  user: 'utente',
  key: 'chiave dell’host',
  newKey: 'nuova qui',
  sudo: { works: 'sudo funziona', refused: 'sudo rifiutato', 'not-needed': 'sudo non serve' },
  skew: (text) => `orologio ${text}`,
  missingTools: (tools) => `mancano: ${tools}`,
  toMend: 'Per rimediare:',
  compare: 'Questa chiave qui non è nota. Confrontatela carattere per carattere con la console dell’host:',
  compareHow: 'Sull’host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  trust: 'È la stessa: fidati di questa chiave',
  accept: 'Accetta…',
  acceptOf: (what) => `Accetta il problema con ${what}`,
  acceptBy: 'Accettato da',
  acceptReason: 'Motivo',
  acceptMeans: 'Nome e motivo restano nel registro e vengono stampati.',
  acceptDo: 'Accetta e prosegui',
  cancel: 'Annulla',
};

export const preflightTexts: Texts<Words> = { en, it };
