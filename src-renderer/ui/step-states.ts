import {
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconCircleDot,
  IconHandStop,
  IconHourglass,
  IconLoader2,
  IconMinus,
  IconQuestionMark,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { RunStateName, StepState } from '../../src-shared/run/state.ts';
import type { Texts } from './use-texts.ts';

export interface StateLook {
  readonly icon: Icon;
  /** A custom property of `tokens.css`. */
  readonly colour: string;
  readonly moving?: boolean;
}

/** The look of a state is the same in list, graph, timeline and header. Green is only what was proven. */
export const stepLooks: Readonly<Record<StepState, StateLook>> = {
  waiting: { icon: IconCircle, colour: 'var(--quiet)' },
  ready: { icon: IconCircleDot, colour: 'var(--soft)' },
  running: { icon: IconLoader2, colour: 'var(--running)', moving: true },
  'needs-person': { icon: IconHandStop, colour: 'var(--person)' },
  passed: { icon: IconCheck, colour: 'var(--passed)' },
  failed: { icon: IconX, colour: 'var(--failed)' },
  skipped: { icon: IconMinus, colour: 'var(--quiet)' },
  owed: { icon: IconHourglass, colour: 'var(--owed)' },
  unknown: { icon: IconQuestionMark, colour: 'var(--unknown)' },
  undone: { icon: IconArrowBackUp, colour: 'var(--soft)' },
  'not-applicable': { icon: IconMinus, colour: 'var(--quiet)' },
};

/** A person is asked, and what must hold while they act does not: nothing that looks like going on. */
export const stopLook: StateLook = { icon: IconHandStop, colour: 'var(--failed)' };

export const stopWord: Texts<string> = { en: 'STOP', it: 'FERMO' };

/** A form that was signed with a FAIL opened its gate, and is no less red for that. */
export function stepLook(state: StepState, fails: number): StateLook {
  return state === 'passed' && fails > 0 ? stepLooks.failed : stepLooks[state];
}

/** As verdicts print, in every language. */
export const failsWords: Texts<(count: number) => string> = {
  en: (count) => `${count} FAIL`,
  it: (count) => `${count} FAIL`,
};

export const stepStateWords: Texts<Readonly<Record<StepState, string>>> = {
  en: {
    waiting: 'waiting',
    ready: 'ready',
    running: 'running',
    'needs-person': 'needs a person',
    passed: 'passed',
    failed: 'failed',
    skipped: 'skipped',
    owed: 'owed',
    unknown: 'unknown',
    undone: 'undone',
    'not-applicable': 'not applicable',
  },
  it: {
    waiting: 'in attesa',
    ready: 'pronto',
    running: 'in corso',
    'needs-person': 'serve una persona',
    passed: 'superato',
    failed: 'fallito',
    skipped: 'saltato',
    owed: 'dovuto',
    unknown: 'ignoto',
    undone: 'annullato',
    'not-applicable': 'non applicabile',
  },
};

export const runStateWords: Texts<Readonly<Record<RunStateName, string>>> = {
  en: {
    draft: 'draft',
    preflight: 'preflight',
    approved: 'approved',
    running: 'running',
    paused: 'paused',
    'rolling-back': 'rolling back',
    completed: 'completed',
    failed: 'failed',
    aborted: 'aborted',
    'rolled-back': 'rolled back',
    sealed: 'sealed',
  },
  it: {
    draft: 'bozza',
    preflight: 'preflight',
    approved: 'approvata',
    running: 'in corso',
    paused: 'in pausa',
    'rolling-back': 'ripristino in corso',
    completed: 'completata',
    failed: 'fallita',
    aborted: 'interrotta',
    'rolled-back': 'ripristinata',
    sealed: 'sigillata',
  },
};
