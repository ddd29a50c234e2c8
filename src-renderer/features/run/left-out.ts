import type { StepRunState } from '../../../src-shared/run/state.ts';
import type { Texts } from '../../ui/use-texts.ts';

export interface LeftOutWords {
  readonly byWhen: string;
  /** Heads the expression, among the details. */
  readonly when: string;
}

export const leftOutTexts: Texts<LeftOutWords> = {
  en: {
    byWhen: 'Not needed in this run: the condition of the runbook does not hold. It stands in the details.',
    when: 'Only where',
  },
  it: {
    byWhen: 'In questa esecuzione non serve: la condizione del runbook non vale. Sta nei dettagli.',
    when: 'Solo se',
  },
};

/** The engine quotes the expression that was false (RUN-6): whoever reads the cockpit at night is told in words. */
export function isLeftOutByWhen({ state, why }: Pick<StepRunState, 'state' | 'why'>): boolean {
  return state === 'not-applicable' && why.startsWith('`');
}
