import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** The login of every host: made in the host's own copy of /etc, so that the machine gets no user. */
export const bedUser = 'dr';
const bedUserId = 4242;

/**
 * The first process of a host, in namespaces of its own: network, mounts, host name and process ids. It lives as long as
 * its standard input is open, and with it every process of the host: whatever becomes of the test, a kill -9 too, the
 * kernel then ends them all and takes the network away. /etc, /run, /home, /var/tmp and /usr/local/bin are the host's own.
 */
const firstProcess = `set -eu
read -r pid rest </proc/self/stat
mount --make-rprivate /
mount -t proc proc /proc
mkdir -p "$FOLDER/etc" "$FOLDER/etc-work" "$FOLDER/bin"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$FOLDER/etc,workdir=$FOLDER/etc-work" /etc
for own in /run /home /var/tmp; do mount -t tmpfs -o mode=755 tmpfs "$own"; done
mount --bind "$FOLDER/bin" /usr/local/bin
mkdir -p /run/sshd /home/${bedUser}
hostname "$NAME"
rm -f /etc/hostname /etc/hosts /etc/resolv.conf
echo "$NAME" >/etc/hostname
printf '127.0.0.1 localhost\\n' >/etc/hosts
: >/etc/resolv.conf
printf '${bedUser}:x:${bedUserId}:${bedUserId}::/home/${bedUser}:/bin/sh\\n' >>/etc/passwd
printf '${bedUser}:x:${bedUserId}:\\n' >>/etc/group
printf '${bedUser}:*:19000:0:99999:7:::\\n' >>/etc/shadow
chown ${bedUserId}:${bedUserId} /home/${bedUser}
mkdir -p /etc/sudoers.d
printf '${bedUser} ALL=(ALL) NOPASSWD: ALL\\n' >/etc/sudoers.d/bed
chmod 440 /etc/sudoers.d/bed
ip link set lo up
echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6 2>/dev/null || true
echo "ready $pid"
cat >/dev/null
`;

export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A host of the bed: everything of it ends with `end`, or with the process that made it. */
export interface NamespaceHost {
  readonly name: string;
  /** The host's own folder on this machine; the same path inside. */
  readonly folder: string;
  /** Its first process, as this machine counts. */
  readonly pid: number;
  /** Runs a command inside, as root, to its end. Throws when it does not end well, unless `mayFail`. */
  run(command: readonly string[], options?: { readonly input?: string; readonly mayFail?: boolean }): Said;
  /** Starts a server inside; what it prints goes to `<label>.log` in the folder. */
  start(label: string, command: readonly string[]): ChildProcess;
  /** The log of a server so far. */
  log(label: string): string;
  end(): Promise<void>;
}

/** Starts a host of its own namespaces, without a network yet. `folder` is made. */
export async function startNamespaceHost(name: string, folder: string): Promise<NamespaceHost> {
  mkdirSync(folder, { recursive: true });
  const spaces = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child'];
  // In a session of its own: Ctrl+C is for the test, which then lets go of the standard input.
  const holder = spawn('/usr/bin/unshare', [...spaces, '/bin/sh', '-c', firstProcess], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH: adminPath, FOLDER: folder, NAME: name },
  });
  const pid = await readyPid(name, holder);
  const inside = ['-t', String(pid), '-n', '-m', '-u', '-i', '-p', '-w/', '--'];
  const env = { ...process.env, PATH: adminPath, TERM: 'dumb', LC_ALL: 'C.UTF-8' };
  const log = (label: string): string => readFileSync(join(folder, `${label}.log`), 'utf8');
  return {
    name,
    folder,
    pid,
    log,
    run: (command, { input = '', mayFail = false } = {}) => {
      const said = spawnSync('/usr/bin/nsenter', [...inside, ...command], { input, encoding: 'utf8', env });
      if (said.status !== 0 && !mayFail) throw new Error(`${name}: ${command.join(' ')}: ${said.stderr}${said.stdout}`);
      return { status: said.status, stdout: said.stdout, stderr: said.stderr };
    },
    start: (label, command) => {
      const file = openSync(join(folder, `${label}.log`), 'a');
      const child = spawn('/usr/bin/nsenter', [...inside, ...command], { stdio: ['ignore', file, file], env });
      closeSync(file);
      return child;
    },
    end: async () => {
      if (holder.exitCode !== null || holder.signalCode !== null) return;
      const ended = once(holder, 'exit');
      holder.stdin.end();
      await ended;
    },
  };
}

/** Administrators' folders too; what a user put before them stays first. */
const adminPath = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

async function readyPid(name: string, holder: ReturnType<typeof spawn>): Promise<number> {
  if (holder.stdout === null || holder.stderr === null) throw new Error('no pipes');
  let trouble = '';
  holder.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  for await (const line of createInterface({ input: holder.stdout })) {
    const ready = /^ready (\d+)$/.exec(line);
    if (ready) return Number(ready[1]);
  }
  throw new Error(`The host ${name} did not start: ${trouble}`);
}

/** A program of the host, found before those of the machine. */
export function addProgram(host: NamespaceHost, name: string, text: string): void {
  writeFileSync(join(host.folder, 'bin', name), text, { mode: 0o755 });
}

/** Resolves when `holds` does; throws what `otherwise` says after half a minute. */
export async function untilTrue(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(otherwise());
    await sleep(50);
  }
}
