import type { Duplex } from 'node:stream';
import type { Client, ClientChannel, SFTPWrapper } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { scriptTerminal, type Clock, type TerminalSize } from '../engine/ports.ts';
import type { Endpoint } from './ssh-error.ts';

/** A host that took the connection and does not open a channel is hanging. */
const openMs = 30_000;

/** Opens channels of one client, without queue or retry. All reject with ssh2's error, a DrillError or the signal's reason. */
export interface ChannelOpener {
  exec(command: string, tty: boolean, signal: AbortSignal): Promise<ClientChannel>;
  /** The user's login shell in a pseudo-terminal. */
  shell(size: TerminalSize, env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ClientChannel>;
  sftp(signal: AbortSignal): Promise<SFTPWrapper>;
  forward(endpoint: Endpoint, signal: AbortSignal): Promise<Duplex>;
}

type Done<Stream> = (error: Error | undefined, stream: Stream) => void;

/** `ended` gives the error of a connection that is no more. */
export function createChannelOpener(
  client: Client,
  who: string,
  clock: Clock,
  ended: () => DrillError | undefined,
): ChannelOpener {
  const ask = <Stream extends { destroy(): unknown }>(
    request: (done: Done<Stream>) => void,
    signal: AbortSignal,
  ): Promise<Stream> => {
    signal.throwIfAborted();
    const over = ended();
    if (over !== undefined) throw over;
    // One of four comes first: the channel, a refusal, the limit, the caller's signal. The others then mean nothing.
    // Aborts of ours have a reason: without one Node makes an exception and its stack each time, 30 us and more.
    const settled = new AbortController();
    return new Promise<Stream>((resolve, reject) => {
      const fail = (error: unknown): void => {
        if (settled.signal.aborted) return;
        settled.abort('refused');
        reject(error instanceof Error ? error : new Error(messageOf(error)));
      };
      signal.addEventListener(
        'abort',
        () => {
          fail(signal.reason);
        },
        { signal: settled.signal },
      );
      void clock.sleep(openMs, settled.signal).then(() => {
        fail(new DrillError('ssh.timeout', `${who} did not open a channel for ${openMs / 1000} s`));
      });
      request((error, stream) => {
        if (error !== undefined) fail(error);
        // It comes too late: nobody would ever read it.
        else if (settled.signal.aborted) stream.destroy();
        else {
          settled.abort('opened');
          resolve(stream);
        }
      });
    });
  };

  return {
    exec: async (command, tty, signal) =>
      await ask<ClientChannel>((done) => {
        if (tty) client.exec(command, { pty: terminalOf(scriptTerminal) }, done);
        else client.exec(command, done);
      }, signal),
    shell: async (size, env, signal) =>
      await ask<ClientChannel>((done) => {
        client.shell(terminalOf(size), { env: { ...env } }, done);
      }, signal),
    sftp: async (signal) =>
      await ask<SFTPWrapper>((done) => {
        client.sftp(done);
      }, signal),
    forward: async ({ address, port }, signal) =>
      await ask<Duplex>((done) => client.forwardOut('127.0.0.1', 0, address, port, done), signal),
  };
}

function terminalOf({ columns, rows }: TerminalSize): { cols: number; rows: number; term: string } {
  return { cols: columns, rows, term: 'xterm-256color' };
}
