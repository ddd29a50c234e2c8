import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chromium, _electron, type Browser, type ElectronApplication, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** The application under test, as a user starts it: the same built files, another face. */
export interface AppHost {
  readonly kind: 'web' | 'electron';
  readonly page: Page;
  /** Ends the host process as a crash would, and starts it again on the same data; gives the window that is there then. */
  killAndRestart(): Promise<Page>;
  /** Presses what asks where to write a file, and names the place in whichever dialog this host has. */
  saveAs(file: string, press: () => Promise<void>): Promise<void>;
  /** The same for a file that is to be opened. */
  openFile(file: string, press: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly dataFolder: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** As root in a container Chromium needs `--no-sandbox`; nothing here may call home. */
const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** Where Debian has it; elsewhere Playwright's own is used. */
function chromiumPath(): { readonly executablePath?: string } {
  const path = process.env['DRILLBOOK_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? { executablePath: path } : {};
}

export async function startWebHost({ dataFolder, viewport }: HostOptions): Promise<AppHost> {
  let served = await serve(dataFolder, 0);
  const browser: Browser = await chromium.launch({ ...chromiumPath(), args: chromiumArgs });
  const context = await browser.newContext({ viewport: viewport ?? { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(served.url);
  return {
    kind: 'web',
    page,
    killAndRestart: async () => {
      await endProcess(served.process, 'SIGKILL');
      served = await serve(dataFolder, Number(new URL(served.url).port));
      return page;
    },
    saveAs: async (file, press) => {
      await press();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Folder on the machine where Drillbook runs').fill(dirname(file));
      await dialog.getByRole('button', { name: 'Go there' }).click();
      await dialog.getByLabel('File name').fill(basename(file));
      await dialog.getByRole('button', { name: 'Save here' }).click();
    },
    openFile: async (file, press) => {
      await press();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Folder on the machine where Drillbook runs').fill(file);
      await dialog.getByRole('button', { name: 'Go there' }).click();
    },
    close: async () => {
      await browser.close();
      await endProcess(served.process, 'SIGTERM');
    },
  };
}

export async function startElectronHost({ dataFolder, viewport }: HostOptions): Promise<AppHost> {
  const start = async (): Promise<{ readonly app: ElectronApplication; readonly page: Page }> => {
    const app = await _electron.launch({
      args: [join(root, 'out/electron/main.mjs')],
      cwd: root,
      env: { ...(process.env as Record<string, string>), DRILLBOOK_DATA: dataFolder },
    });
    const page = await app.firstWindow();
    if (viewport !== undefined) await page.setViewportSize(viewport);
    return { app, page };
  };
  let started = await start();
  return {
    kind: 'electron',
    get page() {
      return started.page;
    },
    killAndRestart: async () => {
      await endProcess(started.app.process(), 'SIGKILL');
      started = await start();
      return started.page;
    },
    saveAs: async (file, press) => {
      await started.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await press();
    },
    openFile: async (file, press) => {
      await started.app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      }, file);
      await press();
    },
    close: async () => {
      // A run that goes on is asked about; whoever ends a test says `Pause and close`.
      await started.app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      });
      await started.app.close();
    },
  };
}

interface Served {
  readonly process: ChildProcess;
  readonly url: string;
}

async function serve(dataFolder: string, port: number): Promise<Served> {
  const child = spawn(process.execPath, [join(root, 'out/cli/main.mjs'), 'serve', '--port', String(port)], {
    env: { ...process.env, DRILLBOOK_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { process: child, url };
  }
  throw new Error(`drillbook serve ended before it served: ${printed}`);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
