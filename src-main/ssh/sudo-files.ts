import { randomBytes } from 'node:crypto';
import type { ErrorCode } from '../../src-shared/base/error-codes.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, FileToPlace, RemoteFile, RemoteFiles } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { runScript } from './run-script.ts';

/** Longest time of one script; a file of the largest size is copied from disk to disk in far less. */
const timeoutMs = 120_000;
const drainMs = 5_000;

export interface SudoFilesOutside {
  readonly connection: Connection;
  readonly host: PlanHost;
  readonly who: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The files as the login itself sees them: what is placed comes through its home folder. */
  readonly plain: RemoteFiles;
}

/** Links are followed where the host can (`readlink -f`); `ls -ldn` is what every POSIX host has. */
const findScript = `LC_ALL=C; export LC_ALL
exec sudo -n sh -c '
p=$1
r=$p
if [ -L "$p" ]; then r=$(readlink -f -- "$p" 2>/dev/null) || r=$p; fi
[ -n "$r" ] || r=$p
if [ -e "$r" ]; then ls -ldn -- "$r" && printf "%s\\n" "$r"; exit; fi
if [ -L "$p" ]; then echo "$p: a link to something that is not there" >&2; exit 1; fi
case $p in */*) d=\${p%/*} ;; *) d=. ;; esac
if [ ! -d "\${d:-/}" ]; then echo "\${d:-/}: No such file or directory" >&2; exit 1; fi
' sh "$FILE"
`;

const readScript = `LC_ALL=C; export LC_ALL
exec sudo -n cat -- "$FILE"
`;

/** The new file begins as a copy of the old one, so that it has its owner and mode; one rename ends it. */
const placeScript = `LC_ALL=C; export LC_ALL
exec sudo -n sh -c '
path=$1 staged=$2 part=$3 keep=$4 mode=$5
set -e
umask 077
for one in "$part" "$keep"; do
  if [ -n "$one" ] && { [ -e "$one" ] || [ -L "$one" ]; }; then echo "$one: is there already" >&2; exit 1; fi
done
trap "rm -f -- \\"\\$part\\"" EXIT
if [ -n "$keep" ]; then cp -p -- "$path" "$part"; fi
cat -- "$staged" >"$part"
chmod "$mode" "$part"
sync
if [ -n "$keep" ]; then ln -- "$path" "$keep"; fi
if mv -f -- "$part" "$path"; then exit 0; fi
if [ -n "$keep" ]; then rm -f -- "$keep"; fi
exit 1
' sh "$FILE" "$STAGED" "$PART" "$KEEP" "$MODE"
`;

const putBackScript = `LC_ALL=C; export LC_ALL
exec sudo -n sh -c 'mv -f -- "$1" "$2" && rm -f -- "$1"' sh "$KEEP" "$FILE"
`;

const removeScript = `LC_ALL=C; export LC_ALL
exec sudo -n rm -- "$FILE"
`;

/** Files as root. Needs \`sudo -n sh\` and a POSIX shell; what is refused is said in the host's own words. */
export function createSudoFiles(outside: SudoFilesOutside): RemoteFiles {
  const { plain, who } = outside;
  return {
    find: async (path) => {
      const text = (await run(outside, 'looking at', path, findScript, { FILE: path })).toString();
      return text === '' ? undefined : fileOf(text);
    },
    read: async (file, limit) => {
      if (file.kind !== 'file') throw new DrillError('copy.not-a-file', `${who}: ${file.path} is no plain file`);
      const content = await run(outside, 'reading', file.path, readScript, { FILE: file.path }, limit);
      if (content.length <= limit) return content;
      throw new DrillError('copy.too-large', `${who}: ${file.path} is larger than ${limit} bytes`);
    },
    place: (file) => place(outside, file),
    putBack: async (kept, path) => {
      await run(outside, 'putting back', path, putBackScript, { KEEP: kept, FILE: path });
    },
    remove: async (path) => {
      await run(outside, 'removing', path, removeScript, { FILE: path });
    },
    close: () => {
      plain.close();
    },
  };
}

async function place(outside: SudoFilesOutside, file: FileToPlace): Promise<readonly string[]> {
  const { plain } = outside;
  const staged = `.drillbook-${randomBytes(8).toString('hex')}`;
  // SFTP begins in the home folder; nobody else may read what is on its way to a root-owned file.
  await plain.place({ path: staged, content: file.content, mode: 0o600, part: `${staged}.part` });
  try {
    await run(outside, 'replacing', file.path, placeScript, {
      FILE: file.path,
      STAGED: staged,
      PART: file.part,
      KEEP: file.keepAs ?? '',
      MODE: file.mode.toString(8),
    });
  } finally {
    await plain.remove(staged).catch(() => undefined);
  }
  return ['done as root, by sudo'];
}

/** `-rw-r--r-- 1 0 0 120 Nov 21 10:00 /etc/peer`, then the path on a line of its own. */
function fileOf(text: string): RemoteFile {
  const [line = '', ...rest] = text.split('\n');
  const [permissions = '', , uid = '', gid = '', bytes = ''] = line.trim().split(/\s+/);
  const kind = permissions.startsWith('-') ? 'file' : permissions.startsWith('d') ? 'folder' : 'other';
  const path = rest.join('\n').replace(/\n$/, '');
  return { path, kind, bytes: Number(bytes), mode: modeOf(permissions), uid: Number(uid), gid: Number(gid) };
}

/** The nine letters of `ls -l`, with the set-user, set-group and sticky bits in their places. */
function modeOf(permissions: string): number {
  const letters = Array.from({ length: 9 }, (_, at) => permissions.charAt(at + 1));
  const plain = letters.reduce((mode, letter) => (mode << 1) | (/[rwxst]/.test(letter) ? 1 : 0), 0);
  const special = [2, 5, 8].reduce((mode, at) => (mode << 1) | (/[sStT]/.test(letters[at] ?? '') ? 1 : 0), 0);
  return (special << 9) | plain;
}

async function run(
  { connection, host, who, clock, signal }: SudoFilesOutside,
  what: string,
  path: string,
  script: string,
  env: Readonly<Record<string, string>>,
  limit = 64 * 1024,
): Promise<Buffer> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  let kept = 0;
  const result = await runScript(
    connection,
    {
      host,
      script,
      env,
      tty: false,
      timeoutMs,
      signal,
      onOutput: (stream, bytes) => {
        // One block more than the limit is enough to know that it is too much.
        if (stream === 'stdout' && kept > limit) return;
        kept += stream === 'stdout' ? bytes.length : 0;
        (stream === 'stdout' ? out : err).push(Buffer.from(bytes));
      },
    },
    clock,
    drainMs,
  );
  const { end } = result;
  const said = `${who}: ${what} ${path} as root`;
  if (end.kind === 'exit' && end.code === 0 && result.marked) return Buffer.concat(out);
  if (end.kind === 'cancelled' && signal.aborted) throw signal.reason;
  if (end.kind === 'not-sent') throw new DrillError(end.code, `${said}: ${end.message}`);
  if (end.kind === 'exit') {
    const words = Buffer.concat(err).toString().trim().split('\n').slice(-3).join('; ');
    throw new DrillError(codeOf(words), `${said}: ${words === '' ? `exit ${end.code}` : words}`);
  }
  throw new DrillError('copy.link-lost', `${said}: its end was not seen (${end.kind})`);
}

/** The words of the C locale, which the scripts ask for. */
function codeOf(words: string): ErrorCode {
  if (/No space left|quota exceeded/i.test(words)) return 'copy.no-space';
  if (/Read-only file system/i.test(words)) return 'copy.read-only';
  if (/is there already/.test(words)) return 'copy.in-the-way';
  if (/sudo:|Permission denied|not permitted/i.test(words)) return 'copy.denied';
  if (/No such file/i.test(words)) return 'copy.not-found';
  return /a link to something/.test(words) ? 'copy.not-a-file' : 'copy.failed';
}
