import { defineConfig } from '@playwright/test';

/** The app beside the bed, as root on Linux: `npx playwright test --config test/bed/playwright.config.mjs`, after a build. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../out/e2e-bed',
  workers: 1,
  forbidOnly: true,
  // A minute where nothing else runs.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: { actionTimeout: 30_000 },
});
