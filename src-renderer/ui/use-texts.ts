import { useSettings, type Language } from '../state/settings-store.ts';

/** The words of a part of the interface, in every language: a language that lacks one does not compile. */
export type Texts<Words> = Readonly<Record<Language, Words>>;

/** The words in the language that the person set. */
export function useTexts<Words>(texts: Texts<Words>): Words {
  return texts[useSettings(({ language }) => language)];
}
