import type { Duplex } from 'node:stream';
import type { ClientChannel, SFTPWrapper } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Clock, HostFacts, TerminalSize } from '../engine/ports.ts';
import { createChannelOpener } from './channel-opener.ts';
import type { Login } from './login.ts';
import type { Places } from './places.ts';
import { createPlaces } from './places.ts';
import type { Endpoint } from './ssh-error.ts';

/** Below OpenSSH's MaxSessions of 10: two places stay free for stopping what runs. */
const channelLimit = 8;
/** Shells stay open for hours: so many leave places for what the run does on the host. */
const shellLimit = 4;
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
  /** A login shell in a pseudo-terminal, in its turn too. Throws DrillError `ssh.too-many-terminals` as well. */
  shell(size: TerminalSize, env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ClientChannel>;
  /** An SFTP session, in its turn too. */
  sftp(signal: AbortSignal): Promise<SFTPWrapper>;
  /** As `open`, at once and beside the queue: for stopping what holds the places. */
  openBeside(command: string, signal: AbortSignal): Promise<ClientChannel>;
  /** A TCP connection from the host to `endpoint`. */
  forward(endpoint: Endpoint, signal: AbortSignal): Promise<Duplex>;
  onEnd(listener: () => void): void;
  end(): void;
}

/** The connection of a login. `who` names the host in messages. */
export function createConnection({ client, socket }: Login, who: string, facts: HostFacts, clock: Clock): Connection {
  const places = createPlaces(channelLimit);
  const shells = limitShells(who);
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
  const explained = async <Channel>(ask: () => Promise<Channel>, signal: AbortSignal): Promise<Channel> => {
    try {
      return await ask();
    } catch (cause) {
      throw explain(cause, signal);
    }
  };

  return {
    facts,
    get endedBecause() {
      return endedBecause;
    },
    open: (command, tty, signal) =>
      explained(() => openInTurn(() => opener.exec(command, tty, signal), places, clock, signal), signal),
    shell: (size, env, signal) =>
      explained(() => shells(() => openInTurn(() => opener.shell(size, env, signal), places, clock, signal)), signal),
    sftp: (signal) => explained(() => openInTurn(() => opener.sftp(signal), places, clock, signal), signal),
    openBeside: (command, signal) => explained(() => opener.exec(command, false, signal), signal),
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

/** Counts the shells of one connection; a further one is refused, not queued behind a person who works. */
function limitShells(who: string): (ask: () => Promise<ClientChannel>) => Promise<ClientChannel> {
  let open = 0;
  return async (ask) => {
    if (open >= shellLimit) {
      const text = `${who}: ${shellLimit} terminals are open; more would leave no place for the run`;
      throw new DrillError('ssh.too-many-terminals', text);
    }
    open += 1;
    try {
      const channel = await ask();
      channel.once('close', () => (open -= 1));
      return channel;
    } catch (cause) {
      open -= 1;
      throw cause;
    }
  };
}

async function openInTurn<Channel extends { once(event: 'close', listener: () => void): unknown }>(
  ask: () => Promise<Channel>,
  places: Places,
  clock: Clock,
  signal: AbortSignal,
): Promise<Channel> {
  for (let refusals = 0; ;) {
    const release = await places.take(signal);
    try {
      const channel = await ask();
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
