import { join } from 'node:path';
import { writeRunbook } from './bench-run.ts';
import { limit, type Line } from './measure.ts';
import { endlessOutput, mebibytes } from './output.ts';
import { rendererPeak } from './renderer-memory.ts';
import { serveApp, startBrowser } from './served-app.ts';
import { makeServedRun } from './served-run.ts';
import { startSshHosts } from './ssh-hosts.ts';

/** A script prints without end while its terminal is in sight; afterwards its record is opened once more. */
export async function measureOutputInPage(folder: string): Promise<readonly Line[]> {
  const hosts = await startSshHosts(folder, 1);
  const app = await serveApp(join(folder, 'printed'));
  const browser = await startBrowser();
  try {
    const runbook = writeRunbook(folder, 'loud-in-page', 1, 1, endlessOutput);
    const served = await makeServedRun(app.url, runbook, hosts.inventory);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${app.url}#/run?run=${served.run}&tab=cockpit`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const quiet = await rendererPeak(browser);
    await served.start();
    await page.locator('.xterm').first().waitFor();
    const began = performance.now();
    const ended = await served.until(({ outcome }) => outcome !== undefined);
    const spent = (performance.now() - began) / 1000;
    if (ended.outcome !== 'completed') throw new Error(`The run ended as ${ended.outcome ?? 'nothing'}`);
    await page.reload();
    await page.getByRole('tab', { name: /^h1/ }).first().waitFor();
    const peak = await rendererPeak(browser);
    served.close();
    const detail = `the cockpit before a line was printed ${quiet.toFixed(0)} MiB; ${(mebibytes / spent).toFixed(0)} MiB/s`;
    return [limit(`${mebibytes} MiB of output in sight: most memory of the page`, peak, 'MiB', 381, detail)];
  } finally {
    await browser.close();
    await app.stop();
    await hosts.stop();
  }
}
