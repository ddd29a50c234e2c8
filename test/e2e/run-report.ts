import { expect, type Page } from '@playwright/test';
import type { AppHost } from './app-host.ts';
import { goToPage } from './cockpit.ts';

/** The last thing that can be done to a run. */
export async function sealRun(window: Page): Promise<void> {
  await goToPage(window, 'Report');
  await window.getByRole('button', { name: 'Seal the run' }).click();
  await expect(window.getByText('Sealed: nothing can be added any more.')).toBeVisible();
}

/** The pages as they will print, then the PDF where a person wants it. */
export async function saveReport(host: AppHost, file: string): Promise<void> {
  const window = host.page;
  await goToPage(window, 'Report');
  await expect(window.getByRole('region', { name: /^Page 1 of \d+$/ })).toBeVisible({ timeout: 60_000 });
  await host.saveAs(file, () => window.getByRole('button', { name: 'Save as PDF…' }).click());
  await expect(window.getByText(`Written: ${file}`)).toBeVisible({ timeout: 60_000 });
}
