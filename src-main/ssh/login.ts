import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import type { Client, ConnectConfig } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock } from '../engine/ports.ts';
import { algorithmsFor } from './algorithms.ts';
import type { Authentication } from './authentication.ts';
import type { HostKeyCheck } from './host-key-check.ts';
import { keyAlgorithm, keyFingerprint } from './known-hosts.ts';
import type { LoginStage } from './ssh-error.ts';
import { loginError } from './ssh-error.ts';
import { serverVersion } from './ssh2-internals.ts';

export interface LoginRequest {
  readonly host: PlanHost;
  /** Names the host in messages. */
  readonly who: string;
  readonly socket: Duplex;
  readonly keyCheck: HostKeyCheck;
  /** Resolves when a first key is on disk. */
  readonly recordKey: (key: Buffer) => Promise<void>;
  readonly createAuthentication: (waiting: (asking: boolean) => void) => Authentication;
  readonly clock: Clock;
  /** No answer of the host for so long ends the login; the time in which a person is asked does not count. */
  readonly answerMs: number;
  readonly keepaliveMs: number;
  readonly signal: AbortSignal;
}

export interface Login {
  readonly client: Client;
  readonly socket: Duplex;
  readonly hostKeyFingerprint: string;
  readonly hostKeyAlgorithm: string;
  readonly hostKeyNew: boolean;
  readonly serverVersion: string;
}

/** Greeting, host key, login. Throws DrillError `ssh.*`; the socket is then destroyed. */
export function logIn(request: LoginRequest): Promise<Login> {
  const { who, socket, signal } = request;
  const client = new ssh2.Client();
  const hostKey = createVerifier(request);
  let stage: LoginStage = 'greeting';
  let agentFault: unknown;

  return new Promise<Login>((resolve, reject) => {
    const ended = new AbortController();
    const watch = watchAnswers(request, AbortSignal.any([signal, ended.signal]), () => {
      fail(new DrillError('ssh.timeout', `${who} did not answer for ${request.answerMs / 1000} s during the login`));
    });
    const authentication = request.createAuthentication(watch.waiting);
    // One failure causes others (ssh2 reports a refused key, then a closed socket): the first one explains.
    const fail = (error: unknown): void => {
      if (ended.signal.aborted) return;
      ended.abort();
      const first =
        hostKey.fault ?? ownFault(who, agentFault, authentication) ?? (error instanceof DrillError ? error : undefined);
      const found = first ?? describeFailure(who, stage, error, authentication);
      if (found.code === 'ssh.auth-failed') authentication.settle(false);
      // Not `end`: a host that hangs would keep the socket, and this process, waiting.
      socket.destroy();
      reject(found);
    };
    signal.addEventListener(
      'abort',
      () => {
        fail(signal.reason);
      },
      { signal: ended.signal },
    );

    client.on('handshake', () => {
      stage = 'login';
      watch.answered();
    });
    client.on('error', (error: Error & { level?: string }) => {
      // ssh2 goes on to the next method by itself; what the agent said is the better message if none is left.
      if (error.level === 'agent') agentFault = error;
      else fail(error);
    });
    client.on('change password', () => {
      fail(new DrillError('ssh.auth-failed', `${who} says that the password of ${request.host.user} has expired`));
    });
    client.on('close', () => {
      // Only before the greeting nothing of ours was tried, so that `ssh.dropped` may be tried again. Later the host does
      // answer, and says no in its way: sshd does so where PAM turns an account down after its key was accepted.
      const code = stage === 'greeting' ? 'ssh.dropped' : 'ssh.login-closed';
      fail(new DrillError(code, `${who} closed the connection during the login`));
    });
    // The listeners stay: an 'error' of a later time must find one; the connection adds its own.
    client.on('ready', () => {
      ended.abort();
      authentication.settle(true);
      resolve({ client, socket, serverVersion: serverVersion(client), ...hostKey.facts() });
    });
    client.connect({
      ...connectConfig(request),
      hostVerifier: hostKey.verify,
      authHandler: (left, further, next) => {
        watch.answered();
        authentication.handler(left, further, next);
      },
    });
  });
}

/** Without `debug`, which would print packets with passwords in them. */
function connectConfig({ socket, host, keyCheck, keepaliveMs }: LoginRequest): ConnectConfig {
  return {
    sock: socket,
    username: host.user,
    algorithms: algorithmsFor(keyCheck.knownAlgorithms),
    // Our own watch knows when a person is being asked.
    readyTimeout: 0,
    keepaliveInterval: keepaliveMs,
    keepaliveCountMax: 3,
  };
}

/** Our own side's failure; what the agent said goes first, it is why there was nothing to try. */
function ownFault(who: string, agentFault: unknown, { fault }: Authentication): DrillError | undefined {
  if (agentFault instanceof DrillError || agentFault === undefined) return agentFault ?? fault;
  return new DrillError('ssh.no-agent', `${who}: the ssh agent here: ${messageOf(agentFault)}`, { cause: agentFault });
}

function describeFailure(who: string, stage: LoginStage, error: unknown, authentication: Authentication): DrillError {
  const { offered, agentKeys } = authentication;
  const found = loginError(who, stage, error);
  if (found.code !== 'ssh.auth-failed') return found;
  if (offered.length === 0 && agentKeys > 1) {
    // The right one may be among them: a host takes only so many tries.
    const text = `${found.message}; the ssh agent here offered it ${agentKeys} keys one by one: name the right one (\`auth: { key: FILE }\`)`;
    return new DrillError('ssh.auth-failed', text, { cause: error });
  }
  if (offered.length === 0) return found;
  const text = `${who} refused the login; it takes ${offered.join(', ')}`;
  return new DrillError('ssh.auth-failed', text, { cause: error });
}

/** Ends a login in which the host falls silent. `answered` starts the time again. */
function watchAnswers({ clock, answerMs }: LoginRequest, signal: AbortSignal, silent: () => void) {
  let current = new AbortController();
  let asking = 0;
  const answered = (): void => {
    current.abort();
    current = new AbortController();
    const { signal: replaced } = current;
    // Two questions may be open at a time; the last answer starts the host's time again.
    if (asking > 0) return;
    const over = AbortSignal.any([replaced, signal]);
    void clock.sleep(answerMs, over).then(() => {
      if (!over.aborted) silent();
    });
  };
  answered();
  return {
    answered,
    waiting: (started: boolean): void => {
      asking += started ? 1 : -1;
      answered();
    },
  };
}

/**
 * ssh2 asks again at every rekey: the key that was accepted once is accepted then, and no other. That answer must come at
 * once: while ssh2 waits for it, output goes on and has the window topped up, in the middle of the exchange of keys; the
 * server takes that for damage and ends the connection.
 */
function createVerifier({ keyCheck, recordKey }: LoginRequest) {
  let accepted: Buffer | undefined;
  let fault: DrillError | undefined;
  let hostKeyNew = false;
  // Everything that takes a credential comes after this in the protocol; ssh2 waits for the answer.
  const decide = async (key: Buffer): Promise<boolean> => {
    try {
      hostKeyNew = keyCheck.check(key) === 'new';
      if (hostKeyNew) await recordKey(key);
      accepted = key;
      return true;
    } catch (error) {
      fault = error instanceof DrillError ? error : new DrillError('ssh.protocol', String(error), { cause: error });
      return false;
    }
  };
  return {
    verify: (key: Buffer, done: (permitted: boolean) => void): void => {
      // A copy: the key is a slice of a packet.
      if (accepted === undefined) void decide(Buffer.from(key)).then(done);
      else done(accepted.equals(key));
    },
    get fault() {
      return fault;
    },
    facts() {
      const key = accepted ?? Buffer.alloc(0);
      return { hostKeyNew, hostKeyAlgorithm: keyAlgorithm(key), hostKeyFingerprint: keyFingerprint(key) };
    },
  };
}
