/** The thread that writes one report, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { doReportTask, type ReportRequest } from './report-task.ts';
import { failureOf } from './thread-failure.ts';
import type { FromReportWorker } from './write-report.ts';

function say(message: FromReportWorker): void {
  parentPort?.postMessage(message);
}

say({ kind: 'ready' });
try {
  say({ kind: 'written', report: await doReportTask(workerData as ReportRequest) });
} catch (thrown) {
  say({ kind: 'failed', ...failureOf(thrown) });
}
