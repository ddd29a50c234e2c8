import type { PageLink, PageWindow } from './page-window.ts';

/**
 * Runs in the page's own world. New windows never reach Chromium: the main process decides on them, as
 * setWindowOpenHandler does, and the page gets null either way.
 */
export function catchPopups(): void {
  const page = globalThis as unknown as PageWindow;
  const ask = (url: string): void => {
    const detail = new URL(url, page.location.href).href;
    page.document.dispatchEvent(new CustomEvent('stand-in:preload:open', { detail }));
  };
  page.open = (url = '') => {
    ask(String(url));
    return null;
  };
  page.document.addEventListener('click', (event) => {
    const path = event.composedPath() as PageLink[];
    const link = path.find(({ tagName, target, href }) => tagName === 'A' && target === '_blank' && href !== undefined);
    if (link?.href === undefined || event.defaultPrevented) return;
    event.preventDefault();
    ask(link.href);
  });
}
