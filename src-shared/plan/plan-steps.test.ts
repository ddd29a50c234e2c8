import { expect, test } from 'vitest';
import { planFromYaml, problemPlaces, siteWith, soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';

const steps = (lines: string): string => `phases: [{ id: p, steps: [${lines}] }]`;
const stepOf = (lines: string, head = '') => soundPlan(`${head}\n${steps(lines)}`).steps.at(-1);

test('order: the step before in its phase, named ones, none; an id without suffix is all its instances', () => {
  const plan = soundPlan(`
    phases:
      - id: one
        steps:
          - { id: first, wait: 1s }
          - { id: each, forEach: { node: [master] }, on: node, run: date }
          - { id: after, wait: 1s }
          - { id: nothing, needs: [], wait: 1s }
          - { id: bare, needs: [first], wait: 1s }
          - { id: all, needs: [one/each], wait: 1s }
          - { id: single, needs: [each@b], wait: 1s }
          - { id: nobody, forEach: { node: [none] }, on: node, run: date }
          - { id: past-nobody, wait: 1s }
      - id: two
        steps: [{ id: starts, wait: 1s }, { id: back, needs: [one/first], wait: 1s }]`);
  expect(plan.steps.map((step) => [step.id, step.needs.join(' '), step.bindings])).toEqual([
    ['one/first', '', {}],
    ['one/each@a', 'one/first', { node: 'a' }],
    ['one/each@b', 'one/first', { node: 'b' }],
    ['one/after', 'one/each@a one/each@b', {}],
    ['one/nothing', '', {}],
    ['one/bare', 'one/first', {}],
    ['one/all', 'one/each@a one/each@b', {}],
    ['one/single', 'one/each@b', {}],
    ['one/past-nobody', 'one/single', {}],
    ['two/starts', '', {}],
    ['two/back', 'one/first', {}],
  ]);
});

test('a step has every default, and nothing that was not said', () => {
  expect(stepOf('{ id: s, on: client, run: date }')).toEqual({
    id: 'p/s',
    phase: 'p',
    section: 'main',
    title: 's',
    by: 'operator',
    needs: [],
    guard: [],
    bindings: {},
    timing: { timeoutMs: 600_000, everyMs: 2000 },
    destructive: false,
    unreachable: 'fail',
    onFailure: 'ask',
    mode: 'both',
    action: { kind: 'run', script: 'date', tty: false, hosts: [{ host: 'c', env: {} }] },
    expect: { exit: [0] },
    capture: {},
  });
});

test('a step carries everything that is said', () => {
  const head = `parameters: { n: { type: integer, default: 3 }, long: { type: duration, default: 1h30m } }`;
  const step = stepOf(
    `{ id: seen, check: { tcp: { to: client, ports: 22 } } },
     { id: s, title: 'On {{ targets.client.host.name }}', description: words, on: [master, client], tty: true, run: date,
       needs: [], guard: p/seen, when: 'host.vars.role == "master"', timeout: '{{ params.long }}',
       retry: { times: '{{ params.n }}', every: 5s }, serial: '{{ params.n - 2 }}', takes: 2m, destructive: true,
       unreachable: owe, onFailure: rollback, mode: live, by: lead,
       expect: { exit: [0, lost], stdout: { matches: 'ok', not: bad }, stderr: { not: { equals: x } }, that: 'true', across: 'false' },
       capture: { one: '(a)', many: { all: '(b)' } },
       undo: { run: undo it, title: Back, on: master, timeout: 5s, takes: 1s, expect: { exit: 3 } } }`,
    head,
  );
  expect(step).toEqual({
    id: 'p/s',
    phase: 'p',
    section: 'main',
    title: 'On Voice C',
    description: 'words',
    by: 'lead',
    needs: [],
    guard: ['p/seen'],
    when: 'host.vars.role == "master"',
    bindings: {},
    timing: { timeoutMs: 5_400_000, retry: { times: 3, everyMs: 5000 }, everyMs: 2000, takesMs: 120_000 },
    serial: 1,
    destructive: true,
    unreachable: 'owe',
    onFailure: 'rollback',
    mode: 'live',
    action: {
      kind: 'run',
      script: 'date',
      tty: true,
      hosts: [
        { host: 'a', env: {} },
        { host: 'b', env: {} },
        { host: 'c', env: {} },
      ],
    },
    expect: {
      exit: [0, 'lost'],
      stdout: { matches: 'ok', not: { contains: 'bad' } },
      stderr: { not: { equals: 'x' } },
      that: 'true',
      across: 'false',
    },
    capture: { one: { pattern: '(a)', all: false }, many: { pattern: '(b)', all: true } },
    undo: {
      kind: 'run',
      title: 'Back',
      script: 'undo it',
      hosts: [
        { host: 'a', env: {} },
        { host: 'b', env: {} },
      ],
      expect: { exit: [3] },
      timeoutMs: 5000,
      takesMs: 1000,
    },
  });
});

test('each kind becomes its action', () => {
  const people = 'people: { tester: { title: T }, witness: { optional: true } }';
  const actionOf = (lines: string): unknown => soundPlan(`${people}\n${steps(lines)}`).steps[0]?.action;
  const kinds = [
    '{ id: s, manual: Press it. }',
    '{ id: s, manual: { instructions: Look, evidence: required, ask: { ticket: { required: true }, which: { title: Which, type: choice, choices: [x] } } } }',
    '{ id: s, wait: 90s }',
    "{ id: s, wait: { until: '03:00' } }",
    '{ id: s, choose: { options: [new, old], default: new } }',
    '{ id: s, choose: { options: "steps[\\"p/s\\"].outputs.names" } }',
    '{ id: s, sign: { who: witness } }',
    "{ id: s, sign: { who: tester, meaning: accepts, optional: true, statement: 'On {{ targets.client.host.id }} by {{ people.tester.name }}' } }",
    '{ id: s, terminal: Look around., on: client }',
    "{ id: s, notify: { syslog: { server: 192.0.2.60, text: 'to {{ targets.client.host.name }}' } } }",
  ];
  expect(kinds.map(actionOf)).toEqual([
    { kind: 'manual', instructions: 'Press it.', ask: {}, evidence: 'optional' },
    {
      kind: 'manual',
      instructions: 'Look',
      ask: {
        ticket: { order: 0, title: 'ticket', type: 'string', required: true },
        which: { order: 1, title: 'Which', type: 'choice', choices: ['x'], required: false },
      },
      evidence: 'required',
    },
    { kind: 'wait', forMs: 90_000 },
    { kind: 'wait', until: '03:00' },
    { kind: 'choose', options: ['new', 'old'], default: 'new' },
    { kind: 'choose', options: { cel: 'steps["p/s"].outputs.names' } },
    {
      kind: 'sign',
      who: 'witness',
      meaning: 'affirms',
      statement: 'I affirm the contents of this record.',
      optional: true,
    },
    {
      kind: 'sign',
      who: 'tester',
      meaning: 'accepts',
      // What names a person waits for the run, whole.
      statement: 'On {{ targets.client.host.id }} by {{ people.tester.name }}',
      optional: true,
    },
    {
      kind: 'terminal',
      hosts: [{ host: 'c', env: {} }],
      instructions: 'Look around.',
      ask: {},
      evidence: 'optional',
    },
    {
      kind: 'notify',
      message: {
        kind: 'syslog',
        server: { at: { address: '192.0.2.60' }, port: 514 },
        transport: 'udp',
        facility: 'local0',
        severity: 'notice',
      },
      values: { mode: { template: '{{ run.mode }}' }, text: { value: 'to Voice C' } },
    },
  ]);
});

test('hosts and addresses: forEach name, target, group; anything else, and every template, is an address', () => {
  const checkOf = (check: string): unknown => {
    const action = stepOf(`{ id: s, forEach: { node: [client] }, check: ${check} }`)?.action;
    return action?.kind === 'check' ? action.check : undefined;
  };
  expect(
    [
      '{ tcp: { to: master, ports: 22 } }',
      '{ tcp: { from: [app, masters], to: [node, masters, voice.example.test], ports: [22, "{{ 5000 + 60 }}"], is: closed, control: { to: client, port: 22 } } }',
      '{ tcp: { to: "{{ node.address }}", ports: [22] } }',
      '{ run: { on: node, script: date } }',
    ].map(checkOf),
  ).toEqual([
    { kind: 'tcp', from: ['app'], to: [{ host: 'a' }, { host: 'b' }], ports: [22], is: 'open' },
    {
      kind: 'tcp',
      from: ['app', 'a', 'b'],
      to: [{ host: 'c' }, { host: 'a' }, { host: 'b' }, { address: 'voice.example.test' }],
      ports: [22, 5060],
      is: 'closed',
      control: { to: [{ host: 'c' }], port: 22 },
    },
    { kind: 'tcp', from: ['app'], to: [{ address: '192.0.2.20' }], ports: [22], is: 'open' },
    { kind: 'run', script: 'date', hosts: [{ host: 'c', env: {} }] },
  ]);
});

test('on: names, a host id, an address of the inventory; each host once', () => {
  const hostsOn = (on: string): unknown => {
    const action = stepOf(`{ id: s, forEach: { node: [client] }, on: ${on}, run: date }`)?.action;
    return action?.kind === 'run' ? action.hosts.map(({ host }) => host) : undefined;
  };
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['node', ['c']],
    ['[masters, node, a]', ['a', 'b', 'c']],
    ['192.0.2.11', ['b']],
    ["'{{ node.address }}'", ['c']],
    ["'{{ node.id }}'", ['c']],
  ];
  expect(table.map(([on]) => [on, hostsOn(on)])).toEqual(table);
});

test('env: runbook, then phase, then step; per host; secrets by name; what only the run knows stays a template', () => {
  const plan = soundPlan(`
    parameters: { name: { type: string, default: "it's $(x) {{ y }}" }, key: { type: secret, optional: true } }
    env: { A: runbook, B: runbook, C: runbook }
    phases:
      - id: p
        env: { B: phase, C: phase, N: 7 }
        steps:
          - id: s
            on: master
            run: date
            env: { C: step, H: '{{ host.name }}', V: '{{ params.name }}', K: '{{ params.key }}', M: 'k={{ params.key }}', L: '{{ run.id }}' }
            undo: { run: back, env: { C: undo } }`);
  const [step] = plan.steps;
  const env = (c: string, name: string) => ({
    A: { value: 'runbook' },
    B: { value: 'phase' },
    C: { value: c },
    N: { value: '7' },
    H: { value: name },
    V: { value: "it's $(x) {{ y }}" },
    K: { secret: 'key' },
    M: { template: 'k={{ params.key }}' },
    L: { template: '{{ run.id }}' },
  });
  expect([step?.action, step?.undo]).toEqual([
    {
      kind: 'run',
      script: 'date',
      tty: false,
      hosts: [
        { host: 'a', env: env('step', 'Voice A') },
        { host: 'b', env: env('step', 'Voice B') },
      ],
    },
    {
      kind: 'run',
      script: 'back',
      hosts: [
        { host: 'a', env: env('undo', 'Voice A') },
        { host: 'b', env: env('undo', 'Voice B') },
      ],
    },
  ]);
});

test('a value that looks like a template never becomes one', () => {
  const step = stepOf(
    "{ id: s, manual: 'Say {{ params.name }}' }",
    "parameters: { name: { type: string, default: '{{ run.id }}' } }",
  );
  expect(step?.action).toEqual({
    kind: 'manual',
    instructions: 'Say {{ params.name }}',
    ask: {},
    evidence: 'optional',
  });
});

test('the rollback: its ids begin with rollback/, its steps name each other, its phases come last', () => {
  const plan = soundPlan(`
    phases: [{ id: go, steps: [{ id: s, wait: 1s }] }]
    rollback:
      phases:
        - { id: back, steps: [{ id: one, wait: 1s }, { id: two, needs: [], wait: 1s }] }
        - { id: last, steps: [{ id: three, needs: [back/one, rollback/back/two], wait: 1s }] }`);
  expect([
    plan.phases.map((phase) => [phase.id, phase.section]),
    plan.steps.map((step) => [step.id, step.phase, step.section, step.needs.join(' ')]),
    plan.criticalPath,
  ]).toEqual([
    [
      ['go', 'main'],
      ['rollback/back', 'rollback'],
      ['rollback/last', 'rollback'],
    ],
    [
      ['go/s', 'go', 'main', ''],
      ['rollback/back/one', 'rollback/back', 'rollback', ''],
      ['rollback/back/two', 'rollback/back', 'rollback', ''],
      ['rollback/last/three', 'rollback/last', 'rollback', 'rollback/back/one rollback/back/two'],
    ],
    { seconds: 1, steps: ['go/s'] },
  ]);
});

test('every problem of a step at once, each at its place', () => {
  const problems = planFromYaml(
    `
     parameters: { text: { type: string, default: soon } }
     env: { BIG: '{{ params.text }}' }
     objectives: { clock: { to: p/nowhere } }
     ${steps(`
      { id: unknown-host, on: mastr, run: date },
      { id: no-login, on: box, run: date },
      { id: no-host, on: none, run: date },
      { id: seen-nobody, check: { tcp: { to: none, ports: 22 } } },
      { id: known-to-be-none, on: none, when: 'false', run: date },
      { id: for-each, forEach: { node: [nowhere] }, on: node, run: date },
      { id: duration, wait: '{{ params.text }}' },
      { id: port, check: { tcp: { to: client, ports: ['{{ 70000 }}'] } } },
      { id: too-soon, wait: '{{ steps["p/port"].outputs.x }}' },
      { id: broken, manual: '{{ params.nothing }}' },
      { id: instance, needs: [no-login@c], wait: 1s },
      { id: two-hosts, manual: '{{ targets.master.host.name }}' },
      { id: clock, wait: { until: '{{ params.text }}' } }`)}`,
    siteWith('  # nothing more'),
  );
  expect(problemPlaces(problems)).toEqual([
    'plan.unknown-host runbook:phases.0.steps.5.forEach',
    'plan.unknown-host runbook:phases.0.steps.0.on',
    'plan.no-hosts runbook:phases.0.steps.0.on',
    'plan.no-login runbook:phases.0.steps.1.on',
    'plan.no-hosts runbook:phases.0.steps.2.on',
    'plan.no-hosts runbook:phases.0.steps.3.check.tcp.to',
    'plan.value-invalid runbook:phases.0.steps.6.wait',
    'plan.value-invalid runbook:phases.0.steps.7.check.tcp.ports',
    'plan.template-failed runbook:phases.0.steps.8.wait',
    'plan.template-failed runbook:phases.0.steps.9.manual',
    'plan.step-unknown runbook:phases.0.steps.10.needs.0',
    'plan.template-failed runbook:phases.0.steps.11.manual',
    'plan.value-invalid runbook:phases.0.steps.12.wait.until',
    'plan.step-unknown runbook:objectives.clock.to',
  ]);
});

test('expected texts take values that are known at planning; a pattern is constant, and a value in it is a problem', () => {
  const head = 'parameters: { name: { type: hostname, title: Name, default: voice.test } }';
  const contains = "expect: { stdout: { contains: 'at {{ params.name }}', not: '{{ params.name }}!' } }";
  expect(stepOf(`{ id: s, on: client, run: date, ${contains} }`, head)?.expect.stdout).toEqual({
    contains: 'at voice.test',
    not: { contains: 'voice.test!' },
  });
  const pattern = "expect: { stdout: { matches: 'a{{2}} {{ params.name }}' } }";
  expect(problemPlaces(planFromYaml(`${head}\n${steps(`{ id: s, on: client, run: date, ${pattern} }`)}`))).toEqual([
    'plan.value-invalid runbook:phases.0.steps.0.expect.stdout.matches',
  ]);
});

test('words for people have their values: phases, questions, probes, compared values', () => {
  const plan = soundPlan(`
    parameters: { site: { type: string, default: North } }
    phases:
      - id: p
        steps:
          - { id: s, manual: { instructions: x, ask: { seen: { title: "Seen in {{ params.site }}?", description: "{{ params.site }}" } } } }
      - { id: q, title: "To {{ params.site }}", description: "{{ params.site }} only", steps: [{ id: w, wait: 1s }] }
    probes: [{ id: up, title: "Up in {{ params.site }}", check: { ping: { to: client } } }]
    compare: [{ id: role, title: "Role in {{ params.site }}", on: client, run: role }]`);
  const [first] = plan.steps;
  const ask = first?.action.kind === 'manual' ? first.action.ask['seen'] : undefined;
  expect([
    plan.phases.slice(1).map(({ title, description }) => [title, description]),
    [ask?.title, ask?.description],
    plan.probes.map(({ title }) => title),
    plan.compare.map(({ title }) => title),
  ]).toEqual([[['To North', 'North only']], ['Seen in North?', 'North'], ['Up in North'], ['Role in North']]);
});
