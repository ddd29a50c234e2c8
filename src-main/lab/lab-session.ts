import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import type { PseudoTtyInfo, ServerChannel, Session } from 'ssh2';
import type { HostFolder } from './host-folder.ts';
import { serveSftp } from './lab-sftp.ts';

/** Gives a command a real pseudo-terminal; part of util-linux, so of every Debian. */
const scriptTool = '/usr/bin/script';
/** The login shell; it gives its process to the last command, so a signal that ends that is seen as one, as usual. */
const loginShell = '/bin/bash';

export interface SessionHost {
  readonly id: string;
  readonly user: string;
  readonly folder: HostFolder;
  /** Called before a command begins; resolves to false where a fault says that it never shall. */
  beforeCommand(): Promise<boolean>;
  /** A fault says that nothing begins any more. */
  isHung(): boolean;
  /** True when the link itself is gone: then a running command goes on, as it does under sshd. */
  linkLost(): boolean;
  /** The channel is closed: its place among the sessions of the connection is free. */
  readonly ended: () => void;
  /** Every process group that runs on the host, by its leader; the power switch ends them. */
  readonly running: Set<number>;
}

/** Serves one session channel as sshd does: `exec`, `shell` and `sftp`, pty, environment, signals, exit status or signal. */
export function serveSession(session: Session, host: SessionHost): void {
  let terminal: PseudoTtyInfo | undefined;
  let child: ChildProcess | undefined;
  const environment: Record<string, string> = {};
  session.on('pty', (accept, reject, info) => {
    // Without the tool the request is refused: a client must not take a pipe for a terminal.
    const possible = existsSync(scriptTool);
    if (possible) terminal = info;
    answer(possible ? accept : reject);
  });
  session.on('window-change', (accept, _reject, { cols, rows }) => {
    if (child?.pid !== undefined) resizeTerminal(child.pid, cols, rows);
    answer(accept);
  });
  session.on('env', (accept, reject, info) => {
    // sshd's AcceptEnv on Debian.
    const wanted = /^(LANG|LC_\w+)$/.test(info.key);
    if (wanted) environment[info.key] = info.val;
    answer(wanted ? accept : reject);
  });
  session.on('signal', (accept, _reject, info) => {
    if (child?.pid !== undefined) signalGroup(child.pid, `SIG${info.name}`);
    answer(accept);
  });
  const begin = async (channel: ServerChannel, command: string | undefined): Promise<void> => {
    channel.on('close', host.ended);
    if (!(await host.beforeCommand())) return;
    child = start(host, command, terminal, environment);
    attach(channel, child, host);
  };
  session.on('exec', (accept, _reject, { command }) => void begin(accept(), command));
  session.on('sftp', (accept) => {
    if (host.isHung()) return;
    // At once, whatever comes before its first answer: clients speak without waiting for that.
    const sftp = accept();
    sftp.on('close', host.ended);
    serveSftp(sftp, host.folder, host.beforeCommand());
  });
  session.on('shell', (accept) => void begin(accept(), undefined));
}

/** A request that wants no reply comes with nothing to call, against ssh2's types. */
function answer(reply: (() => unknown) | undefined): void {
  reply?.();
}

function start(
  host: SessionHost,
  command: string | undefined,
  terminal: PseudoTtyInfo | undefined,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const { path, home, account } = host.folder;
  const env = {
    ...environment,
    PATH: path,
    HOME: home,
    USER: host.user,
    LOGNAME: host.user,
    SHELL: loginShell,
    PS1: `${host.user}@${host.id}:~$ `,
    ...(terminal ? { TERM: terminalName(terminal) } : {}),
  };
  // A group of its own, so that a signal reaches what the shell has started, too.
  const options = { cwd: home, env, detached: true, ...account };
  if (!terminal) return spawn(loginShell, command === undefined ? [] : ['-c', command], options);
  const size = `stty rows ${String(terminal.rows)} cols ${String(terminal.cols)} 2>/dev/null; `;
  // The shell that `script` begins with drops the prompt that it is given, and the machine's own file would name the machine.
  const inner = command ?? `PS1='${env.PS1}' exec ${loginShell} --norc -i`;
  return spawn(scriptTool, ['--quiet', '--flush', '--return', '--command', size + inner, '/dev/null'], options);
}

/**
 * `script` gives its command a terminal that it never resizes by itself: its size is set from here, and the kernel tells
 * whatever runs in it. Linux only, as `script` with these options is.
 */
function resizeTerminal(script: number, columns: number, rows: number): void {
  try {
    const children = readFileSync(`/proc/${script}/task/${script}/children`, 'utf8').trim().split(' ');
    const terminal = readlinkSync(`/proc/${children[0] ?? ''}/fd/0`);
    const stty = spawn('/bin/stty', ['-F', terminal, 'rows', String(rows), 'cols', String(columns)], {
      stdio: 'ignore',
    });
    stty.on('error', () => undefined);
  } catch {
    // It has ended in between, or there is no /proc: the old size stays.
  }
}

function terminalName(terminal: PseudoTtyInfo): string {
  // ssh2 hands the name over, its types leave it out.
  return 'term' in terminal && typeof terminal.term === 'string' ? terminal.term : 'xterm';
}

function attach(channel: ServerChannel, child: ChildProcess, host: SessionHost): void {
  const { pid } = child;
  if (pid === undefined || !child.stdin || !child.stdout || !child.stderr) {
    child.once('error', () => undefined);
    channel.stderr.write('practice lab: no process could be started on this machine\n');
    channel.exit(126);
    channel.end();
    return;
  }
  host.running.add(pid);
  // A command may end without reading what it is sent.
  child.stdin.on('error', () => undefined);
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  // As sshd: the status goes out with the process, the channel ends when its last holder lets go of both streams.
  child.once('exit', (code, signal) => {
    // What nobody reads any more must not keep the channel from its end.
    channel.unpipe();
    channel.resume();
    if (signal) channel.exit(signal.replace(/^SIG/, ''));
    else channel.exit(code ?? 255);
  });
  child.once('close', () => {
    host.running.delete(pid);
    channel.end();
  });
  channel.on('close', () => {
    if (host.linkLost()) {
      child.stdout?.resume();
      child.stderr?.resume();
    } else signalGroup(pid, 'SIGKILL');
  });
}

/** Sends a signal to a whole process group; one that is gone, or a name that does not exist, is no fault. */
export function signalGroup(pid: number, signal: string): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: it ended by itself in between. An unknown signal name: sshd ignores it as well.
  }
}
