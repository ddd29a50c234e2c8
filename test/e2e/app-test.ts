import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startElectronHost, startWebHost, type AppHost } from './app-host.ts';

interface Fixtures {
  /** Where runs, settings and the lab of this test are kept; gone afterwards. */
  readonly dataFolder: string;
  readonly host: AppHost;
  readonly window: Page;
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
    await host.close();
  },
  window: async ({ host }, use) => {
    await use(host.page);
  },
});
