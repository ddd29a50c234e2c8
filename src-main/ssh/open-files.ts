import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, RemoteFiles } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { createRemoteFiles } from './remote-files.ts';
import { describeHost } from './ssh-error.ts';
import { createSudoFiles } from './sudo-files.ts';

/** A server that hangs is waited for so long after a stop: what it has begun may still end. */
const stopMs = 5_000;

/** Opens the files of a host over one connection. Throws DrillError `ssh.*`, `copy.no-sftp`, or the signal's reason. */
export async function openFiles(
  connection: Connection,
  host: PlanHost,
  sudo: boolean,
  clock: Clock,
  signal: AbortSignal,
): Promise<RemoteFiles> {
  const who = describeHost(host, host);
  const sftp = await connection.sftp(signal).catch((cause: unknown) => {
    const refused = cause instanceof DrillError && cause.code === 'ssh.channel-refused';
    if (!refused) throw cause;
    throw new DrillError('copy.no-sftp', `${who} offers no SFTP: ${messageOf(cause.cause)}`, { cause });
  });
  const files = createRemoteFiles(sftp, who, signal);
  connection.onEnd(() => {
    files.abandon(connection.endedBecause ?? 'the connection ended');
  });
  const over = new AbortController();
  signal.addEventListener(
    'abort',
    () => {
      void clock.sleep(stopMs, over.signal).then(() => {
        if (!over.signal.aborted) files.abandon('it was stopped, and the host did not answer');
      });
    },
    { signal: over.signal },
  );
  const close = (): void => {
    over.abort('closed');
    files.close();
  };
  const plain: RemoteFiles = { ...files, close };
  return sudo ? createSudoFiles({ connection, host, who, clock, signal, plain }) : plain;
}
