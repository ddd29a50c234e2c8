import { createBirpc } from 'birpc';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type {
  CallName,
  CallParams,
  CallResults,
  Link,
  StreamName,
  Subscription,
  WireError,
} from '../../src-shared/rpc/calls.ts';
import type { FramePort } from '../../src-shared/rpc/frame-port.ts';
import type { CallAnswer, CoreSide, WindowSide } from '../../src-shared/rpc/link-protocol.ts';

export type LinkStatus = 'connecting' | 'connected' | 'lost';

/** The window's line to the core. It mends itself; calls under way when it breaks end with `link.lost`. */
export interface CoreLink extends Link {
  readonly status: LinkStatus;
  onStatus(listener: (status: LinkStatus) => void): Disposable;
  /** Tries again at once, for somebody who does not want to wait. */
  retryNow(): void;
}

/** A core that was started again is there within a second; one that stays away is asked every 5 s at most. */
const firstRetryMs = 150;
const lastRetryMs = 5_000;

interface OpenSubscription {
  readonly name: StreamName;
  readonly subscription: Subscription<StreamName>;
}

interface Rpc {
  call(name: string, params: unknown): Promise<CallAnswer>;
  open(stream: number, name: string, params: unknown): void;
  taken(stream: number, upTo: number): void;
  close(stream: number): void;
}

export function createCoreLink(connect: () => Promise<FramePort>): CoreLink {
  const subscriptions = new Map<number, OpenSubscription>();
  const listeners = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = 'connecting';
  let rpc: Rpc | undefined;
  let lost = Promise.withResolvers<never>();
  let ready = Promise.withResolvers<void>();
  let nextStream = 1;
  let retryMs = firstRetryMs;
  let wake = (): void => undefined;

  const setStatus = (next: LinkStatus): void => {
    status = next;
    for (const listener of [...listeners]) listener(next);
  };
  const begin = (stream: number, { name, subscription }: OpenSubscription): void => {
    rpc?.open(stream, name, subscription.params());
  };
  const side: WindowSide = {
    item: (stream, number, item) => {
      const open = subscriptions.get(stream);
      if (open === undefined) return;
      open.subscription.onItem(item as never);
      rpc?.taken(stream, number);
    },
    ended: (stream, error) => {
      const open = subscriptions.get(stream);
      subscriptions.delete(stream);
      open?.subscription.onEnd?.(error ?? undefined);
    },
  };
  const attach = (port: FramePort): void => {
    rpc = rpcOver(port, side);
    lost = Promise.withResolvers();
    // Nobody may be calling at the moment it breaks.
    lost.promise.catch(() => undefined);
    retryMs = firstRetryMs;
    port.onClose(() => {
      rpc = undefined;
      lost.reject(lostError());
      ready = Promise.withResolvers();
      setStatus('lost');
      void keepTrying();
    });
    for (const [stream, open] of subscriptions) begin(stream, open);
    ready.resolve();
    setStatus('connected');
  };
  const keepTrying = async (): Promise<void> => {
    for (;;) {
      const port = await connect().catch(() => undefined);
      if (port !== undefined) {
        attach(port);
        return;
      }
      setStatus('lost');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, retryMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  };
  void keepTrying();
  return {
    get status() {
      return status;
    },
    onStatus: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    retryNow: () => {
      wake();
    },
    call: async <Name extends CallName>(name: Name, params: CallParams<Name>): Promise<CallResults[Name]> => {
      // Before the first connection a call waits; after a break it fails at once, for the person to look and repeat.
      if (status === 'lost') throw lostError();
      if (rpc === undefined) await ready.promise;
      const answer = await Promise.race([rpc?.call(name, params), lost.promise]);
      if (answer === undefined) throw lostError();
      if (!answer.ok) throw errorOf(answer.error);
      return answer.value as CallResults[Name];
    },
    subscribe: (name, subscription) => {
      const stream = (nextStream += 1);
      const open = { name, subscription: subscription as unknown as Subscription<StreamName> };
      subscriptions.set(stream, open);
      begin(stream, open);
      return {
        dispose: () => {
          if (subscriptions.delete(stream)) rpc?.close(stream);
        },
      };
    },
  };
}

function rpcOver(port: FramePort, side: WindowSide): Rpc {
  const rpc = createBirpc<CoreSide, WindowSide>(side, {
    post: (frame: string) => {
      port.post(frame);
    },
    on: (listener) => port.onFrame(listener),
    serialize: (message) => JSON.stringify(message),
    deserialize: (frame: string) => JSON.parse(frame) as unknown,
    eventNames: ['open', 'taken', 'close'],
    // A break is seen by the port; a report of hundreds of pages takes as long as it takes.
    timeout: -1,
  });
  return {
    call: (name, params) => rpc.call(name, params),
    open: (stream, name, params) => void rpc.open(stream, name, params),
    taken: (stream, upTo) => void rpc.taken(stream, upTo),
    close: (stream) => void rpc.close(stream),
  };
}

/** A fault without a code is ours: it is said as it came, under the code that asks for a new window. */
function errorOf({ code, message }: WireError): Error {
  return code === 'internal' ? new Error(message) : new DrillError(code, message);
}

function lostError(): DrillError {
  return new DrillError('link.lost', 'The connection to the core broke before the answer came.');
}
