import { createBirpc } from 'birpc';
import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import { callParams, type CallName, type Handlers, type WireError } from '../../../src-shared/rpc/calls.ts';
import type { FramePort } from '../../../src-shared/rpc/frame-port.ts';
import {
  streamWindow,
  type CallAnswer,
  type CoreSide,
  type WindowSide,
} from '../../../src-shared/rpc/link-protocol.ts';
import { streamParams } from '../../../src-shared/rpc/stream-params.ts';
import type { StreamHandlers } from './stream-handlers.ts';

/** What a port is served with. */
export interface Served {
  readonly handlers: Handlers<CallName>;
  readonly streams: StreamHandlers;
}

/** Lets the next item go when an earlier one was taken in. */
interface OpenStream {
  readonly over: AbortController;
  sent: number;
  taken: number;
  mayGo: (() => void) | undefined;
}

/**
 * Serves one window until its port closes: holds every parameter against its schema before a handler sees it, and ends
 * the window's streams with it. What a handler throws crosses as its code; anything without one is a fault of ours.
 */
export function servePort(port: FramePort, served: Served): Disposable {
  const streams = new Map<number, OpenStream>();
  const core: CoreSide = {
    call: (name, params) => answer(served.handlers, name, params),
    open: (stream, name, params) => {
      void run(stream, name, params);
    },
    taken: (stream, upTo) => {
      const open = streams.get(stream);
      if (open === undefined) return;
      open.taken = Math.max(open.taken, upTo);
      open.mayGo?.();
    },
    close: (stream) => {
      streams.get(stream)?.over.abort();
    },
    beat: () => Promise.resolve(true),
  };
  const rpc = createBirpc<WindowSide, CoreSide>(core, {
    post: (frame: string) => {
      port.post(frame);
    },
    on: (listener) => port.onFrame(listener),
    serialize: (message) => JSON.stringify(message),
    deserialize: (frame: string) => JSON.parse(frame) as unknown,
    eventNames: ['item', 'ended'],
    // A report of hundreds of pages takes as long as it takes.
    timeout: -1,
    onGeneralError: () => true,
  });
  const run = async (stream: number, name: string, params: unknown): Promise<void> => {
    if (streams.has(stream)) return;
    const open: OpenStream = { over: new AbortController(), sent: 0, taken: 0, mayGo: undefined };
    streams.set(stream, open);
    const error = await streamTo(served.streams, name, params, open, (number, item) => {
      void rpc.item(stream, number, item);
    });
    streams.delete(stream);
    if (!open.over.signal.aborted) void rpc.ended(stream, error ?? null);
  };
  const end = (): void => {
    for (const { over } of streams.values()) over.abort();
    rpc.$close();
  };
  port.onClose(end);
  return { dispose: end };
}

async function answer(handlers: Handlers<CallName>, name: string, params: unknown): Promise<CallAnswer> {
  try {
    if (!isCall(name)) throw new DrillError('call.bad-params', `There is no call ${name}`);
    holdAgainst(callParams[name], name, params);
    const handler = handlers[name] as (params: unknown) => Promise<unknown>;
    return { ok: true, value: (await handler(params)) ?? null };
  } catch (thrown) {
    return { ok: false, error: wireError(thrown) };
  }
}

async function streamTo(
  handlers: StreamHandlers,
  name: string,
  params: unknown,
  open: OpenStream,
  post: (number: number, item: unknown) => void,
): Promise<WireError | undefined> {
  const { signal } = open.over;
  const send = async (item: unknown): Promise<void> => {
    signal.throwIfAborted();
    post((open.sent += 1), item);
    while (open.sent - open.taken >= streamWindow && !signal.aborted) {
      await new Promise<void>((resolve) => {
        open.mayGo = resolve;
      });
    }
  };
  signal.addEventListener('abort', () => open.mayGo?.());
  try {
    if (!isStream(name)) throw new DrillError('call.bad-params', `There is no stream ${name}`);
    holdAgainst(streamParams[name], name, params);
    const handler = handlers[name] as (params: unknown, send: unknown, signal: AbortSignal) => Promise<void>;
    await handler(params, send, signal);
    return undefined;
  } catch (thrown) {
    return signal.aborted ? undefined : wireError(thrown);
  }
}

function isCall(name: string): name is keyof typeof callParams {
  return Object.hasOwn(callParams, name);
}

function isStream(name: string): name is keyof typeof streamParams {
  return Object.hasOwn(streamParams, name);
}

function holdAgainst(schema: TSchema, name: string, params: unknown): void {
  if (Check(schema, params)) return;
  const [first] = Errors(schema, params);
  throw new DrillError('call.bad-params', `${name}: ${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`);
}

function wireError(thrown: unknown): WireError {
  return thrown instanceof DrillError
    ? { code: thrown.code, message: thrown.message }
    : { code: 'internal', message: messageOf(thrown) };
}
