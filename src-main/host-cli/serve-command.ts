import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { ownDataFolder } from '../app/own-data.ts';
import { serveWeb } from '../host-web/serve-web.ts';
import type { ExitCode } from './exit-code.ts';

export interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
}

/** `drillbook serve`: the app in a browser of this machine, until Ctrl+C. */
export async function serveCommand({ port, open }: ServeOptions): Promise<ExitCode> {
  const host = await serveWeb({
    port,
    page: pageFolder(),
    dataFolder: ownDataFolder(),
  });
  console.log(`Drillbook is served on this machine only. Open this address; it holds the key to the door:`);
  console.log(`  ${host.url}`);
  console.log('Ctrl+C ends it: what runs is left as the journal has it, and can be opened again.');
  if (open) openBrowser(host.url);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  await Promise.race(signals.map((signal) => once(process, signal)));
  await host.close();
  return 0;
}

/** Beside the bundle in a package, in `out/` of a checkout. */
function pageFolder(): string {
  const places = ['../renderer', '../../out/renderer'].map((path) => join(import.meta.dirname, path));
  const found = places.find((folder) => existsSync(join(folder, 'index.html')));
  if (found !== undefined) return found;
  throw new DrillError('web.cannot-serve', `The page is not built; it is looked for in ${places.join(' and ')}.`);
}

/** Where no browser can be had the address is printed anyway. */
function openBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
