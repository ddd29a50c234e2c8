import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { Texts } from '../../ui/use-texts.ts';

interface NotWorkedWords {
  readonly title: string;
  readonly report: string;
  /** What follows, as the runbook says. */
  readonly reportThen: Readonly<Record<PlanStep['onFailure'], string>>;
  readonly reportDo: string;
  readonly leaveOut: string;
  readonly leaveOutText: string;
  readonly pauseFirst: string;
  readonly pauseFirstText: string;
}

export const notWorkedTexts: Texts<NotWorkedWords> = {
  en: {
    title: 'It did not work. What now?',
    report: 'Report that it failed',
    reportThen: {
      ask: 'The step has failed. Then it is decided: try again, done by hand, skip, go on, roll back.',
      continue: 'The step has failed. The runbook then goes on.',
      stop: 'The step has failed. The runbook then ends the run.',
      rollback: 'The step has failed. The runbook then rolls back at once.',
    },
    reportDo: 'Report the failure',
    leaveOut: 'Leave this step out and go on',
    leaveOutText: 'It counts as skipped, with the reason, in the outcome of the run.',
    pauseFirst: 'Hold the run while we look',
    pauseFirstText: 'Nothing new begins; the step stays open.',
  },
  it: {
    title: 'Non ha funzionato. E adesso?',
    report: 'Segnala che è fallito',
    reportThen: {
      ask: 'Il passo è fallito. Poi si decide: riprovare, fatto a mano, saltare, proseguire, ripristinare.',
      continue: 'Il passo è fallito. Il runbook poi prosegue.',
      stop: 'Il passo è fallito. Il runbook poi termina l’esecuzione.',
      rollback: 'Il passo è fallito. Il runbook poi ripristina subito.',
    },
    reportDo: 'Segnala il guasto',
    leaveOut: 'Tralascia questo passo e prosegui',
    leaveOutText: 'Conta come saltato, con il motivo, nell’esito dell’esecuzione.',
    pauseFirst: 'Tieni ferma l’esecuzione mentre guardiamo',
    pauseFirstText: 'Nulla di nuovo inizia; il passo resta aperto.',
  },
};
