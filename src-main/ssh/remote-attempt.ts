import { randomBytes } from 'node:crypto';

/** A value for a script's environment: text goes as UTF-8, bytes as they are. Without NUL. */
export type EnvValue = string | Uint8Array;

/**
 * One attempt at a script on a host with a POSIX shell. `command` is constant: the process list of the host shows it and
 * nothing else. `input` goes to the shell's standard input. A later adoption of attempts that outlive their link would
 * wrap the same compound command; this module is the only one that knows its text.
 */
export interface Attempt {
  readonly command: string;
  readonly input: Buffer;
  /** What the host's shell prints first on both streams, followed by a blank, its process id and a line end. */
  readonly mark: string;
}

/** Two halves that only a shell joins: an echo of the input cannot forge the mark. */
interface Halves {
  readonly first: string;
  readonly second: string;
}

/** The login shell (sh, bash, ksh, mksh, zsh, tcsh, fish) gives its process to a POSIX shell that reads its input. */
const posixCommand = 'exec /bin/sh -s';

export function createHalves(): Halves {
  const random = randomBytes(16).toString('hex');
  return { first: `drillbook-${random.slice(0, 8)}`, second: random.slice(8) };
}

/**
 * The compound command `{ mark; exports; eval '<script>' </dev/null; exit; }`: a shell runs none of it before it has read
 * the closing brace, so that a link lost while sending cannot run half a script. The script reads an empty input, not
 * its own text. `exit` keeps the status of the script.
 */
export function posixAttempt(script: EnvValue, env: Readonly<Record<string, EnvValue>>): Attempt {
  const halves = createHalves();
  const text = `{ ${markLine(halves)}${markLine(halves, ' >&2')}${exportLines(env)}eval ${quoted(script)} </dev/null; exit; }\n`;
  return { command: posixCommand, input: Buffer.from(text, 'latin1'), mark: halves.first + halves.second };
}

/**
 * The file of an attempt with a terminal. It removes itself and its folder first; the shell holds it open. Its input is the
 * terminal, because that is why somebody asked for one.
 */
export function terminalFile(
  script: string,
  env: Readonly<Record<string, EnvValue>>,
): { readonly content: Buffer; readonly mark: string } {
  const halves = createHalves();
  const away = `rm -f -- "$0"; rmdir -- "\${0%/*}"; `;
  const text = `{ ${away}${markLine(halves)}${exportLines(env)}eval ${quoted(script)}; exit; }\n`;
  return { content: Buffer.from(text, 'latin1'), mark: halves.first + halves.second };
}

/**
 * A script that writes `content` to a file that only this user can reach and prints `<folder>/run`. The name cannot be
 * guessed and `mkdir` fails where it exists, so that nobody can have put a link there.
 */
export function writeFileScript(content: Uint8Array): Buffer {
  const name = `.drillbook-${randomBytes(12).toString('hex')}`;
  const end = `end-of-${name}`;
  const head = `umask 077
for parent in /tmp "$HOME"; do
  if mkdir "$parent/${name}" 2>/dev/null; then
    cat > "$parent/${name}/run" <<'${end}' || exit
`;
  const tail = `${end}
    chmod 700 "$parent/${name}/run" && printf '%s\\n' "$parent/${name}/run"
    exit
  fi
done
echo 'neither /tmp nor the home folder can be written' >&2
exit 1
`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]);
}

function markLine({ first, second }: Halves, to = ''): string {
  // echo, not printf: it is built in everywhere, and the mark has no character that echo treats in its own way.
  return `echo '${first}''${second}' "$$"${to}; `;
}

function exportLines(env: Readonly<Record<string, EnvValue>>): string {
  const names = Object.keys(env);
  if (names.length === 0) return '';
  const assignments = names.map((name) => `${name}=${quoted(env[name] ?? '')}`);
  return `${assignments.join(' ')}; export ${names.join(' ')}; `;
}

/** Single quotes around, as one character a byte (latin1), so that bytes which are no UTF-8 pass too. */
function quoted(value: EnvValue): string {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  if (bytes.includes(0)) throw new Error('A NUL byte cannot pass through a shell; validation refuses it');
  return `'${bytes.toString('latin1').replaceAll("'", `'\\''`)}'`;
}
