import { useEffect } from 'react';

const focusable = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex]';

/**
 * Whoever works without a mouse never loses their place. What has the focus goes away again and again: a dialog closes, a
 * button was pressed and its step is done, a page changes. Then the focus goes back to what had it before the dialog, or
 * to the nearest part around the lost one that is still there; never to nowhere, from where Tab begins at the top.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let page: readonly Element[] = [];
    let floating: readonly Element[] = [];
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      // Dialogs, menus and lists stand outside of the page, in portals.
      if (target.closest('[data-portal]') === null) [page, floating] = [around(target), []];
      else floating = around(target);
    };
    const keep = (): void => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const [lost] = floating.length > 0 ? floating : page;
      // A click beside everything takes the focus on purpose: what had it is still there.
      if (lost === undefined || lost.isConnected) return;
      const next = [...floating, ...page].find(canHaveFocus) ?? document.querySelector('main');
      if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}

/** The element and what it stands in, the nearest first. */
function around(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) found.push(at);
  return found;
}

function canHaveFocus(element: Element): boolean {
  return element.isConnected && element.matches(focusable) && element.getClientRects().length > 0;
}
