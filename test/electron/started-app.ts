import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
export const mainFile = join(root, 'out/electron/main.mjs');
export const standIn = join(root, 'test/electron-stand-in');

// Real Electron where its binary is named, else what stands in for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= standIn;

export const isStandIn = process.env['ELECTRON_OVERRIDE_DIST_PATH'] === standIn;
export const canStart = existsSync('/usr/bin/chromium') || !isStandIn;

export interface StartedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts the built app on `dataFolder`, and waits for its first screen. `main` names another build of it. */
export async function startApp(
  dataFolder: string,
  words: readonly string[] = [],
  main = mainFile,
): Promise<StartedApp> {
  const app = await _electron.launch({
    args: [main, ...words],
    env: { ...(process.env as Record<string, string>), DRILLBOOK_DATA: dataFolder },
  });
  const page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Library' }).waitFor();
  return { app, page };
}
