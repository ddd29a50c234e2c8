import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { cli } from './cli.ts';
import type { Lateness } from './loop-probe.ts';

const chromiumPath = '/usr/bin/chromium';

export function hasChromium(): boolean {
  return existsSync(chromiumPath);
}

/** A browser that is there already: what its own start costs is not ours. */
export function startBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  return chromium.launch({ executablePath: chromiumPath, args });
}

export interface ServedApp {
  readonly url: string;
  /** How late its event loop was while `work` went on; the program is to be served with `watched`. */
  lateDuring(work: () => Promise<void>): Promise<Lateness>;
  stop(): Promise<void>;
}

/** `drillbook serve` on a free port, as a user starts it; `watched` loads the probe of its event loop into it. */
export function serveApp(dataFolder: string, options: { readonly watched?: boolean } = {}): Promise<ServedApp> {
  const probe = options.watched === true ? ['--import', new URL('./loop-probe.ts', import.meta.url).href] : [];
  return serve([...probe, cli, 'serve', '--port', '0'], { DRILLBOOK_DATA: dataFolder });
}

/** The least that can serve a page: what start and browser cost before a line of ours. */
export function serveEmptyPage(): Promise<ServedApp> {
  const program = `
    const page = '<!doctype html><title>Empty</title><main>Here</main>';
    const server = require('node:http').createServer((request, response) => {
      response.setHeader('content-type', 'text/html').end(page);
    });
    server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));
    process.on('SIGTERM', () => process.exit(0));`;
  return serve(['-e', program], {});
}

async function serve(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ServedApp> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lateDuring = async (work: () => Promise<void>): Promise<Lateness> => {
    child.send('begin');
    await work();
    const answer = once(child, 'message') as Promise<[Lateness]>;
    child.send('end');
    return (await answer)[0];
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => {
      reject(new Error(`It ended before it served: ${printed}`));
    });
  });
  return { url, lateDuring, stop };
}
