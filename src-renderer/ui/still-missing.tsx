import classes from './still-missing.module.css';
import { useTexts, type Texts } from './use-texts.ts';

/** Said in one way wherever something cannot be done yet. */
export const missingTexts: Texts<(what: string) => string> = {
  en: (what) => `Still missing: ${what}`,
  it: (what) => `Manca ancora: ${what}`,
};

/** Beside a button that cannot be pressed yet: what it waits for, by the names of the fields; nothing while it can. */
export function StillMissing({ what }: { readonly what: readonly string[] }) {
  const missing = useTexts(missingTexts);
  return what.length === 0 ? null : <p className={classes['missing']}>{missing(what.join(', '))}</p>;
}
