import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driveRun, writeRunbook } from './bench-run.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';
import { missingPrograms, runProgram } from './programs.ts';
import { startSshHosts } from './ssh-hosts.ts';
import type { SshHosts } from './ssh-hosts.ts';

const hostCount = 20;
const steps = 10;
/** Of the same work by both sides; ansible takes tens of seconds for one. */
const rounds = 2;
const script = 'read -r up rest < /proc/uptime; echo "active since $up"';
const name = `${hostCount} hosts x ${steps} steps: ansible / ours`;

/** Many hosts at once, from nothing to the last step: connections and our preflight count, so does ansible's start. */
export async function measureFanout(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('sshd', 'ssh', 'ssh-keygen', 'ansible-playbook');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const ssh = await startSshHosts(folder, hostCount);
  try {
    const runbook = writeRunbook(folder, 'fanout', steps, hostCount, script);
    const ansible = writeAnsible(folder, ssh);
    const cost = await measureInTurn(rounds, {
      ours: async () => (await driveRun(folder, runbook, ssh.inventory)).wholeMs,
      ansible: () => timed(() => runProgram('ansible-playbook', ansible.args, { env: ansible.env, cwd: folder })),
    });
    return [
      {
        kind: 'figure',
        name,
        value: medianRatio(cost.ansible, cost.ours),
        unit: 'x',
        goal: { atLeast: 12 },
        detail: `${ms(median(cost.ansible))} / ${ms(median(cost.ours))}`,
      },
    ];
  } finally {
    await ssh.stop();
  }
}

/** Ansible at its best: pipelining, one process a host, connections kept, no facts gathered, the interpreter named. */
function writeAnsible(folder: string, { hosts, sshConfig }: SshHosts) {
  const inventory = join(folder, 'ansible.ini');
  writeFileSync(inventory, `[all]\n${hosts.map(({ id }) => id).join('\n')}\n`);
  const tasks = Array.from({ length: steps }, (_, n) => ({
    name: `step ${n + 1}`,
    'ansible.builtin.shell': script,
    register: 'seen',
    failed_when: "'active' not in seen.stdout",
  }));
  const playbook = join(folder, 'playbook.yaml');
  writeFileSync(playbook, JSON.stringify([{ hosts: 'all', gather_facts: false, tasks }]));
  const env = {
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_FORKS: String(hostCount),
    ANSIBLE_LOCAL_TEMP: join(folder, 'ansible'),
    ANSIBLE_SSH_ARGS: `-F ${sshConfig} -o ControlMaster=auto -o ControlPersist=5s`,
    ANSIBLE_SSH_CONTROL_PATH_DIR: folder,
    ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
    ANSIBLE_NOCOLOR: 'True',
  };
  return { args: ['-i', inventory, playbook], env };
}
