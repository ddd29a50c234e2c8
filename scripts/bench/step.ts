import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectBare, execBare, hostOf } from './bare-ssh2.ts';
import { driveRun, writeRunbook } from './bench-run.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';
import { missingPrograms, runProgram } from './programs.ts';
import { startSshHosts } from './ssh-hosts.ts';
import type { SshHosts } from './ssh-hosts.ts';

const steps = 40;
const rounds = 11;
/** What a status script does: it asks a program or two, and prints a line. */
const script =
  'state=active\nif [ -r /proc/uptime ]; then read -r up rest < /proc/uptime; fi\necho "$state since $up"\n';
const name = 'a journalled step, warm connection';

/** What one step costs when the connection stands: journal, recording and verdict included on our side. */
export async function measureStep(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('sshd', 'ssh', 'ssh-keygen');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const ssh = await startSshHosts(folder, 1);
  try {
    return await compare(folder, ssh);
  } finally {
    await ssh.stop();
  }
}

async function compare(folder: string, ssh: SshHosts): Promise<readonly Line[]> {
  const runbook = writeRunbook(folder, 'step', steps, 1, script);
  const file = join(folder, 'script.sh');
  writeFileSync(file, script);
  const bare = await connectBare(hostOf(ssh));
  const master = spawn('ssh', ['-F', ssh.sshConfig, '-M', '-N', 'h1'], { stdio: 'ignore' });
  try {
    await masterIsUp(ssh.sshConfig);
    // Milliseconds a step, all three.
    const cost = await measureInTurn(rounds, {
      ours: async () => (await driveRun(folder, runbook, ssh.inventory)).stepsMs / steps,
      bare: async () => (await timed(() => bareSteps(bare))) / steps,
      master: async () => (await timed(() => masterSteps(ssh.sshConfig, file))) / steps,
    });
    const ours = ms(median(cost.ours));
    return [
      {
        kind: 'figure',
        name: `${name} / OpenSSH ControlMaster`,
        value: medianRatio(cost.ours, cost.master),
        unit: 'x',
        goal: { atMost: 0.7 },
        detail: `${ours} / ${ms(median(cost.master))}`,
      },
      {
        kind: 'figure',
        name: `${name} / bare ssh2 loop`,
        value: medianRatio(cost.ours, cost.bare),
        unit: 'x',
        goal: { atMost: 1.6 },
        detail: `${ours} / ${ms(median(cost.bare))}`,
      },
    ];
  } finally {
    master.kill();
    bare.client.end();
  }
}

async function bareSteps(login: Parameters<typeof execBare>[0]): Promise<void> {
  for (let n = 0; n < steps; n += 1) {
    const output = await execBare(login, script);
    if (!output.includes('active')) throw new Error(`The script printed ${output}`);
  }
}

/** The loop is the shell's own: starting each ssh from Node would cost the peer more than it has to. */
async function masterSteps(sshConfig: string, file: string): Promise<void> {
  const loop = 'n=0; while [ $n -lt "$3" ]; do ssh -F "$1" h1 sh -s <"$2" >/dev/null || exit; n=$((n + 1)); done';
  await runProgram('/bin/sh', ['-c', loop, 'loop', sshConfig, file, String(steps)]);
}

async function masterIsUp(sshConfig: string): Promise<void> {
  // A connection of its own where the master's is not there yet: then there is nothing to measure.
  const wait =
    'n=0; until ssh -F "$1" -O check h1 2>/dev/null; do n=$((n + 1)); [ $n -lt 200 ] || exit 1; sleep 0.05; done';
  await runProgram('/bin/sh', ['-c', wait, 'wait', sshConfig]);
}
