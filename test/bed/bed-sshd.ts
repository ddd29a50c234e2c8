import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BedHost } from './bed-network.ts';
import { untilTrue } from './namespace-host.ts';

/** Makes a key without passphrase; gives the path of its private half. */
export function makeKey(folder: string, name: string): string {
  const file = join(folder, name);
  const made = spawnSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.stderr}`);
  return file;
}

/** Starts OpenSSH on a host, port 22, with a key of its own that it shows; gives that as `<algorithm> <base64>`. */
export async function startBedSshd(host: BedHost, userKey: string): Promise<string> {
  const hostKey = makeKey(host.folder, 'host-key');
  const config = join(host.folder, 'sshd_config');
  const lines = [
    `ListenAddress ${host.address}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${userKey}.pub`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PidFile none',
    'PrintMotd no',
    'PrintLastLog no',
    'Subsystem sftp internal-sftp',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  host.start('sshd', ['/usr/sbin/sshd', '-D', '-e', '-f', config]);
  await untilPort(host.address, 22, () => host.log('sshd'));
  return readFileSync(`${hostKey}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim();
}

/** Resolves when a TCP port takes connections; throws with `log` after half a minute. */
export async function untilPort(address: string, port: number, log: () => string): Promise<void> {
  await untilTrue(
    () => isOpen(address, port),
    () => `Nobody listens on ${address}:${port}: ${log()}`,
  );
}

async function isOpen(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, timeout: 1000 });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
