/** The thread that reads and judges documents: a runbook of a thousand steps takes half a second. */
import { parentPort } from 'node:worker_threads';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import type { FromJudge, ToJudge } from './document-judge.ts';
import { doJudgeTask } from './judge-task.ts';

function say(message: FromJudge): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', ({ id, task }: ToJudge) => {
  doJudgeTask(task).then(
    (result) => {
      say({ kind: 'done', id, result });
    },
    (thrown: unknown) => {
      const code = thrown instanceof DrillError ? { code: thrown.code } : {};
      say({ kind: 'failed', id, message: messageOf(thrown), ...code });
    },
  );
});
say({ kind: 'ready' });
