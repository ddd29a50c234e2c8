import type { StepKind } from '../../../src-shared/runbook/step-schema.ts';
import type { Texts } from '../../ui/use-texts.ts';
import type { FactName } from './step-content.ts';

interface StepTexts {
  readonly kinds: Readonly<Record<StepKind, string>>;
  readonly facts: Readonly<Record<FactName, string>>;
  readonly destructive: string;
  readonly undo: Readonly<Record<'run' | 'manual' | 'restore' | 'none' | 'missing', string>>;
  readonly rollback: string;
  readonly preflight: string;
  readonly script: string;
  readonly filters: Readonly<Record<'all' | 'changes' | 'destructive' | 'person', string>>;
  readonly filter: string;
  readonly search: string;
  readonly found: (found: number, all: number) => string;
  readonly none: string;
  readonly moves: string;
  readonly nothing: string;
  readonly phases: string;
}

export const stepTexts: Texts<StepTexts> = {
  en: {
    kinds: {
      run: 'script',
      terminal: 'interactive terminal',
      check: 'check',
      manual: 'by hand',
      form: 'test form',
      test: 'test case',
      wait: 'waits',
      dns: 'DNS update',
      copy: 'file copy',
      choose: 'choice',
      sign: 'signature',
      notify: 'notice',
    },
    facts: {
      on: 'On',
      forEach: 'For each',
      by: 'By',
      when: 'Only when',
      guard: 'Guarded by',
      needs: 'Waits for',
      env: 'Variables',
      expect: 'Passes when',
      capture: 'Outputs',
      within: 'True within',
      for: 'True for',
      every: 'Looked at every',
      timeout: 'At most',
      retry: 'Tried again',
      serial: 'Hosts at once',
      unreachable: 'No answer',
      onFailure: 'On failure',
      mode: 'Only in',
      tty: 'With a terminal',
      ask: 'Asks',
      evidence: 'Evidence',
      takes: 'Usually takes',
    },
    destructive: 'destructive',
    undo: {
      run: 'Undone by script',
      manual: 'Undone by hand',
      restore: 'Undone by putting back what was there',
      none: 'Cannot be undone',
      missing: 'No undo is given: a rollback shows this step in red.',
    },
    rollback: 'rollback',
    preflight: 'also checked before the start',
    script: 'Script',
    filters: { all: 'All', changes: 'Acts on hosts', destructive: 'Destructive', person: 'Needs a person' },
    filter: 'Which steps are shown',
    search: 'Search in the steps',
    found: (found, all) => `${found} of ${all} steps`,
    none: 'No step is like that.',
    moves: 'Next and previous step',
    nothing: 'nothing',
    phases: 'Phases',
  },
  it: {
    kinds: {
      run: 'script',
      terminal: 'terminale interattivo',
      check: 'controllo',
      manual: 'a mano',
      form: 'modulo di prova',
      test: 'caso di prova',
      wait: 'attesa',
      dns: 'modifica DNS',
      copy: 'copia di file',
      choose: 'scelta',
      sign: 'firma',
      notify: 'avviso',
    },
    facts: {
      on: 'Su',
      forEach: 'Per ciascuno',
      by: 'A cura di',
      when: 'Solo se',
      guard: 'Protetto da',
      needs: 'Attende',
      env: 'Variabili',
      expect: 'Superato se',
      capture: 'Risultati',
      within: 'Vero entro',
      for: 'Vero per',
      every: 'Guardato ogni',
      timeout: 'Al massimo',
      retry: 'Ritentato',
      serial: 'Host per volta',
      unreachable: 'Senza risposta',
      onFailure: 'Se fallisce',
      mode: 'Solo in',
      tty: 'Con terminale',
      ask: 'Chiede',
      evidence: 'Prova allegata',
      takes: 'Di solito dura',
    },
    destructive: 'distruttivo',
    undo: {
      run: 'Annullato da script',
      manual: 'Annullato a mano',
      restore: 'Annullato ripristinando ciò che c’era',
      none: 'Non si può annullare',
      missing: 'Nessun annullamento indicato: un ripristino mostra questo passo in rosso.',
    },
    rollback: 'rollback',
    preflight: 'controllata anche prima dell’inizio',
    script: 'Script',
    filters: { all: 'Tutti', changes: 'Agiscono sugli host', destructive: 'Distruttivi', person: 'Serve una persona' },
    filter: 'Quali passi sono mostrati',
    search: 'Cerca nei passi',
    found: (found, all) => `${found} di ${all} passi`,
    none: 'Nessun passo è così.',
    moves: 'Passo successivo e precedente',
    nothing: 'niente',
    phases: 'Fasi',
  },
};
