import type { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Clock, HostFacts } from '../engine/ports.ts';
import type { ChannelOpener } from './channel-opener.ts';
import { createChannelOpener } from './channel-opener.ts';
import type { Login } from './login.ts';
import type { Places } from './places.ts';
import { createPlaces } from './places.ts';
import type { Endpoint } from './ssh-error.ts';

/** Below OpenSSH's MaxSessions of 10: two places stay free for stopping what runs. */
const channelLimit = 8;
/** A server forgets a closed session a moment after it has said so; until then it refuses the next one. */
const refusedAgainMs = [30, 100, 300, 1000] as const;

/** One logged-in connection. It is never mended: when it has ended, the next use makes a new one. */
export interface Connection {
  readonly facts: HostFacts;
  /** Why it ended, in words; `undefined` while it lives. */
  readonly endedBecause: string | undefined;
  /**
   * Opens a channel for `command`, in its turn; its place is free again when the server has closed it. Throws DrillError
   * `ssh.*`, or the signal's reason; no input was sent then.
   */
  open(command: string, tty: boolean, signal: AbortSignal): Promise<ClientChannel>;
  /** The same at once, beside the queue: for stopping what holds the places. */
  openBeside(command: string, signal: AbortSignal): Promise<ClientChannel>;
  /** A TCP connection from the host to `endpoint`. */
  forward(endpoint: Endpoint, signal: AbortSignal): Promise<Duplex>;
  onEnd(listener: () => void): void;
  end(): void;
}

/** The connection of a login. `who` names the host in messages. */
export function createConnection({ client, socket }: Login, who: string, facts: HostFacts, clock: Clock): Connection {
  const places = createPlaces(channelLimit);
  const listeners: (() => void)[] = [];
  let endedBecause: string | undefined;
  let lastError: string | undefined;
  const ended = (): DrillError | undefined =>
    endedBecause === undefined ? undefined : new DrillError('ssh.dropped', `${who}: ${endedBecause}`);
  const opener = createChannelOpener(client, who, clock, ended);
  client.on('error', (error) => {
    lastError = messageOf(error);
  });
  client.on('close', () => {
    endedBecause ??= lastError ?? 'the connection was closed by the other side';
    for (const listener of listeners) listener();
  });
  const explain = (cause: unknown, signal: AbortSignal): unknown => {
    if (signal.aborted || cause instanceof DrillError) return cause;
    return ended() ?? new DrillError('ssh.channel-refused', `${who}: ${messageOf(cause)}`, { cause });
  };

  return {
    facts,
    get endedBecause() {
      return endedBecause;
    },
    async open(command, tty, signal) {
      try {
        return await openInTurn(opener, places, clock, command, tty, signal);
      } catch (cause) {
        throw explain(cause, signal);
      }
    },
    async openBeside(command, signal) {
      try {
        return await opener.exec(command, false, signal);
      } catch (cause) {
        throw explain(cause, signal);
      }
    },
    async forward(endpoint, signal) {
      try {
        return await opener.forward(endpoint, signal);
      } catch (cause) {
        throw reasonOf(cause) === undefined ? explain(cause, signal) : forwardError(who, endpoint, cause);
      }
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    end() {
      endedBecause ??= 'the connection was closed here';
      client.end();
      // A dead link would keep the process waiting for the other side's farewell.
      socket.once('finish', () => socket.destroy());
    },
  };
}

async function openInTurn(
  opener: ChannelOpener,
  places: Places,
  clock: Clock,
  command: string,
  tty: boolean,
  signal: AbortSignal,
): Promise<ClientChannel> {
  for (let refusals = 0; ;) {
    const release = await places.take(signal);
    try {
      const channel = await opener.exec(command, tty, signal);
      channel.once('close', release);
      return channel;
    } catch (cause) {
      const others = places.taken - 1;
      const wait = refusedAgainMs[refusals];
      const again = reasonOf(cause) !== undefined && wait !== undefined;
      // The server bears fewer channels than we thought: queue behind those that it has.
      if (again && others > 0) places.lower(others);
      if (again && others === 0) {
        refusals += 1;
        await clock.sleep(wait, signal);
      }
      release();
      if (!again) throw cause;
    }
  }
}

/** The server's reason for refusing a channel as such; a command that it refuses has none. */
function reasonOf(error: unknown): number | undefined {
  const { reason } = error as { readonly reason?: unknown };
  return typeof reason === 'number' ? reason : undefined;
}

function forwardError(who: string, { address, port }: Endpoint, cause: unknown): DrillError {
  // 2 is "connect failed": the jump host did its part, the way on from there is dark.
  const code = reasonOf(cause) === 2 ? 'ssh.unreachable' : 'ssh.jump-failed';
  return new DrillError(code, `${who} cannot connect to ${address}:${port}: ${messageOf(cause)}`, { cause });
}
