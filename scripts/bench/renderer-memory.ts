import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * The most memory that a renderer of this browser ever held, in MiB, by the kernel's own peak. A browser of its own for each
 * measurement: the peak is that of the process' whole life.
 */
export async function rendererPeak(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...renderers.map(({ id }) => highWater(id)));
}

function highWater(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024;
}
