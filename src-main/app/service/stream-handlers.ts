import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { HostWish, StreamItems, StreamName, StreamParams } from '../../../src-shared/rpc/calls.ts';
import type { QuestionDesk } from './question-desk.ts';
import type { RunDesk } from './run-desk.ts';

/** Runs until the subscriber leaves (`signal`) or there is no more; `send` resolves when the next item may go. */
type StreamHandler<Name extends StreamName> = (
  params: StreamParams<Name>,
  send: (item: StreamItems[Name]) => Promise<void>,
  signal: AbortSignal,
) => Promise<void>;

export type StreamHandlers = { readonly [Name in StreamName]: StreamHandler<Name> };

/** Subscribes to something that announces values, the newest last. */
export type Announcer<Value> = (listener: (value: Value) => void) => Disposable;

export interface StreamDeps {
  readonly runs: RunDesk;
  readonly questions: QuestionDesk;
  readonly onChanged: Announcer<StreamItems['changes']>;
  readonly onWish: Announcer<HostWish>;
}

export function createStreamHandlers({ runs, questions, onChanged, onWish }: StreamDeps): StreamHandlers {
  return {
    'run.records': ({ run, from }, send, signal) => runs.records(run, from, send, signal),
    output: ({ run, name, from }, send, signal) => runs.output(run, name, from, send, signal),
    questions: (_params, send, signal) =>
      relay<StreamItems['questions']>((listener) => {
        listener(questions.list());
        return questions.onChange(() => {
          listener(questions.list());
        });
      })(send, signal),
    changes: (_params, send, signal) => relay(onChanged)(send, signal),
    'host.wishes': (_params, send, signal) => relay(onWish)(send, signal),
  };
}

/** Passes announced values on in their order, as fast as the window takes them. */
function relay<Value>(
  announcer: Announcer<Value>,
): (send: (item: Value) => Promise<void>, signal: AbortSignal) => Promise<void> {
  return async (send, signal) => {
    const waiting: Value[] = [];
    let wake = Promise.withResolvers<undefined>();
    const wakeUp = (): void => {
      wake.resolve(undefined);
    };
    const subscription = announcer((value) => {
      waiting.push(value);
      wakeUp();
    });
    signal.addEventListener('abort', () => {
      wakeUp();
    });
    try {
      while (!signal.aborted) {
        const value = waiting.shift();
        if (value !== undefined) {
          await send(value);
          continue;
        }
        await wake.promise;
        wake = Promise.withResolvers();
      }
    } finally {
      await subscription.dispose();
    }
  };
}
