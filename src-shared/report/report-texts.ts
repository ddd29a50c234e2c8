import type { Lang } from '../run/acceptance.ts';
import { en } from './texts/en.ts';
import type { ReportTexts } from './texts/en.ts';
import { it } from './texts/it.ts';

const texts: Readonly<Record<Lang, ReportTexts>> = { en, it };

/** The report's own texts in a language. */
export function reportTexts(lang: Lang): ReportTexts {
  return texts[lang];
}
