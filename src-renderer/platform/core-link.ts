import { createBirpc } from 'birpc';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { CallName, CallParams, CallResults, Link, WireError } from '../../src-shared/rpc/calls.ts';
import type { FramePort } from '../../src-shared/rpc/frame-port.ts';
import type { CallAnswer, CoreSide, WindowSide } from '../../src-shared/rpc/link-protocol.ts';
import { createStreamBook, type StreamSender } from './stream-book.ts';

/** `silent`: the line stands and the core does not answer on it. */
export type LinkStatus = 'connecting' | 'connected' | 'silent' | 'lost';

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

/** How often the core is asked for a sign of life, and how long it has for it; milliseconds. */
export interface Heartbeat {
  readonly everyMs: number;
  readonly limitMs: number;
}

const calmHeartbeat: Heartbeat = { everyMs: 5_000, limitMs: 5_000 };

interface Rpc extends StreamSender {
  call(name: string, params: unknown): Promise<CallAnswer>;
  beat(): Promise<true>;
}

/** One connection, from its opening to its end. */
interface Line {
  readonly rpc: Rpc;
  /** Rejects when the line breaks. */
  readonly broken: Promise<never>;
}

export function createCoreLink(connect: () => Promise<FramePort>, heartbeat = calmHeartbeat): CoreLink {
  const streams = createStreamBook();
  const statuses = createStatuses();
  const patience = createPatience();
  const first = Promise.withResolvers<Line>();
  let line: Line | undefined;

  const attach = (port: FramePort): void => {
    const rpc = rpcOver(port, streams.side);
    const broken = Promise.withResolvers<never>();
    // Nobody may be calling at the moment it breaks.
    broken.promise.catch(() => undefined);
    line = { rpc, broken: broken.promise };
    const pulse = listenForBeats(rpc, heartbeat, statuses);
    port.onClose(() => {
      line = undefined;
      void pulse.dispose();
      streams.useSender(undefined);
      broken.reject(lostError());
      statuses.set('lost');
      void keepTrying();
    });
    streams.useSender(rpc);
    first.resolve(line);
    patience.reset();
    statuses.set('connected');
  };
  const keepTrying = async (): Promise<void> => {
    for (;;) {
      const port = await connect().catch(() => undefined);
      if (port !== undefined) {
        attach(port);
        return;
      }
      if (statuses.now() !== 'lost') statuses.set('lost');
      await patience.wait();
    }
  };
  void keepTrying();
  return {
    get status() {
      return statuses.now();
    },
    onStatus: statuses.on,
    retryNow: () => {
      patience.end();
    },
    call: async <Name extends CallName>(name: Name, params: CallParams<Name>): Promise<CallResults[Name]> => {
      // Before the first connection a call waits; after a break it fails at once, for the person to look and repeat.
      if (line === undefined && statuses.now() === 'lost') throw lostError();
      const { rpc, broken } = line ?? (await first.promise);
      const answer = await Promise.race([rpc.call(name, params), broken]);
      if (!answer.ok) throw errorOf(answer.error);
      return answer.value as CallResults[Name];
    },
    subscribe: (name, subscription) => streams.add(name, subscription),
  };
}

function createStatuses() {
  const listeners = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = 'connecting';
  return {
    now: (): LinkStatus => status,
    set: (next: LinkStatus): void => {
      status = next;
      for (const listener of [...listeners]) listener(next);
    },
    on: (listener: (status: LinkStatus) => void): Disposable => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

/** A core that hangs keeps its line: only an answer that stays away tells. */
function listenForBeats(
  rpc: Rpc,
  { everyMs, limitMs }: Heartbeat,
  statuses: ReturnType<typeof createStatuses>,
): Disposable {
  let next: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    limit = setTimeout(() => {
      statuses.set('silent');
    }, limitMs);
    const alive = await rpc.beat().catch(() => false);
    clearTimeout(limit);
    if (!alive) return;
    if (statuses.now() === 'silent') statuses.set('connected');
    next = setTimeout(() => void ask(), everyMs);
  };
  next = setTimeout(() => void ask(), everyMs);
  return {
    dispose: () => {
      clearTimeout(next);
      clearTimeout(limit);
    },
  };
}

/** Waits longer each time, until somebody does not want to wait. */
function createPatience() {
  let ms = firstRetryMs;
  let end = (): void => undefined;
  return {
    wait: () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        ms = Math.min(ms * 2, lastRetryMs);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    reset: (): void => {
      ms = firstRetryMs;
    },
    end: (): void => {
      end();
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
    beat: () => rpc.beat(),
    open: (stream, name, params) => void rpc.open(stream, name, params),
    taken: (stream, upTo) => void rpc.taken(stream, upTo),
    close: (stream) => void rpc.close(stream),
  };
}

/** A fault without a code is ours: it is said as it came. */
function errorOf({ code, message }: WireError): Error {
  return code === 'internal' ? new Error(message) : new DrillError(code, message);
}

function lostError(): DrillError {
  return new DrillError('link.lost', 'The connection to the core broke before the answer came.');
}
