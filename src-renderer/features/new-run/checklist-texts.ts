import type { Texts } from '../../ui/use-texts.ts';
import type { CheckState } from './checklist.tsx';

export const checklistTexts: Texts<Readonly<Record<CheckState, string>>> = {
  en: { done: 'done', missing: 'needed', open: 'can follow', working: 'being looked at' },
  it: { done: 'fatto', missing: 'necessario', open: 'può seguire', working: 'in verifica' },
};
