import { createHash } from 'node:crypto';
import type { HostId, RoleId, Sha256, StepId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import type { Plan, PlanAction, PlanForm, PlanHost, PlanStep } from '../../../src-shared/plan/plan.ts';

export const sha256 = (text: string | Uint8Array): Sha256 => asId(createHash('sha256').update(text).digest('hex'));

const host = (id: string, name: string, address: string): PlanHost => ({
  id: asId(id),
  name,
  address,
  port: 22,
  user: 'dr',
  login: true,
  auth: { kind: 'agent' },
  platform: 'linux',
  sudo: 'nopasswd',
  site: 'North',
  ports: {},
  vars: {},
});

const hosts: Readonly<Record<string, PlanHost>> = {
  'voice-a': host('voice-a', 'Voice A', '192.0.2.10'),
  'voice-b': host('voice-b', 'Voice B', '192.0.2.11'),
  'voice-c': host('voice-c', 'Voice C', '192.0.2.12'),
};

const work = (...ids: readonly string[]) =>
  ids.map((id) => ({
    host: asId<HostId>(id),
    env: { SERVICE: { value: 'voice.example.test' }, KEY: { secret: 'tsig_key' } },
  }));

const step = (id: string, title: string, action: PlanAction, more: Partial<PlanStep> = {}): PlanStep => ({
  id: asId(id),
  phase: id.split('/')[0] ?? '',
  section: 'main',
  title,
  by: asId('operator'),
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
});

const run = (script: string, ...ids: readonly string[]): PlanAction => ({
  kind: 'run',
  script,
  tty: false,
  hosts: work(...ids),
});

/** `count` cases with their evidence in one group, and a second group that does not apply. */
export const form = (id: string, title: string, count: number, on?: string): PlanForm => ({
  id: asId(id),
  formId: 'baseline',
  title,
  ...(on === undefined ? {} : { host: asId<HostId>(on) }),
  groups: [
    {
      id: 'g1',
      title: 'Running state',
      cases: Array.from({ length: count }, (_, at) => ({
        id: asId(`${id}/g1/c${at + 1}`),
        procedure: `Show the processes of this server (look ${at + 1}).`,
        expected: 'Every process of this server type runs.',
        evidence: { kind: 'run' as const, script: 'ps -e -o comm=', hosts: work(on ?? 'voice-c') },
      })),
    },
    { id: 'g2', title: 'Enhanced availability', notApplicable: 'Not on probes', cases: [] },
  ],
  sign: { ['tester' as RoleId]: 'required', ['witness' as RoleId]: 'required' },
});

export interface PlanOptions {
  readonly forms?: readonly PlanForm[];
  readonly witnessOptional?: boolean;
  readonly title?: string;
}

/** A small activation: isolate, prove dark, activate by hand, accept. */
export function samplePlan({ forms = [], witnessOptional = false, title }: PlanOptions = {}): Plan {
  const steps = [
    step('isolate/power-off', 'Power the master off', run('sudo -n systemctl poweroff', 'voice-a', 'voice-b'), {
      destructive: true,
      unreachable: 'owe',
      expect: { exit: [0, 'lost'] },
      timing: { everyMs: 2000, takesMs: 120_000 },
      undo: { kind: 'manual', instructions: 'Power the master on and wait for its console.' },
    }),
    step(
      'isolate/dark',
      'The master no longer answers',
      {
        kind: 'check',
        check: {
          kind: 'tcp',
          from: ['app', asId<HostId>('voice-c')],
          to: [{ host: asId('voice-a') }, { host: asId('voice-b') }],
          ports: [22, 5060],
          is: 'closed',
          control: { to: [{ host: asId('voice-c') }], port: 22 },
        },
      },
      { needs: [asId('isolate/power-off')], timing: { everyMs: 2000, withinMs: 180_000, forMs: 30_000 } },
    ),
    step(
      'activate/press',
      'Activate the client in its OCC',
      { kind: 'manual', instructions: 'In the OCC of Voice C press *Activate*.', ask: {}, evidence: 'required' },
      { guard: [asId('isolate/dark')], timing: { everyMs: 2000, takesMs: 60_000 } },
    ),
    step('activate/role', 'The client says that it is active', run('tvox-dr role "$SERVICE"', 'voice-c'), {
      expect: { exit: [0], stdout: { matches: '(?m)^role: active$' } },
      timing: { everyMs: 2000, takesMs: 10_000, retry: { times: 2, everyMs: 5000 } },
    }),
    ...forms.map(({ id, title: name }) =>
      step(id, name, { kind: 'form', form: id }, { phase: id.split('/')[0] ?? 'forms' }),
    ),
  ];
  return {
    format: 1,
    runbook: {
      id: 'tvox-activation',
      version: '1.0.0',
      title: title ?? 'TVox – put the DR client into production',
      summary:
        'Isolates the master, activates the disaster-recovery client, and accepts the service with the customer.',
      system: 'TVox',
      text: '',
    },
    inventory: {
      id: 'example-site',
      practice: false,
      hosts: hosts,
      contacts: [{ name: 'Carrier desk', phone: '+39 000 000', for: ['isolate/carrier'] }],
    },
    parameters: {
      service_name: { type: 'hostname', title: 'Name the clients use', value: 'voice.example.test' },
      tsig_key: { type: 'secret', title: 'Key for DNS updates', given: true },
    },
    targets: {
      master: { id: 'master', title: 'DR master', hosts: [asId('voice-a'), asId('voice-b')], mayBeDark: true },
    },
    people: {
      ['operator' as RoleId]: { id: asId('operator'), title: 'Operator', optional: false, not: [] },
      ['tester' as RoleId]: { id: asId('tester'), title: 'Tester', optional: false, not: [] },
      ['witness' as RoleId]: {
        id: asId('witness'),
        title: 'Customer witness',
        optional: witnessOptional,
        not: [asId('tester')],
      },
    },
    objectives: { rtoMs: 45 * 60_000, clock: { from: 'declared', to: 'activate/role' } },
    phases: [...new Set(steps.map(({ phase }) => phase))].map((id) => ({
      id,
      title: id,
      preflight: false,
      section: 'main',
    })),
    steps,
    forms,
    compare: [{ id: 'role', title: 'Active node', script: 'tvox-dr role', hosts: work('voice-c') }],
    probes: [],
    document: {
      control: {
        owner: 'Voice operations',
        revisions: [{ version: '1.0.0', date: '2026-11-01', author: 'Practice author', change: 'First issue' }],
        classification: 'Customer confidential',
      },
      goals: 'Show that the client takes over within the recovery time and that callers notice as little as possible.',
      scope: { in: 'The activation of the client and its acceptance.', out: 'The later return to the master.' },
      locations: [{ location: 'North', items: 'DR master (two nodes), DR client' }],
      resources: [
        { role: 'Tester', responsibilities: ['Carries the cases out', 'Gives the verdicts'], names: 'Practice tester' },
      ],
      schedule: [{ task: 'Activation', artifact: 'This report', completion: '2026-11-20' }],
      strategy: 'Each function is tested once on the client after its activation.',
      recordKeeping: 'Each test has a result sheet, endorsed by vendor and customer.',
      deliverables: ['This document with its appendices', 'The record that is attached to it'],
    },
    criticalPath: {
      seconds: 220,
      steps: ['isolate/power-off', 'isolate/dark', 'activate/press', 'activate/role'] as StepId[],
    },
  };
}
