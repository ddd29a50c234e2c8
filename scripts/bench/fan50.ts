import { connectBare, execBare, planHostOf } from './bare-ssh2.ts';
import { driveRun, writeRunbook } from './bench-run.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';
import { missingPrograms } from './programs.ts';
import { startSshHosts } from './ssh-hosts.ts';

const hostCount = 50;
/** Steps that fan out, one after another; what one of them costs is the figure. */
const steps = 4;
const rounds = 7;
const script = 'read -r up rest < /proc/uptime; echo "active since $up"\n';
const name = `a step on ${hostCount} hosts, warm connections / bare ssh2`;

/** One step on many hosts at once, each address a connection of its own, on both sides open before the clock starts. */
export async function measureFan50(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('sshd', 'ssh-keygen');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const ssh = await startSshHosts(folder, hostCount);
  const runbook = writeRunbook(folder, 'fan50', steps, hostCount, script);
  const logins = await Promise.all(ssh.hosts.map((host) => connectBare(planHostOf(host))));
  try {
    const cost = await measureInTurn(rounds, {
      ours: async () => (await driveRun(folder, runbook, ssh.inventory)).stepsMs / steps,
      bare: async () => (await timed(() => bareSteps(logins))) / steps,
    });
    return [
      {
        kind: 'figure',
        name,
        value: medianRatio(cost.ours, cost.bare),
        unit: 'x',
        goal: { atMost: 1.5 },
        detail: `${ms(median(cost.ours))} / ${ms(median(cost.bare))}`,
      },
    ];
  } finally {
    for (const { client } of logins) client.end();
    await ssh.stop();
  }
}

/** As a loop over hosts is written: all at once, the next step when the last host is done. */
async function bareSteps(logins: readonly Parameters<typeof execBare>[0][]): Promise<void> {
  for (let n = 0; n < steps; n += 1) {
    const outputs = await Promise.all(logins.map((login) => execBare(login, script)));
    if (!outputs.every((output) => output.includes('active'))) throw new Error('A host did not answer');
  }
}
