import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createApp } from '../../src-main/app/app.ts';
import { validate } from '../../src-main/app/validate.ts';

const nobody = (): Promise<undefined> => Promise.resolve(undefined);

export interface RunbooksWork {
  readonly runbooks: number;
  readonly plans: number;
  /** By the clock, the loading of the program left out. */
  readonly tookMs: number;
}

/** Runs in a thread of its own, so that nothing is warm: validates each runbook, then plans each on its inventory. */
async function work(folder: string): Promise<RunbooksWork> {
  const start = performance.now();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !/\.(answers|inventory)\.yaml$/.test(name))
    .map((name) => join(folder, name));
  const wrong = (await validate(files)).filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const app = createApp({
    credentials: { password: nobody, passphrase: nobody },
    secret: nobody,
    acceptNewHostKeys: false,
    knownHostsFiles: [],
  });
  let plans = 0;
  for (const runbook of files) {
    const inventory = ['lab.inventory.yaml', 'example.inventory.yaml']
      .map((name) => join(dirname(runbook), name))
      .find((path) => existsSync(path));
    // The samples belong to no site.
    if (inventory === undefined) continue;
    const planned = await app.plan({ runbook, inventory, set: {}, secrets: new Set() });
    if (!planned.ok) throw new Error(`${runbook}: ${planned.problems.map(({ message }) => message).join('\n')}`);
    plans += 1;
  }
  return { runbooks: files.length, plans, tookMs: performance.now() - start };
}

parentPort?.postMessage(await work(workerData as string));
