/** `npm start`: opens the app in Electron where that can be had, else in the browser; says which, and why. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { electronInstaller, findElectron, hasScreen, wantedElectron, type FoundElectron } from './find-electron.ts';

const out = join(import.meta.dirname, '../out');
/** Longer nobody waits for a window without knowing why. */
const downloadMs = 20_000;
/** An Electron that ends by itself within this time could not show its window. */
const startMs = 5_000;
const words = process.argv.slice(2);

/** Electron, or the sentence that says why not. */
async function electronOrWhy(): Promise<FoundElectron | string> {
  const found = findElectron();
  if (found?.source === 'given') return found;
  if (!hasScreen()) return 'there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // Chromium's sandbox does not run as root, and without it we do not show what hosts print.
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return found ?? (await fetched());
}

async function fetched(): Promise<FoundElectron | string> {
  console.error(`Fetching Electron ${wantedElectron()}, for ${downloadMs / 1000} s at most …`);
  const limit = AbortSignal.timeout(downloadMs);
  const child = spawn(process.execPath, [electronInstaller], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    await once(child, 'exit', { signal: limit });
  } catch {
    child.kill('SIGKILL');
    return `Electron's binary did not arrive within ${downloadMs / 1000} s (npx install-electron fetches it without hurry)`;
  }
  const [reason = 'no reason given'] = said.trim().split('\n');
  return findElectron() ?? `Electron's binary could not be fetched (${reason})`;
}

/** The exit code, or the sentence that says why there was no window. */
async function runElectron(program: string): Promise<number | string> {
  const started = performance.now();
  const child = spawn(program, [join(out, 'electron/main.mjs'), ...words], { stdio: 'inherit' });
  passSignals(child);
  const [code, signal] = await ended(child);
  if (code === 0) return 0;
  if (performance.now() - started < startMs)
    return `Electron ended at once (${signal ?? `exit status ${code ?? '?'}`})`;
  return code ?? 1;
}

async function runBrowser(): Promise<number> {
  const child = spawn(process.execPath, [join(out, 'cli/main.mjs'), 'serve', '--open'], { stdio: 'inherit' });
  passSignals(child);
  const [code] = await ended(child);
  return code ?? 1;
}

async function ended(child: ReturnType<typeof spawn>): Promise<[code: number | null, signal: string | null]> {
  return (await once(child, 'exit')) as [number | null, string | null];
}

/** A terminal's Ctrl+C reaches the child by itself; it decides what that means, and we wait for it. */
function passSignals(child: ReturnType<typeof spawn>): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
}

const electron = await electronOrWhy();
if (typeof electron !== 'string') console.error(`Opening Drillbook in Electron: ${electron.program}`);
const result = typeof electron === 'string' ? electron : await runElectron(electron.program);
if (typeof result === 'number') {
  process.exitCode = result;
} else {
  console.error(`Opening Drillbook in the browser, because ${result}.`);
  process.exitCode = await runBrowser();
}
