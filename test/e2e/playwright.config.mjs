import { defineConfig } from '@playwright/test';

/**
 * The same specs under both hosts: `web` is host-web in Debian's Chromium, `electron` is the real Electron where its
 * binary is there, else the stand-in (`npm run test:electron` says which). `systems` has every shipped runbook in the
 * browser (`npm run test:systems`), the others only a short one for each system. One worker: the practice lab has fixed
 * ports.
 */
const everySystem = /@systems/;

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { viewport: { width: 1280, height: 800 }, trace: 'retain-on-failure', actionTimeout: 15_000 },
  projects: [
    { name: 'web', grepInvert: everySystem },
    { name: 'electron', grepInvert: everySystem },
    // Hundreds of presses each: a trace of them costs as much as the run. `--trace=retain-on-failure` has one all the same.
    { name: 'systems', testMatch: 'shipped-runbooks.spec.ts', use: { trace: 'off' } },
  ],
});
