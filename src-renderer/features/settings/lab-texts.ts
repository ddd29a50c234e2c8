import type { LabFaultKind, LabHostStatus } from '../../../src-shared/rpc/lab-calls.ts';
import type { Texts } from '../../ui/use-texts.ts';

interface LabWords {
  readonly lead: string;
  readonly systems: string;
  readonly start: (title: string) => string;
  readonly startAll: string;
  readonly stop: (title: string) => string;
  readonly stopAll: string;
  readonly runs: string;
  readonly stopped: string;
  readonly stoppedText: string;
  readonly elsewhere: string;
  readonly foreign: string;
  readonly renew: string;
  readonly renewSure: (title: string) => string;
  readonly renewYes: string;
  readonly keep: string;
  readonly page: string;
  readonly inventory: string;
  readonly now: string;
  readonly hands: string;
  readonly handsLead: string;
  readonly faults: string;
  readonly faultsLead: string;
  readonly none: string;
  readonly machines: string;
  readonly machine: string;
  readonly power: string;
  readonly switches: string;
  readonly fault: string;
  readonly faultOf: (host: string) => string;
  readonly valueOf: (host: string) => string;
  readonly noFault: string;
  readonly noLogin: string;
  readonly powers: Readonly<Record<NonNullable<LabHostStatus['power']>, string>>;
  readonly faultKinds: Readonly<Record<LabFaultKind, string>>;
  readonly on: string;
  readonly off: string;
  readonly mains: string;
  readonly actOn: (action: string, host: string) => string;
  readonly times: string;
  readonly timesLead: string;
}

export const labWords: Texts<LabWords> = {
  en: {
    lead: 'Imitated systems behind real SSH, SIP and DNS, on this machine only. A live run on them is refused.',
    systems: 'Systems',
    start: (title) => `Start ${title}`,
    startAll: 'Start all systems',
    stop: (title) => `Stop ${title}`,
    stopAll: 'Stop the lab',
    runs: 'runs',
    stopped: 'stopped',
    stoppedText: 'It does not run. A start finds it as it was left: power, roles, names and files.',
    elsewhere: 'Another program of yours runs the lab: what you do here is done there, and it ends there.',
    foreign: 'Somebody else on this machine runs a lab on these addresses. End that one first.',
    renew: 'Begin anew…',
    renewSure: (title) =>
      `${title} starts as if for the first time. What was done to it is forgotten: power, roles, names, faults, times and the files of its hosts. Links that stand are cut.`,
    renewYes: 'Begin anew',
    keep: 'Keep it as it is',
    page: 'Its page, for a browser',
    inventory: 'Inventory',
    now: 'How it is now',
    hands: 'What people do by hand',
    handsLead: 'Buttons of other consoles, other desks, the people on site.',
    faults: 'Faults of the system',
    faultsLead: 'Each stays until something puts it right.',
    none: 'None.',
    machines: 'Machines',
    machine: 'Machine',
    power: 'Power',
    switches: 'Switches',
    fault: 'Fault',
    faultOf: (host) => `Fault of ${host}`,
    valueOf: (host) => `Value of the fault of ${host}`,
    noFault: 'none',
    noLogin: 'no login',
    powers: { on: 'on', off: 'off', stopping: 'stopping', booting: 'booting' },
    faultKinds: {
      refuse: 'SSH refuses',
      'hang-connect': 'SSH never speaks',
      'hang-command': 'commands hang',
      slow: 'commands begin late (ms)',
      drop: 'link cut in mid-command (ms)',
      'wrong-output': 'wrong output (text)',
      'changed-host-key': 'another host key',
    },
    on: 'Power on',
    off: 'Shut down',
    mains: 'Cut the mains',
    actOn: (action, host) => `${action}: ${host}`,
    times: 'Times',
    timesLead: 'In milliseconds. What has begun keeps its time.',
  },
  it: {
    lead: 'Sistemi simulati dietro SSH, SIP e DNS veri, solo su questa macchina. Un’esecuzione reale su di essi è rifiutata.',
    systems: 'Sistemi',
    start: (title) => `Avvia ${title}`,
    startAll: 'Avvia tutti i sistemi',
    stop: (title) => `Ferma ${title}`,
    stopAll: 'Ferma il laboratorio',
    runs: 'in funzione',
    stopped: 'fermo',
    stoppedText: 'Non è in funzione. Riparte come è stato lasciato: corrente, ruoli, nomi e file.',
    elsewhere: 'Il laboratorio è di un altro tuo programma: ciò che fai qui avviene là, e si ferma là.',
    foreign: 'Qualcun altro su questa macchina ha un laboratorio su questi indirizzi. Prima va fermato quello.',
    renew: 'Ricomincia da capo…',
    renewSure: (title) =>
      `${title} riparte come la prima volta. Ciò che è stato fatto si dimentica: corrente, ruoli, nomi, guasti, tempi e file degli host. I collegamenti aperti si interrompono.`,
    renewYes: 'Ricomincia da capo',
    keep: 'Lascialo com’è',
    page: 'La sua pagina, per un browser',
    inventory: 'Inventario',
    now: 'Com’è adesso',
    hands: 'Ciò che le persone fanno a mano',
    handsLead: 'Pulsanti di altre console, altri uffici, le persone sul posto.',
    faults: 'Guasti del sistema',
    faultsLead: 'Ognuno resta finché qualcosa non lo ripara.',
    none: 'Nessuno.',
    machines: 'Macchine',
    machine: 'Macchina',
    power: 'Corrente',
    switches: 'Interruttori',
    fault: 'Guasto',
    faultOf: (host) => `Guasto di ${host}`,
    valueOf: (host) => `Valore del guasto di ${host}`,
    noFault: 'nessuno',
    noLogin: 'nessun accesso',
    powers: { on: 'accesa', off: 'spenta', stopping: 'si spegne', booting: 'si avvia' },
    faultKinds: {
      refuse: 'SSH rifiuta',
      'hang-connect': 'SSH non parla mai',
      'hang-command': 'i comandi restano appesi',
      slow: 'i comandi iniziano tardi (ms)',
      drop: 'collegamento tagliato a metà (ms)',
      'wrong-output': 'risposta sbagliata (testo)',
      'changed-host-key': 'un’altra chiave host',
    },
    on: 'Accendi',
    off: 'Spegni',
    mains: 'Togli corrente',
    actOn: (action, host) => `${action}: ${host}`,
    times: 'Tempi',
    timesLead: 'In millisecondi. Ciò che è iniziato mantiene il suo tempo.',
  },
};
