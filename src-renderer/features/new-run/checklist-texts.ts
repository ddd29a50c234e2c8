import type { Texts } from '../../ui/use-texts.ts';

/** `missing` stands in the way; `open` may follow later; `working`: it is being found out. */
export type CheckState = 'done' | 'missing' | 'open' | 'working';

export const checklistTexts: Texts<Readonly<Record<CheckState, string>>> = {
  en: { done: 'done', missing: 'needed', open: 'can follow', working: 'being looked at' },
  it: { done: 'fatto', missing: 'necessario', open: 'può seguire', working: 'in verifica' },
};
