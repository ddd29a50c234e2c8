import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';
import { missingPrograms, runProgram } from './programs.ts';

const phases = 20;
const stepsEach = 50;
const rounds = 9;
const name = `validate, ${phases * stepsEach} steps / ansible --syntax-check`;

/** A large document from the start of the process to its answer: what an editor or a pipeline waits for. */
export async function measureValidate(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('ansible-playbook');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const runbook = join(folder, 'runbook.yaml');
  const playbook = join(folder, 'playbook.yaml');
  writeFileSync(runbook, runbookText());
  writeFileSync(playbook, playbookText());
  const args = ['-i', 'localhost,', '--syntax-check', playbook];
  const cost = await measureInTurn(rounds, {
    ours: () => timed(() => runProgram(process.execPath, [cli, 'validate', runbook])),
    ansible: () => timed(() => runProgram('ansible-playbook', args, { cwd: folder })),
  });
  return [
    {
      kind: 'figure',
      name,
      value: medianRatio(cost.ours, cost.ansible),
      unit: 'x',
      goal: { atMost: 0.8 },
      detail: `${ms(median(cost.ours))} / ${ms(median(cost.ansible))}`,
    },
  ];
}

function numbered(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => text(n + 1)).join('');
}

/** Each side names its steps, says what to run where and when it has failed: the least that both can check. */
function runbookText(): string {
  const step = (phase: number, n: number): string => `      - id: step-${n}
        title: Step ${n} of phase ${phase}
        on: hosts
        run: systemctl restart voice-${n}
        expect: { stdout: { contains: active } }
`;
  const phase = (n: number): string => `  - id: phase-${n}
    title: Phase ${n}
    steps:
${numbered(stepsEach, (one) => step(n, one))}`;
  return `drillbook: 1
id: large
title: A large runbook
version: "1"
targets:
  hosts: { title: Hosts, hosts: 1..8 }
phases:
${numbered(phases, phase)}`;
}

function playbookText(): string {
  const task = (n: number): string => `    - name: Step ${n}
      ansible.builtin.shell: systemctl restart voice-${n}
      register: step_${n}
      failed_when: "'active' not in step_${n}.stdout"
`;
  return `- hosts: all
  gather_facts: false
  tasks:
${numbered(phases * stepsEach, task)}`;
}
