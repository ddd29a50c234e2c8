import { Worker } from 'node:worker_threads';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { errorOf, type ThreadFailure } from '../thread-failure.ts';
import { doJudgeTask, type JudgeResults, type JudgeTask } from './judge-task.ts';

export interface ToJudge {
  readonly id: number;
  readonly task: JudgeTask;
}

export type FromJudge =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly result: JudgeResults[JudgeTask['kind']] }
  | ({ readonly kind: 'failed'; readonly id: number } & ThreadFailure);

/** Reads and judges documents beside the loop that serves runs: typing in an editor must not hold up a terminal. */
export interface DocumentJudge {
  /** Throws DrillError `file.not-readable`. */
  judge<Task extends JudgeTask>(task: Task): Promise<JudgeResults[Task['kind']]>;
  /** Ends the thread; what it is at is given up. */
  close(): Promise<void>;
}

type Result = JudgeResults[JudgeTask['kind']];

interface Waiting extends PromiseWithResolvers<Result> {
  readonly task: JudgeTask;
}

/** The thread is started by the first task. Where it cannot start, the work is done here. */
export function createDocumentJudge(): DocumentJudge {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let ready = false;
  let missing = false;
  let last = 0;
  const take = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    // An idle thread must not keep the process alive.
    if (waiting.size === 0) worker?.unref();
    return one;
  };
  const hear = (message: FromJudge): void => {
    if (message.kind === 'ready') ready = true;
    else if (message.kind === 'done') take(message.id)?.resolve(message.result);
    else take(message.id)?.reject(errorOf(message));
  };
  const gone = (from: Worker, thrown: unknown): void => {
    if (worker !== from) return;
    worker = undefined;
    // One that never came will not come the next time; one that broke is started anew, without what broke it.
    missing = !ready;
    ready = false;
    for (const id of [...waiting.keys()]) {
      const one = take(id);
      if (missing && one !== undefined) doJudgeTask(one.task).then(one.resolve, one.reject);
      else one?.reject(thrown);
    }
  };
  const start = (): Worker => {
    const file = import.meta.url.endsWith('.ts') ? './judge-worker.ts' : './judge-worker.mjs';
    const started = new Worker(new URL(file, import.meta.url));
    started.on('message', hear);
    started.on('error', (thrown) => {
      gone(started, thrown);
    });
    started.on('exit', () => {
      gone(started, new Error('The thread that judges documents ended.'));
    });
    return started;
  };
  return {
    judge: <Task extends JudgeTask>(task: Task) => {
      if (missing) return doJudgeTask(task) as Promise<JudgeResults[Task['kind']]>;
      worker ??= start();
      worker.ref();
      const one: Waiting = { ...Promise.withResolvers<Result>(), task };
      waiting.set((last += 1), one);
      worker.postMessage({ id: last, task } satisfies ToJudge);
      return one.promise as Promise<JudgeResults[Task['kind']]>;
    },
    close: async () => {
      const ending = worker;
      if (ending === undefined) return;
      ready = true;
      gone(ending, new DrillError('link.lost', 'The program ends.'));
      await ending.terminate();
    },
  };
}
