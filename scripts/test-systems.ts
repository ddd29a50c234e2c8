/**
 * `npm run test:systems`: every shipped runbook in the app (in a browser) as people do it, by its answers: those that have
 * a practice lab there, then the failover of any service on the bed of real servers. `npm test` has only a short one of
 * each system. Arguments go to Playwright, for the labs alone: `-g wazo` are those of one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const tests = join(import.meta.dirname, '../test');

/** True when it ended well. */
function runs(config: string, ...args: readonly string[]): boolean {
  const ended = spawnSync('playwright', ['test', '--config', join(tests, config), ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (ended.error) throw ended.error;
  return ended.status === 0;
}

const wanted = process.argv.slice(2);
const results = [runs('e2e/playwright.config.mjs', '--project=systems', ...wanted)];
if (wanted.length === 0) results.push(runs('bed/playwright.config.mjs'));
process.exitCode = results.every(Boolean) ? 0 : 1;
