import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { ClientChannel } from 'ssh2';
import { connectBare, hostOf } from './bare-ssh2.ts';
import { limit, median, percentile, type Line } from './measure.ts';
import { echoTimes } from './page-watch.ts';
import { serveApp } from './served-app.ts';
import { makeServedRun } from './served-run.ts';
import { startSshHosts, type SshHosts } from './ssh-hosts.ts';

/** A key at a time, as somebody types who waits for each: none hides behind another. */
const letters = Array.from({ length: 100 }, (_, n) => String.fromCharCode(97 + ((n * 7) % 26)));

/** From a key in the page to its letter on the page: through engine, wire and a real sshd, and back into the terminal. */
export async function measureEcho(browser: Browser, folder: string): Promise<readonly Line[]> {
  const hosts = await startSshHosts(folder, 1);
  const app = await serveApp(join(folder, 'echo'));
  try {
    const served = await makeServedRun(app.url, terminalRunbook(folder), hosts.inventory);
    await served.start();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${app.url}#/run?run=${served.run}&tab=cockpit`);
    await page.getByRole('button', { name: 'Open a terminal on h1' }).first().click();
    // The prompt of the shell: from here on what is shown is an echo.
    await page.locator('.xterm-rows').getByText('$').first().waitFor();
    const times = await echoTimes(page, letters, (letter) => page.keyboard.press(letter));
    const bare = await bareEchoTimes(hosts);
    await page.close();
    served.close();
    const detail = `p50 ${median(times).toFixed(0)}, longest ${Math.max(...times).toFixed(0)} ms; plain ssh2 without a page p95 ${percentile(bare, 95).toFixed(1)} ms`;
    return [limit('a key to its letter in a terminal, p95', percentile(times, 95), 'ms', 50, detail)];
  } finally {
    await app.stop();
    await hosts.stop();
  }
}

function terminalRunbook(folder: string): string {
  const path = join(folder, 'echo.yaml');
  const steps = [{ id: 'type', title: 'Somebody types', on: 'hosts', terminal: { instructions: 'Type.' } }];
  const targets = { hosts: { title: 'Hosts', hosts: 1 } };
  const phases = [{ id: 'work', title: 'Work', steps }];
  writeFileSync(path, JSON.stringify({ drillbook: 1, id: 'echo', title: 'Bench', version: '1', targets, phases }));
  return path;
}

/** The same keys by a plain ssh2 client: what host, sshd and machine take of the time. */
async function bareEchoTimes(hosts: SshHosts): Promise<readonly number[]> {
  const { client } = await connectBare(hostOf(hosts));
  const shell = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell((error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
  const times: number[] = [];
  await heard(shell);
  for (const letter of letters) {
    const began = performance.now();
    shell.write(letter);
    await heard(shell);
    times.push(performance.now() - began);
  }
  client.end();
  return times;
}

function heard(shell: ClientChannel): Promise<void> {
  return new Promise((resolve) => {
    shell.once('data', () => {
      resolve();
    });
  });
}
