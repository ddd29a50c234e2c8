import type { WaitingKind } from '../../../src-shared/run/waiting.ts';
import type { Texts } from '../../ui/use-texts.ts';

export interface NowWords {
  /** `about`: what the item is about; `host`: where it is about one. */
  readonly asks: Readonly<Record<WaitingKind, (about: string, host: string) => string>>;
  /** Of preflight, neither mended nor accepted. */
  readonly problems: (count: number) => string;
  readonly stop: (about: string) => string;
  readonly verdicts: (form: string, open: number) => string;
  readonly waitingFor: string;
  /** `the operator`, as it stands in the middle of a sentence. */
  readonly role: (title: string) => string;
  readonly running: (what: string) => string;
  /** Of a run that nobody holds. */
  readonly left: (what: string) => string;
  readonly leftOpen: string;
  readonly hosts: (count: number) => string;
  readonly onHosts: (hosts: readonly string[]) => string;
  readonly more: (count: number) => string;
  readonly moves: string;
  readonly paused: (why: string) => string;
  readonly rollback: string;
  readonly loads: string;
  readonly nothing: string;
  /** Stands right behind the outcome. */
  readonly unsigned: (count: number, roles: string) => string;
  readonly openRole: (role: string, optional: boolean) => string;
}

export const nowTexts: Texts<NowWords> = {
  en: {
    asks: {
      preflight: () => 'Take the preflight',
      approval: () => 'Approve the plan',
      start: () => 'Start the run',
      continue: () => 'Continue, or roll back',
      confirm: (about) => about,
      choose: (about) => about,
      verdict: (about) => `Verdicts of ${about}`,
      sign: (about) => `Sign: ${about}`,
      failure: (about) => `Decide what failed: ${about}`,
      unknown: (about, host) => `Say what became of ${about}${host === '' ? '' : ` on ${host}`}`,
      owed: (about) => `Owed: ${about}`,
    },
    problems: (count) => `Preflight: ${count} ${count === 1 ? 'problem' : 'problems'} to mend or accept`,
    stop: (about) => `STOP, do not do it: ${about}`,
    verdicts: (form, open) => `${form}: ${open} ${open === 1 ? 'verdict' : 'verdicts'}`,
    waitingFor: 'Waiting for',
    role: (title) => `the ${title.slice(0, 1).toLowerCase()}${title.slice(1)}`,
    running: (what) => `Running: ${what}`,
    left: (what) => `Left while it ran: ${what}. Open the run to see what became of it`,
    leftOpen: 'Left open: nobody holds this run',
    hosts: (count) => `${count} hosts`,
    onHosts: (hosts) => (hosts.length === 1 ? `on ${hosts[0] ?? ''}` : `on ${hosts.length} hosts`),
    more: (count) => `and ${count} more`,
    moves: 'The next step begins',
    paused: (why) => `Paused: ${why}`,
    rollback: 'Rolling back',
    loads: 'Not started',
    nothing: 'Nothing waits for anybody.',
    unsigned: (count, roles) => `, with ${count === 1 ? 'a signature' : `${count} signatures`} still open: ${roles}`,
    openRole: (role, optional) => (optional ? `${role} (optional)` : role),
  },
  it: {
    asks: {
      preflight: () => 'Esegui il preflight',
      approval: () => 'Approva il piano',
      start: () => 'Avvia l’esecuzione',
      continue: () => 'Continua, oppure ripristina',
      confirm: (about) => about,
      choose: (about) => about,
      verdict: (about) => `Esiti di ${about}`,
      sign: (about) => `Firma: ${about}`,
      failure: (about) => `Decidi su ciò che è fallito: ${about}`,
      unknown: (about, host) => `Di’ che ne è stato di ${about}${host === '' ? '' : ` su ${host}`}`,
      owed: (about) => `In sospeso: ${about}`,
    },
    problems: (count) => `Preflight: ${count} ${count === 1 ? 'problema' : 'problemi'} da risolvere o accettare`,
    stop: (about) => `FERMO, non farlo: ${about}`,
    verdicts: (form, open) => `${form}: ${open} ${open === 1 ? 'esito' : 'esiti'} da dare`,
    waitingFor: 'In attesa di',
    role: (title) => title,
    running: (what) => `In corso: ${what}`,
    left: (what) => `Lasciato mentre era in corso: ${what}. Apri l’esecuzione per vedere che ne è stato`,
    leftOpen: 'Lasciata aperta: nessuno tiene questa esecuzione',
    hosts: (count) => `${count} host`,
    onHosts: (hosts) => (hosts.length === 1 ? `su ${hosts[0] ?? ''}` : `su ${hosts.length} host`),
    more: (count) => `e altri ${count}`,
    moves: 'Inizia il passo successivo',
    paused: (why) => `In pausa: ${why}`,
    rollback: 'Ripristino in corso',
    loads: 'Non avviata',
    nothing: 'Nessuno è atteso.',
    unsigned: (count, roles) =>
      `, ma ${count === 1 ? 'manca ancora una firma' : `mancano ancora ${count} firme`}: ${roles}`,
    openRole: (role, optional) => (optional ? `${role} (facoltativa)` : role),
  },
};
