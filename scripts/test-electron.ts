/**
 * `npm run test:electron`: the end-to-end specs in Electron where its binary is, else in the stand-in; says which.
 * Arguments go to Playwright.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron, hasScreen, isOnPath, wantedElectron } from './find-electron.ts';

const standIn = join(import.meta.dirname, '../test/electron-stand-in');
const config = join(import.meta.dirname, '../test/e2e/playwright.config.mjs');
const chromium = process.env['STAND_IN_CHROMIUM'] ?? '/usr/bin/chromium';

interface Choice {
  readonly what: string;
  readonly folder?: string;
  /** Words before Playwright's own. */
  readonly under?: readonly string[];
}

function choose(): Choice | undefined {
  const found = findElectron();
  if (found?.source === 'given') return { what: found.program };
  if (found !== undefined && hasScreen()) return { what: `Electron ${wantedElectron()}` };
  if (found !== undefined && isOnPath('xvfb-run')) {
    return { what: `Electron ${wantedElectron()} under xvfb`, under: ['xvfb-run', '-a'] };
  }
  if (!existsSync(chromium)) return undefined;
  const why = found === undefined ? 'Electron’s binary is not installed' : 'there is no screen and no xvfb-run';
  return { what: `the stand-in with ${chromium}, because ${why}`, folder: standIn };
}

const choice = choose();
if (choice === undefined) {
  console.error(`Neither Electron's binary nor ${chromium} is here: fetch one with "npx install-electron".`);
  process.exitCode = 1;
} else {
  console.error(`The specs run in ${choice.what}.`);
  const { folder, under } = choice;
  const playwright = ['playwright', 'test', '--config', config, '--project=electron', ...process.argv.slice(2)];
  const [program, ...words] = under === undefined ? playwright : [...under, ...playwright];
  const ended = spawnSync(program ?? '', words, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(folder === undefined ? {} : { ELECTRON_OVERRIDE_DIST_PATH: folder }) },
  });
  if (ended.error) throw ended.error;
  process.exitCode = ended.status ?? 1;
}
