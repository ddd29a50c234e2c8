import { createHash } from 'node:crypto';
import { asId, type CaseId, type HostId, type RoleId, type Sha256, type StepId } from '../../src-shared/base/ids.ts';
import type { Plan, PlanAction, PlanForm, PlanHost, PlanStep } from '../../src-shared/plan/plan.ts';
import type { Circumstances } from '../../src-shared/run/commands.ts';

export const sha256 = (text: string): Sha256 => asId(createHash('sha256').update(text).digest('hex'));

/** Everything that varies, fixed: one millisecond passes with each question. */
export function circumstances(start = Date.parse('2026-11-21T02:00:00.000Z')): () => Circumstances {
  let now = start;
  return () => ({ now: (now += 1), sha256, localTime: (at, zone) => `${new Date(at).toISOString()} ${zone}` });
}

function host(id: string): PlanHost {
  return {
    id: asId<HostId>(id),
    name: id,
    address: '127.0.0.1',
    port: 22,
    user: 'dr',
    login: true,
    auth: { kind: 'agent' },
    platform: 'linux',
    sudo: 'none',
    ports: {},
    vars: {},
  };
}

export function run(script: string, ...hosts: readonly string[]): PlanAction {
  return { kind: 'run', script, tty: false, hosts: hosts.map((id) => ({ host: asId<HostId>(id), env: {} })) };
}

export const manual: PlanAction = { kind: 'manual', instructions: 'Press it.', ask: {}, evidence: 'none' };

export const portCheck: PlanAction = {
  kind: 'check',
  check: { kind: 'tcp', from: ['app'], to: [{ address: '127.0.0.1' }], ports: [22], is: 'open' },
};

/** A step with the format's defaults; `id` is `phase/step`. */
export function step(id: string, action: PlanAction, more: Partial<PlanStep> = {}): PlanStep {
  return {
    id: asId<StepId>(id),
    phase: id.slice(0, id.indexOf('/')),
    section: id.startsWith('rollback/') ? 'rollback' : 'main',
    title: id,
    by: asId<RoleId>('operator'),
    needs: [],
    guard: [],
    bindings: {},
    timing: { everyMs: 2000 },
    destructive: false,
    unreachable: 'fail',
    onFailure: 'ask',
    mode: 'both',
    action,
    expect: { exit: [0] },
    capture: {},
    ...more,
  };
}

export function form(id: string, cases: readonly string[], sign: Record<string, 'required' | 'optional'>): PlanForm {
  return {
    id: asId<StepId>(id),
    formId: id,
    title: id,
    groups: [
      {
        id: 'g1',
        title: 'Group 1',
        cases: cases.map((one) => ({ id: asId<CaseId>(`${id}/g1/${one}`), procedure: one, expected: 'it works' })),
      },
    ],
    sign: sign,
  };
}

export function plan(steps: readonly PlanStep[], more: Partial<Plan> = {}): Plan {
  const phases = [...new Set(steps.map(({ phase }) => phase))];
  const hosts = ['a', 'b', 'c'].map((id) => [id, host(id)] as const);
  return {
    format: 1,
    runbook: { id: 'test', version: '1', title: 'Test', text: '' },
    inventory: { id: 'inv', practice: true, hosts: Object.fromEntries(hosts), contacts: [] },
    parameters: {},
    targets: {
      all: { id: 'all', title: 'All', hosts: hosts.map(([id]) => asId<HostId>(id)), mayBeDark: false },
    },
    people: {},
    objectives: {},
    phases: phases.map((id) => ({ id, title: id, preflight: id === 'preflight', section: 'main' })),
    steps,
    forms: [],
    compare: [],
    probes: [],
    criticalPath: { seconds: 0, steps: [] },
    ...more,
  };
}
