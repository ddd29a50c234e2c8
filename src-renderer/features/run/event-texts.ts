import type { FailureChoice, UnknownChoice } from '../../../src-shared/run/facts.ts';
import type { Texts } from '../../ui/use-texts.ts';

type Plain =
  | 'created'
  | 'opened'
  | 'named'
  | 'handedOver'
  | 'preflight'
  | 'preflightDone'
  | 'notReady'
  | 'accepted'
  | 'declared'
  | 'started'
  | 'paused'
  | 'continued'
  | 'aborted'
  | 'rollback'
  | 'ended'
  | 'sealed'
  | 'stepStarted'
  | 'notApplicable'
  | 'guardTrue'
  | 'guardBroken'
  | 'guardOverridden'
  | 'stopAsked'
  | 'confirmed'
  | 'reported'
  | 'chosen'
  | 'skipped'
  | 'hostAnswered'
  | 'compare'
  | 'lostAsExpected'
  | 'evidence'
  | 'agreed'
  | 'comment'
  | 'signed'
  // What an approver signs.
  | 'plan'
  | 'refused'
  | 'voided'
  | 'note'
  | 'terminal'
  | 'terminalClosed';

export interface EventTexts extends Readonly<Record<Plain, string>> {
  readonly problems: (count: number) => string;
  readonly undos: (count: number) => string;
  readonly asked: (role: string) => string;
  readonly again: (attempt: number) => string;
  readonly typed: (lines: number) => string;
  readonly attempts: Readonly<Record<'failed' | 'unknown' | 'owed', string>>;
  readonly settled: Readonly<Record<'passed' | 'failed' | 'unknown' | 'owed' | 'skipped' | 'undone', string>>;
  readonly failureDecided: Readonly<Record<FailureChoice, string>>;
  readonly unknownDecided: Readonly<Record<UnknownChoice, string>>;
}

export const eventTexts: Texts<EventTexts> = {
  en: {
    created: 'run made',
    opened: 'run opened',
    named: 'person named',
    handedOver: 'role handed over',
    preflight: 'preflight begins',
    preflightDone: 'preflight done',
    notReady: 'not ready',
    accepted: 'accepted as it is',
    declared: 'RTO clock declared',
    started: 'run started',
    paused: 'paused',
    continued: 'continued',
    aborted: 'run stopped',
    rollback: 'rollback begins',
    ended: 'run ended',
    sealed: 'sealed',
    stepStarted: 'begins',
    notApplicable: 'not applicable',
    guardTrue: 'guard proved',
    guardBroken: 'guard broken',
    guardOverridden: 'guard overridden',
    stopAsked: 'stop asked for',
    confirmed: 'confirmed',
    reported: 'did not work',
    chosen: 'chosen',
    skipped: 'skipped',
    hostAnswered: 'answers again',
    compare: 'values taken to compare',
    lostAsExpected: 'link lost as expected',
    evidence: 'evidence taken',
    agreed: 'caveat agreed',
    comment: 'comment',
    signed: 'signed',
    plan: 'the plan',
    refused: 'signature refused',
    voided: 'signature void',
    note: 'note',
    terminal: 'terminal opened',
    terminalClosed: 'terminal closed',
    problems: (count) => (count === 0 ? 'no problem' : `${count} ${count === 1 ? 'problem' : 'problems'}`),
    undos: (count) => `${count} ${count === 1 ? 'undo' : 'undos'}`,
    asked: (role) => `waits for ${role}`,
    again: (attempt) => `attempt ${attempt}`,
    typed: (lines) => `${lines} ${lines === 1 ? 'line' : 'lines'} typed`,
    attempts: { failed: 'failed', unknown: 'end not seen', owed: 'does not answer' },
    settled: {
      passed: 'passed',
      failed: 'failed',
      unknown: 'unknown',
      owed: 'owed',
      skipped: 'skipped',
      undone: 'undone',
    },
    failureDecided: {
      retry: 'tried again',
      'by-hand': 'done by hand',
      skip: 'skipped after failure',
      continue: 'goes on, stays failed',
      rollback: 'rolled back after failure',
      abort: 'stopped after failure',
    },
    unknownDecided: { 'verified-done': 'verified done', 'run-again': 'run again', failed: 'said to have failed' },
  },
  it: {
    created: 'esecuzione creata',
    opened: 'esecuzione aperta',
    named: 'persona nominata',
    handedOver: 'ruolo passato',
    preflight: 'inizia la verifica preliminare',
    preflightDone: 'verifica preliminare finita',
    notReady: 'non pronto',
    accepted: 'accettato così com’è',
    declared: 'orologio RTO dichiarato',
    started: 'esecuzione avviata',
    paused: 'in pausa',
    continued: 'ripresa',
    aborted: 'esecuzione fermata',
    rollback: 'inizia il ripristino',
    ended: 'esecuzione conclusa',
    sealed: 'sigillata',
    stepStarted: 'inizia',
    notApplicable: 'non applicabile',
    guardTrue: 'guardia provata',
    guardBroken: 'guardia caduta',
    guardOverridden: 'guardia forzata',
    stopAsked: 'chiesto l’arresto',
    confirmed: 'confermato',
    reported: 'non ha funzionato',
    chosen: 'scelto',
    skipped: 'saltato',
    hostAnswered: 'risponde di nuovo',
    compare: 'valori rilevati per il confronto',
    lostAsExpected: 'collegamento caduto come atteso',
    evidence: 'prova rilevata',
    agreed: 'riserva concordata',
    comment: 'commento',
    signed: 'firmato',
    plan: 'il piano',
    refused: 'firma rifiutata',
    voided: 'firma annullata',
    note: 'nota',
    terminal: 'terminale aperto',
    terminalClosed: 'terminale chiuso',
    problems: (count) => (count === 0 ? 'nessun problema' : `${count} ${count === 1 ? 'problema' : 'problemi'}`),
    undos: (count) => `${count} ${count === 1 ? 'annullamento' : 'annullamenti'}`,
    asked: (role) => `attende: ${role}`,
    again: (attempt) => `tentativo ${attempt}`,
    typed: (lines) => `${lines} ${lines === 1 ? 'riga digitata' : 'righe digitate'}`,
    attempts: { failed: 'fallito', unknown: 'fine non vista', owed: 'non risponde' },
    settled: {
      passed: 'superato',
      failed: 'fallito',
      unknown: 'di esito ignoto',
      owed: 'in sospeso',
      skipped: 'saltato',
      undone: 'annullato',
    },
    failureDecided: {
      retry: 'riprovato',
      'by-hand': 'fatto a mano',
      skip: 'saltato dopo il guasto',
      continue: 'prosegue, resta fallito',
      rollback: 'ripristinato dopo il guasto',
      abort: 'fermato dopo il guasto',
    },
    unknownDecided: {
      'verified-done': 'verificato: fatto',
      'run-again': 'eseguito di nuovo',
      failed: 'dichiarato fallito',
    },
  },
};
