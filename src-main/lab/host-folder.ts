import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The real tools that scripts find on a simulated host. Shells that speak TCP and interpreters are left out on purpose:
 * with them a script could look past the lab at the real machine, and so is everything that changes a machine.
 */
const realTools = (
  'sh cat ls sed awk grep egrep cut tr head tail sort uniq wc date sleep mkdir rmdir rm mv cp ln touch chmod test [ expr ' +
  'printf echo env true false tee xargs find basename dirname seq timeout dd od base64 sha256sum md5sum cksum gzip gunzip ' +
  'tar diff cmp mktemp stat stty sync tty kill ps nohup setsid flock getconf mkfifo readlink realpath yes'
).split(' ');

/** The account that scripts run under where the lab itself is root: `nobody`, as Debian numbers it. */
const nobody = 65_534;

export interface HostFolder {
  /** The whole PATH of the host: imitated programs, then links to real tools. */
  readonly path: string;
  readonly home: string;
  /** Who to run scripts as; absent where the lab is not root and cannot choose. */
  readonly account: { readonly uid?: number; readonly gid?: number };
}

/** Makes the folder of one host below `root`: its PATH and its home. `call` is where its imitated programs ask. */
export function makeHostFolder(
  root: string,
  host: string,
  call: { readonly port: number; readonly token: string; readonly programs: readonly string[] },
): HostFolder {
  const bin = join(root, host, 'bin');
  const home = join(root, host, 'home');
  const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  // A home of an earlier start stays as it is; the programs are this start's own.
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  mkdirSync(home, { recursive: true });
  // What a system imitates comes first: the real `ps` would show the machine's own processes.
  const path = `${bin}:${toolsFolder(root)}`;
  // One program under many names: it tells the lab the name by which it was called.
  writeFileSync(join(bin, '.imitated'), imitatedProgram(call), { mode: 0o700 });
  for (const program of call.programs) symlinkSync('.imitated', join(bin, program));
  writeFileSync(join(bin, 'sudo'), sudoProgram(path), { mode: 0o700 });
  for (const path of [join(bin, '.imitated'), join(bin, 'sudo'), bin, home]) {
    if (account.uid !== undefined) chownSync(path, account.uid, account.gid);
  }
  // The token in it is nobody else's business.
  chmodSync(bin, 0o700);
  return { path, home, account };
}

/** One for all hosts of a system: links are what takes longest at a start. */
function toolsFolder(root: string): string {
  const folder = join(root, '.tools');
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const tool of realTools) {
    const real = findTool(tool);
    if (real !== undefined) symlinkSync(real, join(part, tool));
  }
  renameSync(part, folder);
  return folder;
}

/** Gives what the lab itself made in the home to the account of the host; nothing to do where the lab is not root. */
export function giveToAccount({ home, account }: HostFolder): void {
  if (account.uid === undefined || account.gid === undefined) return;
  try {
    give(home, account.uid, account.gid);
  } catch {
    // A script takes its files away meanwhile: the next call gives what is left.
  }
}

/** Never through a link: a script may have made one that leads out of the home. */
function give(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (lstatSync(path).uid === 0) lchownSync(path, uid, gid);
    if (entry.isDirectory()) give(path, uid, gid);
  }
}

function findTool(tool: string): string | undefined {
  return ['/usr/bin', '/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
    .map((folder) => join(folder, tool))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

// bash, by its full path, because it can speak TCP without a further program; scripts on the host do not find it.
function imitatedProgram(call: { readonly port: number; readonly token: string }): string {
  return `#!/bin/bash
PATH=/usr/bin:/bin
exec 3<>/dev/tcp/127.0.0.1/${String(call.port)} || { echo "\${0##*/}: the practice lab is gone" >&2; exit 69; }
printf '%s\\0' ${call.token} "\${LAB_USER:-user}" "$#" "\${0##*/}" "$@" >&3
read -r status length <&3 || { echo "\${0##*/}: the practice lab is gone" >&2; exit 69; }
head -c "$length" <&3
cat <&3 >&2
exit "$status"
`;
}

// A path before the name is dropped: /sbin/poweroff must be the lab's, never the machine's.
function sudoProgram(path: string): string {
  return `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -u | -g) shift 2 ;;
    --) shift; break ;;
    -*) shift ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || exit 0
program=\${1##*/}
shift
for folder in ${path.replace(/[^:]+/g, '"$&"').replaceAll(':', ' ')}; do
  if [ -x "$folder/$program" ]; then LAB_USER=root exec "$folder/$program" "$@"; fi
done
echo "sudo: $program: command not found (the practice lab does not imitate it)" >&2
exit 1
`;
}
