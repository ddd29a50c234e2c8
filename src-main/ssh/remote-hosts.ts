import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { HostId } from '../../src-shared/base/ids.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, Credentials, HostLookup, RemoteHosts, ScriptRequest, ShellRequest } from '../engine/ports.ts';
import type { ConnectOptions, SshTiming } from './connect-host.ts';
import { connectHost } from './connect-host.ts';
import type { Connection } from './connection.ts';
import { createKeyring } from './keyring.ts';
import { openFiles } from './open-files.ts';
import { createPlaces } from './places.ts';
import { notSent, runScript } from './run-script.ts';
import { openShell } from './shell.ts';
import { describeHost } from './ssh-error.ts';

export interface RemoteHostsOptions {
  /** Read anew for each connection, in this order; new keys are recorded in the first. */
  readonly knownHostsFiles: readonly string[];
  readonly acceptNewHostKeys: boolean;
  readonly credentials: Credentials;
  /** Finds the jump hosts. */
  readonly lookup: HostLookup;
  /** SSH_AUTH_SOCK of the user, if there is an agent. */
  readonly agentSocket?: string;
  readonly clock: Clock;
  /** What `~` in a key's path means. */
  readonly homeFolder: string;
  readonly timing?: Partial<SshTiming>;
}

/** More logins at a time would only make sshd's MaxStartups drop some of them. */
const loginsAtOnce = 8;
const timing: SshTiming = { answerMs: 20_000, keepaliveMs: 15_000, drainMs: 5_000 };

/** SSH to the hosts of an inventory: one connection a host, kept until `dispose`, made anew at the next use after a loss. */
export function createRemoteHosts(options: RemoteHostsOptions): RemoteHosts {
  const connections = createConnections(options);
  const drainMs = options.timing?.drainMs ?? timing.drainMs;
  return {
    async connect(host, signal) {
      return (await connections.get(host, signal)).facts;
    },
    async run(request: ScriptRequest) {
      for (let fresh = false; ; fresh = true) {
        let connection: Connection;
        try {
          connection = await connections.get(request.host, request.signal);
        } catch (error) {
          return notSent(error, request.signal);
        }
        const result = await runScript(connection, request, options.clock, drainMs);
        // A kept connection can be dead without our knowing: nothing was sent over it, so that a new one may be tried.
        const stale = result.end.kind === 'not-sent' && connection.endedBecause !== undefined;
        if (!stale || fresh) return result;
      }
    },
    async openShell(request: ShellRequest) {
      for (let fresh = false; ; fresh = true) {
        const connection = await connections.get(request.host, request.signal);
        try {
          return await openShell(connection, request, options.clock);
        } catch (error) {
          // A kept connection can be dead without our knowing.
          if (fresh || request.signal.aborted || connection.endedBecause === undefined) throw error;
        }
      }
    },
    async openFiles(host, sudo, signal) {
      for (let fresh = false; ; fresh = true) {
        const connection = await connections.get(host, signal);
        try {
          return await openFiles(connection, host, sudo, options.clock, signal);
        } catch (error) {
          // A kept connection can be dead without our knowing.
          if (fresh || signal.aborted || connection.endedBecause === undefined) throw error;
        }
      }
    },
    dispose: () => connections.dispose(),
  };
}

/** A connection being made or in use, and who waits for it. */
interface Entry {
  readonly connection: Promise<Connection>;
  readonly attempt: AbortController;
  waiters: number;
  ready: boolean;
}

function createConnections(options: RemoteHostsOptions) {
  const entries = new Map<string, Entry>();
  const logins = createPlaces(loginsAtOnce);
  const shared = connectOptions(options);

  const connect = async (host: PlanHost, signal: AbortSignal): Promise<Connection> => {
    const via = host.jump === undefined ? undefined : await jump(host, host.jump, signal);
    // Only after the jump host: a login that waits for another one must not hold a place.
    const leave = await logins.take(signal);
    try {
      return await connectHost(host, via, shared, signal);
    } finally {
      leave();
    }
  };

  // The jump host's connection is kept like any other and serves all hosts behind it.
  const jump = async (host: PlanHost, via: HostId, signal: AbortSignal): Promise<Connection> => {
    try {
      return await get(options.lookup(via), signal);
    } catch (cause) {
      if (signal.aborted || !(cause instanceof DrillError)) throw cause;
      const text = `${describeHost(host, host)} is behind ${via}: ${cause.message}`;
      throw new DrillError('ssh.jump-failed', text, { cause });
    }
  };

  const get = async (host: PlanHost, signal: AbortSignal): Promise<Connection> => {
    if (!host.login) throw new DrillError('ssh.no-login', `${host.name} has no login in the inventory`);
    signal.throwIfAborted();
    // A host whose address was changed in the inventory is another host.
    const key = JSON.stringify([host.id, host.address, host.port, host.user, host.jump]);
    let entry = entries.get(key);
    if (entry?.ready === true) return await entry.connection;
    if (entry === undefined) {
      refuseCircle(host, options.lookup);
      const attempt = new AbortController();
      entry = { connection: connect(host, attempt.signal), attempt, waiters: 0, ready: false };
      entries.set(key, entry);
      keep(entries, key, entry);
    }
    return await waitFor(entry, signal, () => entries.delete(key));
  };

  return {
    get,
    async dispose(): Promise<void> {
      const all = [...entries.values()];
      // Cleared first, so that what ends now does not find itself in the map.
      entries.clear();
      await Promise.all(
        all.map(async ({ connection, attempt }) => {
          attempt.abort(new DrillError('ssh.dropped', 'The connections are being closed'));
          const made = await connection.catch(() => undefined);
          made?.end();
        }),
      );
    },
  };
}

/** Forgets a connection as soon as it has failed or ended; the next use makes a new one. */
function keep(entries: Map<string, Entry>, key: string, entry: Entry): void {
  const forget = (): void => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  entry.connection.then((connection) => {
    entry.ready = true;
    connection.onEnd(forget);
    // Everybody gave up while it was being made.
    if (entry.attempt.signal.aborted) connection.end();
    if (connection.endedBecause !== undefined) forget();
  }, forget);
}

/** Hosts that are each behind the other would wait for each other. */
function refuseCircle(host: PlanHost, lookup: HostLookup): void {
  const seen = new Set([host.id]);
  for (let at = host; at.jump !== undefined; at = lookup(at.jump)) {
    if (seen.has(at.jump)) throw new DrillError('ssh.jump-failed', `The jump hosts of ${host.name} form a circle`);
    seen.add(at.jump);
  }
}

/** Waits as one of several: the attempt ends, and is forgotten, when the last of them has given up. */
async function waitFor(entry: Entry, signal: AbortSignal, forget: () => void): Promise<Connection> {
  const done = new AbortController();
  entry.waiters += 1;
  const given = new Promise<never>((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { signal: done.signal },
    );
  });
  try {
    return await Promise.race([entry.connection, given]);
  } finally {
    done.abort();
    entry.waiters -= 1;
    if (entry.waiters === 0 && !entry.ready && signal.aborted) {
      forget();
      entry.attempt.abort(signal.reason);
    }
  }
}

function connectOptions(options: RemoteHostsOptions): ConnectOptions {
  // A failed append must not stop the next host's.
  let last: Promise<unknown> = Promise.resolve();
  return {
    knownHostsFiles: options.knownHostsFiles,
    acceptNewHostKeys: options.acceptNewHostKeys,
    credentials: options.credentials,
    keyring: createKeyring(options.homeFolder, options.credentials),
    passwords: new Map(),
    agentSocket: options.agentSocket,
    clock: options.clock,
    timing: { ...timing, ...options.timing },
    inTurn: (work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
