import type { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Clock, HostFacts } from '../engine/ports.ts';
import type { Login } from './login.ts';
import { createPlaces } from './places.ts';
import type { Endpoint } from './ssh-error.ts';

/** Below OpenSSH's MaxSessions of 10: two places stay free for stopping what runs. */
const channelLimit = 8;
/** A server forgets a closed session a moment after it has said so; until then it refuses the next one. */
const refusedAgainMs = [30, 100, 300, 1000] as const;
/** A host that took the connection and does not open a channel is hanging. */
const openMs = 30_000;

export interface OpenChannel {
  readonly channel: ClientChannel;
  /** Gives the place back; it belongs to the channel until the server has closed it. */
  readonly release: () => void;
}

/** One logged-in connection. It is never mended: when it has ended, the next use makes a new one. */
export interface Connection {
  readonly facts: HostFacts;
  /** Why it ended, in words; `undefined` while it lives. */
  readonly endedBecause: string | undefined;
  /** Opens a channel for `command`, in its turn. Throws DrillError `ssh.*`, or the signal's reason; nothing was sent then. */
  open(command: string, tty: boolean, signal: AbortSignal): Promise<OpenChannel>;
  /** The same at once, beside the queue: for stopping what holds the places. */
  openBeside(command: string, signal: AbortSignal): Promise<ClientChannel>;
  /** A TCP connection from the host to `endpoint`. */
  forward(endpoint: Endpoint, signal: AbortSignal): Promise<Duplex>;
  onEnd(listener: () => void): void;
  end(): void;
}

export function createConnection(login: Login, who: string, facts: HostFacts, clock: Clock): Connection {
  const { client } = login;
  const places = createPlaces(channelLimit);
  const listeners: (() => void)[] = [];
  let endedBecause: string | undefined;
  let lastError: string | undefined;
  client.on('error', (error) => {
    lastError = messageOf(error);
  });
  client.on('close', () => {
    endedBecause ??= lastError ?? 'the connection was closed by the other side';
    for (const listener of listeners) listener();
  });

  /** Settles once; a channel that comes after that is closed. */
  const ask = <Stream extends { close?: () => void; destroy(): unknown }>(
    request: (done: (error: Error | undefined, stream: Stream) => void) => void,
    signal: AbortSignal,
  ): Promise<Stream> => {
    const settled = new AbortController();
    return new Promise<Stream>((resolve, reject) => {
      const give = (error: unknown): void => {
        if (settled.signal.aborted) return;
        settled.abort();
        reject(error as Error);
      };
      if (signal.aborted) {
        give(signal.reason);
        return;
      }
      signal.addEventListener(
        'abort',
        () => {
          give(signal.reason);
        },
        { signal: settled.signal },
      );
      void clock.sleep(openMs, settled.signal).then(() => {
        give(new DrillError('ssh.timeout', `${who} did not open a channel for ${openMs / 1000} s`));
      });
      if (endedBecause !== undefined) {
        give(ended());
        return;
      }
      request((error, stream) => {
        if (error !== undefined) {
          give(error);
          return;
        }
        if (settled.signal.aborted) {
          stream.destroy();
          return;
        }
        settled.abort();
        resolve(stream);
      });
    });
  };
  const ended = (): DrillError =>
    new DrillError('ssh.dropped', `${who}: ${endedBecause ?? 'the connection has ended'}`);

  const exec = (command: string, tty: boolean, signal: AbortSignal): Promise<ClientChannel> =>
    ask<ClientChannel>((done) => {
      // No size is right for a script; wide lines keep messages whole.
      if (tty) client.exec(command, { pty: { cols: 200, rows: 50, term: 'xterm-256color' } }, done);
      else client.exec(command, done);
    }, signal);

  const failed = (cause: unknown, signal: AbortSignal): unknown => {
    if (signal.aborted || cause instanceof DrillError) return cause;
    if (endedBecause !== undefined) return ended();
    return new DrillError('ssh.channel-refused', `${who} opened no channel: ${messageOf(cause)}`, { cause });
  };

  const open = async (command: string, tty: boolean, signal: AbortSignal): Promise<OpenChannel> => {
    for (let refusals = 0; ;) {
      const release = await places.take(signal);
      try {
        const channel = await exec(command, tty, signal);
        channel.once('close', release);
        return { channel, release };
      } catch (cause) {
        const others = places.taken - 1;
        const wait = refusedAgainMs[refusals];
        if (!isOpenFailure(cause) || endedBecause !== undefined || wait === undefined) {
          release();
          throw failed(cause, signal);
        }
        // The server bears fewer channels than we thought: queue behind those that it has.
        if (others > 0) places.lower(others);
        else refusals += 1;
        if (others === 0) await clock.sleep(wait, signal);
        release();
      }
    }
  };

  return {
    facts,
    get endedBecause() {
      return endedBecause;
    },
    open,
    async openBeside(command, signal) {
      try {
        return await exec(command, false, signal);
      } catch (cause) {
        throw failed(cause, signal);
      }
    },
    async forward({ address, port }, signal) {
      try {
        return await ask<Duplex>((done) => client.forwardOut('127.0.0.1', 0, address, port, done as never), signal);
      } catch (cause) {
        if (signal.aborted || cause instanceof DrillError) throw cause;
        // 2 is "connect failed": the jump host did its part, the way from there on is dark.
        const { reason } = cause as { readonly reason?: unknown };
        const code = reason === 2 ? 'ssh.unreachable' : 'ssh.jump-failed';
        throw new DrillError(code, `${who} cannot connect to ${address}:${port}: ${messageOf(cause)}`, { cause });
      }
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    end() {
      endedBecause ??= 'the connection was closed here';
      client.end();
    },
  };
}

/** The server refused the channel itself (a number is the reason), not the command in it. */
function isOpenFailure(error: unknown): boolean {
  return typeof (error as { readonly reason?: unknown }).reason === 'number';
}
