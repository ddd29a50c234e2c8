import type { ClientChannel } from 'ssh2';
import type { Clock, Shell, ShellEnd, ShellRequest } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { earlierExit } from './ssh2-internals.ts';

/** What still comes after the exit status: as long as a background child may hold the terminal open. */
const drainMs = 5_000;
/** The other side's farewell is waited for so long; a dead link has none. */
const leaveMs = 2_000;

/** Opens a login shell in a pseudo-terminal on one connection. Throws what `Connection.shell` throws. */
export async function openShell(connection: Connection, request: ShellRequest, clock: Clock): Promise<Shell> {
  const { columns, rows, env = {}, signal } = request;
  const channel = await connection.shell({ columns, rows }, env, signal);
  const flow = createFlow(channel, request.onOutput);
  let exit: ShellEnd | undefined;
  let closing = false;
  let left = (): void => undefined;
  const over = new AbortController();

  const close = (): void => {
    if (closing) return;
    closing = true;
    channel.end();
    channel.close();
    void clock.sleep(leaveMs, over.signal).then(() => {
      left();
    });
  };
  const exited = (code: number | null, name?: string): void => {
    // What our own hanging up did to it is no end of its own.
    if (!closing) exit = code === null ? { kind: 'signal', signal: name ?? 'SIG?' } : { kind: 'exit', code };
    void clock.sleep(drainMs, over.signal).then(() => {
      channel.close();
    });
  };
  channel.on('exit', exited);
  const earlier = earlierExit(channel);
  if (earlier !== undefined) exited(...earlier);
  // Writes after the end are dropped: the end itself is told by `ended`.
  channel.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    left = resolve;
    channel.once('close', left);
  }).then(async (): Promise<ShellEnd> => {
    over.abort('closed');
    await flow.idle();
    if (flow.fault !== undefined) throw flow.fault as Error;
    if (exit !== undefined) return exit;
    if (closing) return { kind: 'closed' };
    const { endedBecause } = connection;
    return endedBecause === undefined ? { kind: 'no-status' } : { kind: 'lost', message: endedBecause };
  });
  signal.addEventListener('abort', close, { signal: over.signal });
  if (signal.aborted) close();

  return {
    write: (text) => write(channel, text, over.signal),
    resize: (width, height) => {
      channel.setWindow(height, width, 0, 0);
    },
    close,
    ended,
  };
}

async function write(channel: ClientChannel, text: string, over: AbortSignal): Promise<void> {
  if (!channel.writable || over.aborted) return;
  const done = new AbortController();
  await new Promise<void>((resolve) => {
    over.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { signal: done.signal },
    );
    channel.write(text, () => {
      resolve();
    });
  });
  done.abort('written');
}

/** Hands output on and reads no further while the receiver is behind. */
function createFlow(channel: ClientChannel, onOutput: ShellRequest['onOutput']) {
  let behind = 0;
  let fault: unknown;
  let waiting: (() => void)[] = [];
  const caughtUp = (): void => {
    behind -= 1;
    if (behind > 0) return;
    channel.resume();
    for (const go of waiting) go();
    waiting = [];
  };
  const pass = (bytes: Buffer): void => {
    if (fault !== undefined) return;
    try {
      const pending = onOutput(bytes);
      if (pending === undefined) return;
      behind += 1;
      channel.pause();
      pending.then(caughtUp, (error: unknown) => {
        fault ??= error;
        caughtUp();
      });
    } catch (error) {
      fault = error;
    }
  };
  channel.on('data', pass);
  // A pseudo-terminal has one stream; a server that sends a second one all the same must not hang on it.
  channel.stderr.on('data', pass);
  return {
    idle: (): Promise<void> =>
      behind === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
    get fault() {
      return fault;
    },
  };
}
