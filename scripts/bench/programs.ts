import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Debian package of each program that is measured against, or that a measurement needs. */
const packages = {
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  sshd: 'openssh-server',
  'ansible-playbook': 'ansible-core',
  pdflatex: 'texlive-latex-base',
  chromium: 'chromium',
} as const;

export type Program = keyof typeof packages;

export function packageOf(program: string): string {
  return packages[program as Program];
}

/** Those of the programs that this machine does not have. sbin is looked at too: a plain user's PATH lacks it. */
export function missingPrograms(...programs: readonly Program[]): readonly Program[] {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return programs.filter((program) => !folders.some((folder) => isExecutable(join(folder, program))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface RunProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit statuses that are no trouble; 0 alone unless told. */
  readonly allowed?: readonly number[];
}

/** Runs a program to its end and gives what it printed. Throws with its last output where the end is not a good one. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, allowed = [0] }: RunProgramOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const output = { all: '', stdout: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
    output.all += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (output.all += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status === null || !allowed.includes(status)) {
    throw new Error(`${command} ended with ${status ?? 'a signal'}:\n${output.all.slice(-2000)}`);
  }
  return output.stdout;
}
