import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { formsTexts } from './forms-texts.ts';

/** Announces a verdict key to the case that is looked at; the case opens its own fields. */
export const verdictAsked = 'drillbook:verdict';

/** Puts the keyboard on a case, and as much of the case as fits in sight. */
export function focusCase(id: string): void {
  const target = document.querySelector<HTMLElement>(`[data-case="${CSS.escape(id)}"]`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'nearest' });
}

/** P, F and O speak for the case that is looked at; the arrows go from case to case. */
export function useCaseKeys(cases: readonly string[], looked: string | undefined, onLook: (id: string) => void): void {
  const { keys } = useTexts(formsTexts);
  const ask = (is: string) => () => {
    if (looked === undefined) return;
    const target = document.querySelector(`[data-case="${CSS.escape(looked)}"]`);
    target?.dispatchEvent(new CustomEvent(verdictAsked, { detail: is }));
  };
  const step = (by: number) => () => {
    const at = looked === undefined ? -1 : cases.indexOf(looked);
    const next = cases[Math.min(cases.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    onLook(next);
    focusCase(next);
  };
  useKeys([
    { keys: ['p'], does: keys.pass, run: ask('PASS') },
    { keys: ['f'], does: keys.fail, run: ask('FAIL') },
    { keys: ['o'], does: keys.other, run: ask('OTHER') },
    { keys: ['ArrowDown'], does: keys.next, run: step(1) },
    { keys: ['ArrowUp'], does: keys.previous, run: step(-1) },
  ]);
}
