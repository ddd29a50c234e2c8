import type { ClientChannel } from 'ssh2';
import type { Clock, OutputStream, ScriptRequest } from '../engine/ports.ts';
import type { MarkFilter } from './mark-filter.ts';
import { createMarkFilter } from './mark-filter.ts';
import { earlierExit } from './ssh2-internals.ts';

/** What the host said of the end of a command: a status, a signal, or (so far) nothing. */
type Exit = { readonly kind: 'exit'; readonly code: number } | { readonly kind: 'signal'; readonly signal: string };

/** One command on one channel: its output is always drained, its end observed. It decides nothing. */
export interface Conversation {
  readonly exit: Exit | undefined;
  /** The process id of the host's shell, once a mark has come on either stream. */
  readonly pid: number | undefined;
  /** The process id is known. Never settles where no mark comes. */
  readonly known: Promise<void>;
  /** The mark came on each stream that there is. */
  readonly marked: boolean;
  /** The only stream on which it came. */
  readonly markedOn: OutputStream | undefined;
  /** What came before the marks, at most 128 KiB. */
  noise(): string;
  /** The channel is closed and all its output was handed on. */
  readonly closed: Promise<void>;
  /** The exit status came, and the streams were given time to end. Never settles without an exit status. */
  readonly drained: Promise<void>;
  /** Hands nothing on any more: what a background child still prints comes after the result. */
  readonly mute: () => void;
  /** `onOutput` failed: output was drained and dropped from there on. */
  readonly outputFault: unknown;
}

export interface ConversationOptions {
  readonly mark: string;
  /** A terminal has one stream. */
  readonly tty: boolean;
  readonly onOutput: ScriptRequest['onOutput'];
  readonly clock: Clock;
  readonly drainMs: number;
}

/** A stream that still brings more than this in a second is being drained over a slow link, not left open. */
const pouring = 16 * 1024;
const pouringLimitMs = 60_000;

/** Listens to `channel` from now on; what to send is the caller's. The mark is searched on both streams. */
export function converse(channel: ClientChannel, options: ConversationOptions): Conversation {
  const stdout = createMarkFilter(options.mark);
  const stderr = createMarkFilter(options.mark);
  const ended = new AbortController();
  const flow = createFlow(channel, options.onOutput);
  let exit: Exit | undefined;
  let drained: () => void = () => undefined;
  const drainedPromise = new Promise<void>((resolve) => (drained = resolve));
  let known: () => void = () => undefined;
  const knownPromise = new Promise<void>((resolve) => (known = resolve));

  const attach = (stream: OutputStream, filter: MarkFilter, source: NodeJS.ReadableStream): void => {
    source.on('data', (chunk: Buffer) => {
      flow.pass(stream, chunk.length, filter.push(chunk));
      if (filter.marked) known();
    });
  };
  // From the first moment and both: an unread stream would hold the other one, and the channel's end, for ever.
  attach('stdout', stdout, channel);
  attach('stderr', stderr, channel.stderr);
  const exited = (code: number | null, signal?: string): void => {
    exit = code === null ? { kind: 'signal', signal: signal ?? 'SIG?' } : { kind: 'exit', code };
    void waitForDrain(flow, options, ended.signal).then(() => {
      // The wait also ends with the channel: then nothing was left open.
      if (!ended.signal.aborted) drained();
    });
  };
  channel.on('exit', exited);
  const earlier = earlierExit(channel);
  if (earlier !== undefined) exited(...earlier);
  // ssh2 closes the channel when stdout is read to its end; there may be more of stderr.
  const channelClosed = new Promise<void>((resolve) => channel.once('close', resolve));
  const stderrEnded = new Promise<void>((resolve) => channel.stderr.once('end', resolve));
  const closed = Promise.all([channelClosed, stderrEnded]).then(() => {
    ended.abort('closed');
    return flow.idle();
  });

  return {
    get exit() {
      return exit;
    },
    get pid() {
      return stdout.pid ?? stderr.pid;
    },
    known: knownPromise,
    get marked() {
      return stdout.marked && (options.tty || stderr.marked);
    },
    get markedOn() {
      if (options.tty || stdout.marked === stderr.marked) return undefined;
      return stdout.marked ? 'stdout' : 'stderr';
    },
    noise: () => stdout.noise().toString() + stderr.noise().toString(),
    closed,
    drained: drainedPromise,
    mute: flow.mute,
    get outputFault() {
      return flow.fault;
    },
  };
}

/**
 * Hands output on and holds both streams while the receiver is behind: they share one window, so that reading one alone
 * would let the other grow without limit.
 */
function createFlow(channel: ClientChannel, onOutput: ScriptRequest['onOutput']) {
  let behind = 0;
  let received = 0;
  let fault: unknown;
  let muted = false;
  let waiting: (() => void)[] = [];

  const caughtUp = (): void => {
    behind -= 1;
    if (behind > 0) return;
    channel.resume();
    channel.stderr.resume();
    const ready = waiting;
    waiting = [];
    for (const go of ready) go();
  };
  return {
    pass(stream: OutputStream, size: number, bytes: Buffer): void {
      received += size;
      if (bytes.length === 0 || muted || fault !== undefined) return;
      try {
        const pending = onOutput(stream, bytes);
        if (pending === undefined) return;
        behind += 1;
        // Chunks that are already under way still come; each counts, and the last one to be taken starts the streams again.
        channel.pause();
        channel.stderr.pause();
        pending.then(caughtUp, (error: unknown) => {
          fault ??= error;
          caughtUp();
        });
      } catch (error) {
        fault = error;
      }
    },
    mute: (): void => {
      muted = true;
    },
    /** Resolves when the receiver has taken everything so far. */
    idle: (): Promise<void> =>
      behind === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
    get received() {
      return received;
    },
    get fault() {
      return fault;
    },
  };
}

async function waitForDrain(
  flow: ReturnType<typeof createFlow>,
  { clock, drainMs }: ConversationOptions,
  ended: AbortSignal,
): Promise<void> {
  const start = clock.mono();
  let before = flow.received;
  await clock.sleep(drainMs, ended);
  // Time in which our own disk was behind is not the host's.
  await flow.idle();
  while (!ended.aborted && flow.received - before > pouring && clock.mono() - start < pouringLimitMs) {
    before = flow.received;
    await clock.sleep(1000, ended);
    await flow.idle();
  }
}
