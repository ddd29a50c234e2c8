import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, Credentials } from '../engine/ports.ts';
import { createAuthentication } from './authentication.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './connection.ts';
import { createHostKeyCheck, recordHostKey } from './host-key-check.ts';
import type { Keyring } from './keyring.ts';
import { readKnownHosts } from './known-hosts.ts';
import { logIn } from './login.ts';
import type { Endpoint } from './ssh-error.ts';
import { describeHost, tcpError } from './ssh-error.ts';
import { joinWrites, makeKeysKnown } from './ssh2-internals.ts';

/** Milliseconds; tests shorten them, users do not see them. */
export interface SshTiming {
  /** Silence of the host that ends a TCP connect or a login. */
  readonly answerMs: number;
  /** Three unanswered probes at this distance end a connection. Shorter drops slow links. */
  readonly keepaliveMs: number;
  /** A stream still open so long after the exit status was left to something in the background. */
  readonly drainMs: number;
}

export interface ConnectOptions {
  readonly knownHostsFiles: readonly string[];
  readonly acceptNewHostKeys: boolean;
  readonly credentials: Credentials;
  readonly keyring: Keyring;
  readonly passwords: Map<string, string>;
  readonly agentSocket: string | undefined;
  readonly clock: Clock;
  readonly timing: SshTiming;
  /** Runs one after another: two appends to known_hosts must not mix. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** sshd's MaxStartups drops connections before greeting when many come at once: after these and a random share, again. */
const dropRetryMs = [200, 400, 800, 1600] as const;

/** Connects through `via` (the jump host) or directly, and logs in. Throws DrillError `ssh.*`, or the signal's reason. */
export async function connectHost(
  host: PlanHost,
  via: Connection | undefined,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Connection> {
  // The inventory's `ports` say where the app reaches a port; a jump host reaches the real one.
  const port = via === undefined ? (host.ports[String(host.port)] ?? host.port) : host.port;
  const endpoint = { address: host.address, port };
  for (const wait of [...dropRetryMs, undefined]) {
    try {
      return await connectOnce(host, endpoint, via, options, signal);
    } catch (error) {
      if (via?.endedBecause !== undefined && error instanceof DrillError && error.code === 'ssh.login-closed') {
        // Not this host's doing: the link that leads to it has gone.
        throw new DrillError('ssh.unreachable', `${error.message}: ${via.endedBecause}`, { cause: error });
      }
      const dropped = error instanceof DrillError && error.code === 'ssh.dropped';
      if (!dropped || wait === undefined || via?.endedBecause !== undefined) throw error;
      await options.clock.sleep(wait * (1 + Math.random()), signal);
      signal.throwIfAborted();
    }
  }
  throw new Error('unreachable: the last try returns or throws');
}

/** One try: known hosts, socket, host key, login, in this order. */
async function connectOnce(
  host: PlanHost,
  endpoint: Endpoint,
  via: Connection | undefined,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Connection> {
  const { clock, timing } = options;
  const who = describeHost(host, endpoint);
  // Before the socket: no host is contacted while our own files cannot be read.
  const knownHosts = await readKnownHosts(options.knownHostsFiles);
  const keyCheck = createHostKeyCheck(host, endpoint, knownHosts, options.acceptNewHostKeys);
  const socket =
    via === undefined
      ? await openSocket(endpoint, who, clock, timing.answerMs, signal)
      : await via.forward(endpoint, signal);
  const login = await logIn({
    host,
    who,
    socket,
    keyCheck,
    recordKey: (key) => options.inTurn(() => recordNewKey(options.knownHostsFiles, endpoint, key)),
    createAuthentication: (waiting) => createAuthentication(host, who, options, waiting),
    clock,
    answerMs: timing.answerMs,
    keepaliveMs: timing.keepaliveMs,
    signal,
  });
  const { client, socket: _socket, ...shown } = login;
  makeKeysKnown(client);
  joinWrites(socket);
  return createConnection(login, who, { ...endpoint, user: host.user, ...shown }, clock);
}

/** The first file is the user's own; the others may belong to the system. */
async function recordNewKey(files: readonly string[], endpoint: Endpoint, key: Buffer): Promise<void> {
  const [file] = files;
  if (file === undefined) {
    throw new DrillError('ssh.known-hosts', 'There is no known_hosts file in which the new host key could be recorded');
  }
  await recordHostKey(file, endpoint, key);
}

/** A TCP connection within `answerMs`; the system's own limit would be minutes. */
function openSocket(
  { address, port }: Endpoint,
  who: string,
  clock: Clock,
  answerMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const settled = new AbortController();
  // Without noDelay each small command waits for Nagle's algorithm: 40 ms a step.
  const socket = connectTcp({ host: address, port, noDelay: true });
  return new Promise<Socket>((resolve, reject) => {
    const fail = (error: unknown): void => {
      if (settled.signal.aborted) return;
      settled.abort();
      socket.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    // Stays for the life of the socket: an error without a listener would end the process.
    socket.on('error', (cause) => {
      fail(tcpError(who, cause));
    });
    signal.addEventListener(
      'abort',
      () => {
        fail(signal.reason);
      },
      { signal: settled.signal },
    );
    void clock.sleep(answerMs, settled.signal).then(() => {
      fail(new DrillError('ssh.timeout', `${who} did not answer for ${answerMs / 1000} s`));
    });
    socket.once('connect', () => {
      if (settled.signal.aborted) return;
      settled.abort();
      resolve(socket);
    });
  });
}
