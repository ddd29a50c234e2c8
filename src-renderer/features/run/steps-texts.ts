import type { Texts } from '../../ui/use-texts.ts';
import type { StepsView } from './looking.ts';

export interface StepsWords {
  readonly steps: string;
  readonly views: Readonly<Record<StepsView, string>>;
  readonly view: string;
  readonly follow: string;
  readonly followHint: string;
  readonly down: string;
  readonly up: string;
  readonly open: string;
  readonly toggleFollow: string;
  readonly nextView: string;
  readonly hosts: (count: number) => string;
  readonly of: string;
  readonly late: string;
  readonly skipped: (count: number) => string;
  readonly skippedBy: string;
  readonly simulated: string;
  readonly byHand: string;
  readonly planned: string;
  readonly actual: string;
  readonly now: string;
  readonly noTimes: string;
}

export const stepsTexts: Texts<StepsWords> = {
  en: {
    steps: 'Steps',
    views: { list: 'List', graph: 'Graph', time: 'Time' },
    view: 'How the steps are shown',
    follow: 'Follow',
    followHint: 'The view goes with the run. Choosing a step ends that.',
    down: 'Next step',
    up: 'Step before',
    open: 'Go to the step that is chosen',
    toggleFollow: 'Follow the run, or stop following',
    nextView: 'Graph of the steps, or back',
    hosts: (count) => `${count} hosts`,
    of: 'of',
    late: 'late',
    skipped: (count) => `${count} left out`,
    skippedBy: 'skipped by a person',
    simulated: 'simulated',
    byHand: 'by a person’s word',
    planned: 'planned',
    actual: 'actual',
    now: 'now',
    noTimes: 'The plan says nothing of times, and nothing has run yet.',
  },
  it: {
    steps: 'Passi',
    views: { list: 'Elenco', graph: 'Grafo', time: 'Tempo' },
    view: 'Come si mostrano i passi',
    follow: 'Segui',
    followHint: 'La vista segue l’esecuzione. Scegliere un passo la ferma.',
    down: 'Passo successivo',
    up: 'Passo precedente',
    open: 'Vai al passo scelto',
    toggleFollow: 'Segui l’esecuzione, o smetti',
    nextView: 'Grafo dei passi, o ritorno',
    hosts: (count) => `${count} host`,
    of: 'di',
    late: 'in ritardo',
    skipped: (count) => (count === 1 ? '1 tralasciato' : `${count} tralasciati`),
    skippedBy: 'saltato da una persona',
    simulated: 'simulato',
    byHand: 'sulla parola di una persona',
    planned: 'previsto',
    actual: 'effettivo',
    now: 'ora',
    noTimes: 'Il piano non dice nulla dei tempi e nulla è ancora stato eseguito.',
  },
};
