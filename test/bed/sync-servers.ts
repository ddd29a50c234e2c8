import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BedHost } from './bed-network.ts';
import { untilPort } from './bed-sshd.ts';

/** Starts an rsync daemon, port 873, with one module `sync`. */
export async function startRsync(host: BedHost): Promise<void> {
  const config = join(host.folder, 'rsyncd.conf');
  writeFileSync(config, `address = ${host.address}\nuse chroot = no\n[sync]\npath = /home\nread only = yes\n`);
  host.start('rsync', ['rsync', '--daemon', '--no-detach', '--config', config]);
  await untilPort(host.address, 873, () => host.log('rsync'));
}

/**
 * Starts an empty MariaDB, port 3306: about a second, 75 MB of disk and 90 MB of memory, so only where it is asked for.
 * Without grant tables, which take three seconds to make; nobody but the bed can reach it.
 */
export async function startMariadb(host: BedHost): Promise<void> {
  const folder = join(host.folder, 'mariadb');
  mkdirSync(folder);
  const small = ['--innodb-log-file-size=4M', '--innodb-buffer-pool-size=8M', '--performance-schema=off'];
  const place = [`--datadir=${folder}`, `--socket=${folder}/socket`, `--pid-file=${folder}/pid`];
  const server = ['mariadbd', '--no-defaults', '--user=root', '--skip-grant-tables', '--skip-networking=0'];
  host.start('mariadb', [...server, ...place, ...small, `--bind-address=${host.address}`, '--port=3306']);
  await untilPort(host.address, 3306, () => host.log('mariadb'));
}
