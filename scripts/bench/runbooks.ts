import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limit, median } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';

const rounds = 5;
const mostMs = 2000;

/** All runbooks that are shipped, each validated and planned on its own inventory: what a pipeline waits for. */
export async function measureRunbooks(): Promise<readonly Line[]> {
  const costs: number[] = [];
  let done = { runbooks: 0, plans: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const worker = new Worker(new URL('./runbooks-thread.ts', import.meta.url), {
      workerData: join(import.meta.dirname, '../../runbooks'),
    });
    [done] = (await once(worker, 'message')) as [typeof done];
    costs.push(performance.now() - start);
    await worker.terminate();
  }
  const detail = `${done.runbooks} validated, ${done.plans} planned; slowest ${ms(Math.max(...costs))}`;
  return [limit('all runbooks validated and planned, cold', median(costs), 'ms', mostMs, detail)];
}
