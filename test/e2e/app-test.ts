import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page, type TestInfo } from '@playwright/test';
import { createLab, type Lab } from '../../src-main/lab/create-lab.ts';
import { startElectronHost, startWebHost, type AppHost } from './app-host.ts';

interface Fixtures {
  /** Where runs, settings and the lab of this test are kept; gone afterwards. */
  readonly dataFolder: string;
  readonly host: AppHost;
  readonly window: Page;
  /** Simulated hosts that outlive the application under test; addresses that no other lab uses. */
  readonly lab: Lab;
}

/** A test of the application as a user has it, under the host of its project. */
export const test = base.extend<Fixtures>({
  // eslint wants no empty pattern; Playwright reads the names of fixtures from it.
  dataFolder: async ({ browserName: _browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'drillbook-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  },
  host: async ({ dataFolder }, use, info) => {
    const host = await (info.project.name === 'electron' ? startElectronHost : startWebHost)({ dataFolder });
    await use(host);
    if (info.status !== info.expectedStatus) await keepWhatWasSeen(host.page, info);
    await host.close();
  },
  lab: async ({ dataFolder }, use) => {
    const lab = await createLab({ folder: join(dataFolder, 'hosts'), ports: 'free' });
    await use(lab);
    await lab.dispose();
  },
  window: async ({ host }, use) => {
    await use(host.page);
  },
});

/** A failure in a pipeline is read by somebody who was not there: the window as it was, as a picture and as words. */
async function keepWhatWasSeen(page: Page, info: TestInfo): Promise<void> {
  await page.screenshot({ path: info.outputPath('window.png') }).catch(() => undefined);
  const words = await page
    .locator('body')
    .ariaSnapshot()
    .catch(() => '');
  writeFileSync(info.outputPath('window.txt'), words);
}
