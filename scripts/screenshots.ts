/**
 * `npm run screenshots`: every screen and dialog, dark and light, into out/screenshots/. The runs that they show are made
 * in the practice lab first, so that each picture is of something that really ran. Words after `--`: only the screens whose
 * name holds one of them.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLab } from '../src-main/lab/create-lab.ts';
import { startWebHost } from '../test/e2e/app-host.ts';
import { makeSampleRuns } from '../test/e2e/sample-runs.ts';
import { allScreens, cockpits, showScreen, type ShownScreen } from '../test/e2e/screens.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'out/screenshots');
const runbook = join(root, 'runbooks/tvox/activation.yaml');
const desk = { width: 1280, height: 800 };
const wall = { width: 1920, height: 1080 };

if (!existsSync('/usr/bin/chromium')) {
  console.error('Not there: chromium (Debian package chromium). No picture can be taken without it.');
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'drillbook-pictures-'));
const lab = await createLab({ folder: join(data, 'lab'), ports: 'free' });
const wanted = process.argv.slice(2);
const missed: string[] = [];
try {
  const runs = await makeSampleRuns(data, lab);
  await take(allScreens(runs, runbook), desk);
  await take(cockpits(runs), wall);
} finally {
  await lab.dispose();
  rmSync(data, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`The pictures are in ${folder}`);
for (const what of missed) console.error(`Not taken: ${what}`);
if (missed.length > 0) process.exitCode = 1;

function isWanted({ name }: ShownScreen): boolean {
  return wanted.length === 0 || wanted.some((word) => name.includes(word));
}

/** One host for each size: a window that is made smaller later remembers its panels. */
async function take(screens: readonly ShownScreen[], viewport: typeof desk): Promise<void> {
  const host = await startWebHost({ dataFolder: data, viewport });
  try {
    for (const colorScheme of ['dark', 'light'] as const) {
      await host.page.emulateMedia({ colorScheme });
      for (const screen of screens.filter(isWanted)) {
        const path = join(folder, `${screen.name}-${colorScheme}-${viewport.width}.png`);
        await showScreen(host.page, screen)
          .then(() => host.page.screenshot({ path }))
          .catch((error: unknown) => missed.push(`${screen.name}, ${colorScheme}: ${String(error).slice(0, 200)}`));
      }
    }
  } finally {
    await host.close();
  }
}
