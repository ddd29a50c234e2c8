import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createApp } from '../../src-main/app/app.ts';

const nobody = (): Promise<undefined> => Promise.resolve(undefined);
const app = createApp({
  credentials: { password: nobody, passphrase: nobody },
  secret: nobody,
  acceptNewHostKeys: false,
  knownHostsFiles: [],
});

/** Reading, judging and planning, from the file to what is shown for approval. */
async function plan(folder: string, name: string): Promise<{ ms: number; forms: number; cases: number }> {
  const request = { runbook: join(folder, name), inventory: join(folder, 'lab.inventory.yaml') };
  const start = performance.now();
  const planned = await app.plan({ ...request, set: {}, secrets: new Set() });
  const spent = performance.now() - start;
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const { forms } = planned.plan;
  const cases = forms.reduce((sum, { groups }) => sum + groups.reduce((all, one) => all + one.cases.length, 0), 0);
  return { ms: spent, forms: forms.length, cases };
}

const folder = workerData as string;
// As in a program that is up: its modules are loaded, but nothing has seen the large document yet.
await plan(join(folder, 'tvox'), 'activation.yaml');
const test = join(folder, 'policyguru');
parentPort?.postMessage({ first: await plan(test, 'fst.yaml'), again: await plan(test, 'fst.yaml') });
