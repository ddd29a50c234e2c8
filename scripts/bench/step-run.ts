import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlan } from '../../src-main/app/load-plan.ts';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { openRun } from '../../src-main/journal/open-run.ts';
import { createRunFolder } from '../../src-main/journal/run-folder.ts';
import { asId, type HostId, type RoleId, type RunId, type Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan, PlanStep } from '../../src-shared/plan/plan.ts';
import type { Fact } from '../../src-shared/run/facts.ts';

const phaseCount = 20;
const stepsEach = 50;
const host = asId<HostId>('voice-a');
const operator = { name: 'Practice operator', role: asId<RoleId>('operator') };

/** Makes a run of 1,000 steps below `<data>/runs`, all but the last of which have passed; gives its id. */
export async function makeStepRun(data: string): Promise<RunId> {
  const runs = join(data, 'runs');
  mkdirSync(runs, { recursive: true });
  const runbook = join(data, 'steps.yaml');
  const inventory = join(data, 'steps.inventory.yaml');
  writeFileSync(runbook, JSON.stringify(runbookOf()));
  writeFileSync(inventory, JSON.stringify(inventoryOf()));
  const planned = await loadPlan({ runbook, inventory, set: {}, secrets: new Set() });
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const made = await createRunFolder(runs, planned.plan.runbook.id, planned.planText, systemClock.now());
  const { storage } = await openRun(made.folder, systemClock);
  await storage.journal.append(facts(planned.plan, made.runId, planned.planHash));
  await storage.journal.close();
  return made.runId;
}

function runbookOf(): unknown {
  const phases = Array.from({ length: phaseCount }, (_, phase) => ({
    id: `p${phase + 1}`,
    title: `Service group ${phase + 1}`,
    steps: Array.from({ length: stepsEach }, (_step, n) => ({
      id: `s${n + 1}`,
      title: `Service ${n + 1} of the group is started`,
      on: 'server',
      run: 'systemctl is-active service',
      expect: { stdout: { contains: 'active' } },
    })),
  }));
  const targets = { server: { title: 'Server', hosts: 1 } };
  return { drillbook: 1, id: 'many-steps', title: 'A large runbook', version: '1', targets, phases };
}

function inventoryOf(): unknown {
  const hosts = { [host]: { address: '192.0.2.10', user: 'dr', auth: { agent: true } } };
  return { drillbook: 1, kind: 'inventory', id: 'bench', practice: true, hosts, bindings: { '*': { server: host } } };
}

function facts(plan: Plan, runId: RunId, planHash: Sha256): readonly Fact[] {
  const { id, version, title } = plan.runbook;
  return [
    {
      type: 'run-created',
      data: {
        format: 1,
        runId,
        planHash,
        runbook: { id, version, title },
        mode: 'rehearsal',
        practice: true,
        allowDestructive: [],
        about: { zone: 'UTC' },
        people: { [operator.role]: operator },
        certificate: planHash,
        version: '0.1.0',
      },
    },
    { type: 'run-started', data: { by: operator } },
    ...plan.steps.slice(0, -1).flatMap(passed),
  ];
}

function passed({ id: step }: PlanStep): readonly Fact[] {
  const at = { step, host, attempt: 1 };
  const line = { stream: 'stdout' as const, text: 'active' };
  return [
    { type: 'step-started', data: { step, hosts: [host] } },
    { type: 'attempt-started', data: { ...at, purpose: 'step', simulated: false } },
    {
      type: 'attempt-ended',
      data: {
        ...at,
        end: { kind: 'exit', code: 0 },
        outcome: 'passed',
        why: 'exit status 0, and stdout contains "active"',
        outputs: {},
        matched: [line],
        tail: [line.text],
        durationMs: 12,
      },
    },
    { type: 'step-settled', data: { step, state: 'passed', why: 'passed on 1 host', outputs: {} } },
  ];
}
