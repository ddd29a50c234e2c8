/// <reference lib="dom" />
import type { Page } from '@playwright/test';

export interface Frames {
  readonly perSecond: number;
  /** Between two frames, in milliseconds. */
  readonly longestMs: number;
}

/** Goes to a place of the page that is loaded. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Frames that the page showed in each second while `work` went on, and the longest pause between two. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const tick = (at: number): void => {
      seen.push(at);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { benchFrames: seen });
  });
  await work();
  return page.evaluate(() => {
    const { benchFrames } = window as unknown as { readonly benchFrames: readonly number[] };
    const seen = [...benchFrames];
    const gaps = seen.slice(1).map((at, index) => at - (seen[index] ?? at));
    const whole = (seen.at(-1) ?? 0) - (seen[0] ?? 0);
    return { perSecond: (gaps.length / whole) * 1000, longestMs: Math.max(...gaps) };
  });
}

/**
 * Milliseconds from each click to the frame that answers it, as the browser itself times events (in steps of 8; what took
 * less than 16 is not told and is left out).
 */
export async function clickTimesDuring(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const longest = new Map<number, number>();
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { readonly interactionId?: number })[]) {
        const id = entry.interactionId ?? 0;
        if (id > 0) longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration));
      }
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(window, { benchClicks: longest });
  });
  await work();
  return page.evaluate(() => {
    const { benchClicks } = window as unknown as { readonly benchClicks: ReadonlyMap<number, number> };
    return [...benchClicks.values()];
  });
}

/** Calls `key` for each letter; gives the milliseconds from its key to its sight in the terminal on the page. */
export async function echoTimes(
  page: Page,
  letters: readonly string[],
  key: (letter: string) => Promise<void>,
): Promise<readonly number[]> {
  await page.evaluate(() => {
    const rows = document.querySelector('.xterm-rows');
    if (rows === null) throw new Error('The terminal is not drawn with elements');
    const bench = { at: 0, shown: rows.textContent, times: [] as number[], waiting: false };
    document.addEventListener(
      'keydown',
      (event) => {
        bench.at = event.timeStamp;
        bench.shown = rows.textContent;
        bench.waiting = true;
      },
      { capture: true },
    );
    // Rows are drawn in a frame, just before it is shown.
    new MutationObserver(() => {
      if (!bench.waiting || rows.textContent === bench.shown) return;
      bench.waiting = false;
      bench.times.push(performance.now() - bench.at);
    }).observe(rows, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { benchEcho: bench.times });
  });
  for (const [index, letter] of letters.entries()) {
    await key(letter);
    await page.waitForFunction(
      (count) => (window as unknown as { readonly benchEcho: readonly number[] }).benchEcho.length >= count,
      index + 1,
      { polling: 20 },
    );
  }
  return page.evaluate(() => [...(window as unknown as { readonly benchEcho: readonly number[] }).benchEcho]);
}
