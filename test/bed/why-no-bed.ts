import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { userInfo } from 'node:os';

/** Programs of the bed and the Debian package of each; scripts/test.ts installs them where it may. */
const programs: Readonly<Record<string, string>> = {
  sshd: 'openssh-server',
  ip: 'iproute2',
  nft: 'nftables',
  arping: 'iputils-arping',
  nc: 'netcat-openbsd',
  named: 'bind9',
  dig: 'bind9-dnsutils',
  sipp: 'sip-tester',
  sipsak: 'sipsak',
  keepalived: 'keepalived',
  rsync: 'rsync',
  snmptrapd: 'snmptrapd',
  sudo: 'sudo',
  curl: 'curl',
  sqlite3: 'sqlite3',
  ifconfig: 'net-tools',
};

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** True where `program` is on the PATH or in a folder of the administrator. */
export function isInstalled(program: string): boolean {
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Why no bed can be made on this machine, in one line that is also printed; undefined where it can. */
export function whyNoBed(): string | undefined {
  const why = reason();
  if (why !== undefined) process.stderr.write(`Skipped: the bed of real servers: ${why}\n`);
  return why;
}

function reason(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a matter of Linux';
  if (userInfo().uid !== 0) return 'only root can make network namespaces';
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  if (missing.length > 0) return `needs the Debian packages ${missing.map(([, name]) => name).join(' ')}`;
  const tried = spawnSync('/usr/bin/unshare', ['--net', '--mount', '--pid', '--uts', '--fork', 'true'], {
    encoding: 'utf8',
  });
  return tried.status === 0 ? undefined : `namespaces cannot be made here (${tried.stderr.trim()})`;
}
