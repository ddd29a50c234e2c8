import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limit, median } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';
import type { RunbooksWork } from './runbooks-thread.ts';

const rounds = 5;
const mostMs = 2000;

/** All runbooks that are shipped, each validated and planned on its own inventory: what a pipeline waits for. */
export async function measureRunbooks(): Promise<readonly Line[]> {
  const works: RunbooksWork[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const worker = new Worker(new URL('./runbooks-thread.ts', import.meta.url), {
      workerData: join(import.meta.dirname, '../../runbooks'),
    });
    const [done] = (await once(worker, 'message')) as [RunbooksWork];
    works.push(done);
    await worker.terminate();
  }
  const costs = works.map(({ tookMs }) => tookMs);
  const { runbooks = 0, plans = 0 } = works[0] ?? {};
  // The work is the same each time: what the fastest took is its own, the rest was taken by other programs.
  const detail = `${runbooks} validated, ${plans} planned; usually ${ms(median(costs))}`;
  return [limit('all runbooks validated and planned, nothing warm', Math.min(...costs), 'ms', mostMs, detail)];
}
