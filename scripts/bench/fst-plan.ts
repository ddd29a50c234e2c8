import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limit, median } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';

const rounds = 7;
const mostMs = 300;
const folder = join(import.meta.dirname, '../../runbooks');

interface Planned {
  readonly ms: number;
  readonly forms: number;
  readonly cases: number;
}

/** The largest test that is shipped, from its file to its plan, in a program that has not seen it before. */
export async function measureFstPlan(): Promise<readonly Line[]> {
  const seen: { readonly first: Planned; readonly again: Planned }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const thread = new Worker(new URL('./fst-plan-thread.ts', import.meta.url), { workerData: folder });
    const [planned] = (await once(thread, 'message')) as [(typeof seen)[number]];
    await thread.terminate();
    seen.push(planned);
  }
  const { forms, cases } = seen[0]?.first ?? { forms: 0, cases: 0 };
  const detail = `${forms} forms, ${cases} cases; a second time ${ms(median(seen.map(({ again }) => again.ms)))}`;
  return [
    limit(
      'plan of the functional system test, its first time',
      median(seen.map(({ first }) => first.ms)),
      'ms',
      mostMs,
      detail,
    ),
  ];
}
