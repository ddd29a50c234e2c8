import { Worker } from 'node:worker_threads';
import type { ReportRequest, WrittenReport } from './report-task.ts';
import { errorOf, type ThreadFailure } from './thread-failure.ts';

/**
 * MiB that values may fill before the short-lived ones are cleared away. V8 would let it grow with the length of the
 * report, which makes nothing faster.
 */
const youngMiB = 12;

export type FromReportWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'written'; readonly report: WrittenReport }
  | ({ readonly kind: 'failed' } & ThreadFailure);

/**
 * Writes the report of a run as it stands now, in a thread of its own: thousands of pages hold up no window, and their
 * memory is given back. Throws DrillError `file.*`, `journal.corrupt` and `installation.corrupt`.
 */
export async function writeReport(request: ReportRequest): Promise<WrittenReport> {
  const answer = await fromThread(request);
  if (answer !== 'no thread') return answer;
  const { doReportTask } = await import('./report-task.ts');
  return doReportTask(request);
}

async function fromThread(workerData: ReportRequest): Promise<WrittenReport | 'no thread'> {
  const { promise, resolve, reject } = Promise.withResolvers<WrittenReport | 'no thread'>();
  let ready = false;
  const gone = (thrown: unknown): void => {
    if (ready) reject(thrown);
    // Where a thread cannot start the report is still wanted.
    else resolve('no thread');
  };
  try {
    const program = import.meta.url.endsWith('.ts') ? './report-worker.ts' : './report-worker.mjs';
    const resourceLimits = { maxYoungGenerationSizeMb: youngMiB };
    const worker = new Worker(new URL(program, import.meta.url), { workerData, resourceLimits });
    worker.on('message', (message: FromReportWorker) => {
      if (message.kind === 'ready') ready = true;
      else if (message.kind === 'written') resolve(message.report);
      else reject(errorOf(message));
    });
    worker.on('error', gone);
    worker.on('exit', () => {
      gone(new Error('The thread that writes the report ended.'));
    });
  } catch (thrown) {
    gone(thrown);
  }
  return promise;
}
