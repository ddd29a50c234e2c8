import type { Texts } from '../use-texts.ts';

interface GraphTexts {
  readonly graph: string;
  readonly how: string;
  readonly laying: string;
  readonly destructive: string;
  readonly critical: string;
  readonly criticalKey: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly steps: (count: number) => string;
  readonly empty: string;
}

export const graphTexts: Texts<GraphTexts> = {
  en: {
    graph: 'Graph of the steps',
    how: 'Arrow keys go from step to step, Enter opens, + and - zoom, 0 fits the width.',
    laying: 'Laying out the graph…',
    destructive: 'destructive',
    critical: 'on the critical path',
    criticalKey: 'Critical path: the chain that makes the whole take as long as it does',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit the width',
    steps: (count) => `${count} ${count === 1 ? 'step' : 'steps'}`,
    empty: 'no steps',
  },
  it: {
    graph: 'Grafo dei passi',
    how: 'Le frecce vanno da un passo all’altro, Invio apre, + e - ingrandiscono e riducono, 0 adatta la larghezza.',
    laying: 'Disposizione del grafo…',
    destructive: 'distruttivo',
    critical: 'sul percorso critico',
    criticalKey: 'Percorso critico: la catena che determina la durata complessiva',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    fit: 'Adatta la larghezza',
    steps: (count) => `${count} ${count === 1 ? 'passo' : 'passi'}`,
    empty: 'nessun passo',
  },
};
