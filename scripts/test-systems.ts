/**
 * `npm run test:systems`: every shipped runbook that has a practice lab, run in the app (in a browser) as people do, by
 * its answers. `npm test` has only a short one of each system. Arguments go to Playwright: `-g wazo` are those of one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const config = join(import.meta.dirname, '../test/e2e/playwright.config.mjs');
const words = ['test', '--config', config, '--project=systems', ...process.argv.slice(2)];
const ended = spawnSync('playwright', words, { stdio: 'inherit', shell: process.platform === 'win32' });
if (ended.error) throw ended.error;
process.exitCode = ended.status ?? 1;
