/** The thread that reads and judges documents: a runbook of a thousand steps takes half a second. */
import { parentPort } from 'node:worker_threads';
import { failureOf } from '../thread-failure.ts';
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
      say({ kind: 'failed', id, ...failureOf(thrown) });
    },
  );
});
say({ kind: 'ready' });
