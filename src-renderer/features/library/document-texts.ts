import type { Texts } from '../../ui/use-texts.ts';

type Word =
  | 'text'
  | 'none'
  | 'noneNote'
  | 'goals'
  | 'scopeIn'
  | 'scopeOut'
  | 'locations'
  | 'location'
  | 'items'
  | 'resources'
  | 'role'
  | 'responsibilities'
  | 'names'
  | 'schedule'
  | 'task'
  | 'artifact'
  | 'completion'
  | 'strategy'
  | 'recordKeeping'
  | 'criteria'
  | 'deliverables';

export const documentTexts: Texts<Readonly<Record<Word, string>>> = {
  en: {
    text: 'Text of the document',
    none: 'This runbook has no document text',
    noneNote: 'Under `document` it can give goals, scope, strategy and criteria; the report prints them first.',
    goals: 'Goals',
    scopeIn: 'In scope',
    scopeOut: 'Out of scope',
    locations: 'Locations',
    location: 'Location',
    items: 'Items',
    resources: 'Resources',
    role: 'Role',
    responsibilities: 'Responsibilities',
    names: 'Names',
    schedule: 'Schedule',
    task: 'Task',
    artifact: 'Artifact',
    completion: 'Completion',
    strategy: 'Strategy',
    recordKeeping: 'Record keeping',
    criteria: 'Criteria',
    deliverables: 'Deliverables',
  },
  it: {
    text: 'Testo del documento',
    none: 'Questo runbook non ha un testo del documento',
    noneNote: 'Sotto `document` può indicare obiettivi, ambito, strategia e criteri; il rapporto li stampa per primi.',
    goals: 'Obiettivi',
    scopeIn: 'Nell’ambito',
    scopeOut: 'Fuori dall’ambito',
    locations: 'Sedi',
    location: 'Sede',
    items: 'Elementi',
    resources: 'Risorse',
    role: 'Ruolo',
    responsibilities: 'Responsabilità',
    names: 'Nomi',
    schedule: 'Calendario',
    task: 'Attività',
    artifact: 'Prodotto',
    completion: 'Completamento',
    strategy: 'Strategia',
    recordKeeping: 'Conservazione dei risultati',
    criteria: 'Criteri',
    deliverables: 'Consegne',
  },
};
