import type { ErrorCode } from '../../src-shared/base/error-codes.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';

/** Where a host is really reached: its inventory address, the port after the inventory's `ports`. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** `Voice A (dr@192.0.2.10:22)`, as every message names a host. */
export function describeHost(host: PlanHost, endpoint: Endpoint): string {
  return `${host.name} (${host.user}@${endpoint.address}:${endpoint.port})`;
}

/**
 * The system's error of a TCP connection as one of ours. "Refused" and "no answer" are told apart: they send the operator
 * to different people.
 */
export function tcpError(who: string, cause: unknown): DrillError {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const found = tcpCodes[code];
  if (found === undefined) return new DrillError('ssh.unreachable', `${who}: ${messageOf(cause)}`, { cause });
  return new DrillError(found[0], `${who}: ${found[1]} (${code})`, { cause });
}

const tcpCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ECONNREFUSED: ['ssh.refused', 'the connection was refused'],
  ETIMEDOUT: ['ssh.timeout', 'no answer to the connection'],
  EHOSTUNREACH: ['ssh.unreachable', 'no route to the host'],
  EHOSTDOWN: ['ssh.unreachable', 'the host is down'],
  ENETUNREACH: ['ssh.unreachable', 'no route to its network'],
  ENOTFOUND: ['ssh.unreachable', 'the name is not known'],
  EAI_AGAIN: ['ssh.unreachable', 'the name could not be looked up now'],
  ECONNRESET: ['ssh.dropped', 'the connection was reset'],
  EPIPE: ['ssh.dropped', 'the connection was closed'],
  // Troubles of this machine say nothing of the host: it must not count as one that does not answer.
  EMFILE: ['ssh.local-limit', 'this program has too many files and connections open'],
  ENFILE: ['ssh.local-limit', 'this machine has too many files and connections open'],
  ENOBUFS: ['ssh.local-limit', 'this machine has no memory for a connection'],
  ENOMEM: ['ssh.local-limit', 'this machine has no memory for a connection'],
  EADDRNOTAVAIL: ['ssh.local-limit', 'this machine has no free address or port for a connection'],
};

/** How far a connection had come when it failed. */
export type LoginStage = 'greeting' | 'login';

/** An error of ssh2 before the login was done. ssh2 names the level of an error; below that only its text tells. */
export function loginError(who: string, stage: LoginStage, cause: unknown): DrillError {
  const { level, code } = cause as { readonly level?: unknown; readonly code?: unknown };
  const text = messageOf(cause);
  if (level === 'client-socket') {
    const lost = tcpError(who, cause);
    return stage === 'greeting'
      ? lost
      : new DrillError('ssh.unreachable', `${lost.message} during the login`, { cause });
  }
  if (level === 'client-authentication') return new DrillError('ssh.auth-failed', `${who}: ${text}`, { cause });
  // A number is the reason of a disconnect message: the server's own words, such as "Too many authentication failures".
  if (stage === 'login' && typeof code === 'number') {
    return new DrillError('ssh.auth-failed', `${who} ended the login: ${text}`, { cause });
  }
  if (text.startsWith('Handshake failed: no matching')) {
    return new DrillError('ssh.no-common-algorithm', `${who}: ${text.slice('Handshake failed: '.length)}`, { cause });
  }
  if (text === 'Connection lost before handshake') {
    return new DrillError('ssh.dropped', `${who} closed the connection before greeting`, { cause });
  }
  return new DrillError('ssh.protocol', `${who}: ${text}`, { cause });
}
