import { said } from '../../src-shared/report/said.ts';
import { useSettings } from '../state/settings-store.ts';

/** Sentences of the engine, which the record keeps in English, in the language of the window. */
export function useSaid(): (text: string) => string {
  const language = useSettings((settings) => settings.language);
  return (text) => said(text, language);
}
