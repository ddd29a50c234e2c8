import { expect, test } from 'vitest';
import { planFromYaml, problemPlaces, soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';

const people = 'people: { tester: { title: Tester }, witness: { title: Witness, optional: true, not: tester } }';

test('placed, unplaced and one-case forms; the phases that come last', () => {
  const plan = soundPlan(
    `
    ${people}
    env: { A: '1' }
    phases:
      - id: accept
        env: { B: '2' }
        steps:
          - { id: calls, title: Calls work, test: { procedure: Call., expected: It rings., evidence: required } }
          - { id: state, form: baseline, env: { C: '3' } }
    forms:
      - id: baseline
        title: '{{ server.name }}'
        forEach: { server: [master, client] }
        groups:
          - title: Running
            cases: [{ id: up, procedure: 'Look at {{ server.name }}.', expected: Up., evidence: { on: server, run: uptime } }]
          - id: pair
            when: 'server.vars.role != "client"'
            notApplicable: Not on clients
            cases: [{ id: role, procedure: Role?, expected: A role., evidence: { step: accept/state } }]
        sign: { tester: required, witness: optional }
      - id: loose
        groups: [{ id: g, intro: Words., cases: [{ id: x, title: X, procedure: Do., expected: Done. }] }]`,
  );
  const env = { A: { value: '1' }, B: { value: '2' }, C: { value: '3' } };
  const baseline = (host: string, name: string, pair: object) => ({
    id: `accept/state@${host}`,
    formId: 'baseline',
    title: name,
    host,
    groups: [
      {
        id: 'g1',
        title: 'Running',
        cases: [
          {
            id: `accept/state@${host}/g1/up`,
            procedure: `Look at ${name}.`,
            expected: 'Up.',
            evidence: { kind: 'run', script: 'uptime', hosts: [{ host, env }] },
          },
        ],
      },
      { id: 'pair', title: '', ...pair },
    ],
    sign: { tester: 'required', witness: 'optional' },
  });
  const role = (host: string) => ({
    cases: [
      {
        id: `accept/state@${host}/pair/role`,
        procedure: 'Role?',
        expected: 'A role.',
        evidence: { kind: 'step', step: `accept/state@${host}` },
      },
    ],
  });
  expect([
    plan.phases.map(({ id }) => id),
    plan.steps.map(({ id, title, by, needs, bindings }) => [id, title, by, needs.join(' '), bindings]),
    plan.forms,
  ]).toEqual([
    ['accept', 'forms', 'final'],
    [
      ['accept/calls', 'Calls work', 'tester', '', {}],
      ['accept/state@a', 'Voice A', 'tester', 'accept/calls', { server: 'a' }],
      ['accept/state@b', 'Voice B', 'tester', 'accept/calls', { server: 'b' }],
      ['accept/state@c', 'Voice C', 'tester', 'accept/calls', { server: 'c' }],
      ['forms/loose', 'loose', 'tester', '', {}],
      ['final/sign/tester', 'Final page: Tester', 'tester', '', {}],
      ['final/sign/witness', 'Final page: Witness', 'witness', '', {}],
    ],
    [
      {
        id: 'accept/calls',
        formId: 'calls',
        title: 'Calls work',
        groups: [
          {
            id: 'g1',
            title: '',
            cases: [
              {
                id: 'accept/calls/g1/test',
                procedure: 'Call.',
                expected: 'It rings.',
                evidence: { kind: 'person', required: true },
              },
            ],
          },
        ],
        sign: { tester: 'required', witness: 'optional' },
      },
      baseline('a', 'Voice A', role('a')),
      baseline('b', 'Voice B', role('b')),
      baseline('c', 'Voice C', { notApplicable: 'Not on clients', cases: [] }),
      {
        id: 'forms/loose',
        formId: 'loose',
        title: 'loose',
        groups: [
          {
            id: 'g',
            title: '',
            intro: 'Words.',
            cases: [{ id: 'forms/loose/g/x', title: 'X', procedure: 'Do.', expected: 'Done.' }],
          },
        ],
        sign: { tester: 'required', witness: 'optional' },
      },
    ],
  ]);
});

test('unplaced forms over hosts; without cases there is no final page', () => {
  const plan = soundPlan(`
    ${people}
    phases: [{ id: p, steps: [{ id: s, wait: 1s }] }]
    forms: [{ id: f, forEach: { server: [masters] }, groups: [{ cases: [] }] }]`);
  expect(plan.steps.map(({ id, bindings }) => [id, bindings])).toEqual([
    ['p/s', {}],
    ['forms/f@a', { server: 'a' }],
    ['forms/f@b', { server: 'b' }],
  ]);
});

test('due: after a case of the same group before others, of another group, or a step', () => {
  const runbook = (after: string): string => `
    ${people}
    phases: [{ id: p, steps: [{ id: each, forEach: { node: [master] }, on: node, run: date }, { id: one, wait: 1s }] }]
    forms:
      - id: f
        forEach: { server: [master] }
        groups:
          - { id: g, cases: [{ id: x, procedure: P, expected: E, due: { after: ${after}, by: 10m } }, { id: y, procedure: P, expected: E }, { id: twice, procedure: P, expected: E }] }
          - { id: h, cases: [{ id: y, procedure: P, expected: E }, { id: z, procedure: P, expected: E }] }
          - { id: i, when: 'false', cases: [{ id: none, procedure: P, expected: E }] }
          - { id: j, cases: [{ id: z, procedure: P, expected: E }] }`;
  const table: readonly (readonly [string, string])[] = [
    ['y', 'forms/f@a/g/y'],
    ['h/y', 'forms/f@a/h/y'],
    ['p/one', 'p/one'],
    ['p/each', 'p/each@a'],
    ['p/each@b', 'p/each@b'],
    ['z', 'plan.step-unknown runbook:forms.0.groups.0.cases.0.due.after'],
    ['none', 'plan.step-unknown runbook:forms.0.groups.0.cases.0.due.after'],
    ['p/nowhere', 'plan.step-unknown runbook:forms.0.groups.0.cases.0.due.after'],
  ];
  const seen = table.map(([after]) => {
    const result = planFromYaml(runbook(after));
    if ('problems' in result) return [after, problemPlaces(result)[0]];
    return [after, result.plan.forms[0]?.groups[0]?.cases[0]?.due?.after];
  });
  expect(seen).toEqual(table);
});

test('evidence that could be of several steps, a condition that is none, a form made for each host twice', () => {
  const result = planFromYaml(`
    ${people}
    phases: [{ id: p, steps: [{ id: each, forEach: { node: [master] }, on: node, run: date }, { id: placed, forEach: { node: [master] }, form: f }] }]
    forms:
      - { id: f, forEach: { server: [client] }, groups: [{ cases: [{ id: x, procedure: P, expected: E, evidence: { on: box, run: date } }] }] }
      - { id: h, groups: [{ when: '1', cases: [] }, { when: 'steps["p/each@a"].state == "passed"', cases: [] }, { cases: [{ id: x, procedure: P, expected: E, evidence: { step: p/each } }] }] }`);
  expect(problemPlaces(result)).toEqual([
    'plan.value-invalid runbook:phases.0.steps.1.forEach',
    'plan.template-failed runbook:forms.1.groups.0.when',
    'plan.template-failed runbook:forms.1.groups.1.when',
    'plan.step-unknown runbook:forms.1.groups.2.cases.0.evidence.step',
    'plan.no-login runbook:forms.0.groups.0.cases.0.evidence.on',
  ]);
});
