import { expect, test } from 'vitest';
import { planFromYaml, problemPlaces, siteWith, soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';

const phases = 'phases: [{ id: p, steps: [{ id: s, wait: 1s }] }]';
const hosts =
  'hosts: { a: { address: 192.0.2.1, user: u }, b: { address: 192.0.2.2, user: u }, c: { address: 192.0.2.3, user: u } }';
const bind = (bindings: string): string =>
  `drillbook: 1\nkind: inventory\nid: i\n${hosts}\ngroups: { pair: [b, a], empty: [] }\nbindings: ${bindings}`;

test('a binding names hosts, groups or both; this runbook’s goes before any’s', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['1', '{ drill: { t: a } }', ['a']],
    ['2', '{ drill: { t: pair } }', ['b', 'a']],
    ['1..*', '{ drill: { t: [c, pair, a] } }', ['c', 'b', 'a']],
    ['1', '{ "*": { t: a } }', ['a']],
    ['1', '{ "*": { t: a }, drill: { t: b } }', ['b']],
    ['1', '{ "*": { t: a }, drill: { other: b } }', ['a']],
    ['0..1', '{}', []],
    ['0..1', '{ drill: { t: empty } }', []],
    ['1', '{}', ['plan.target-unbound runbook:targets.t']],
    [
      '1',
      '{ drill: { t: nowhere } }',
      ['plan.unknown-host inventory:bindings.drill.t', 'plan.target-count inventory:bindings.drill.t'],
    ],
    ['1', '{ drill: { t: pair } }', ['plan.target-count inventory:bindings.drill.t']],
    ['1..2', '{ "*": { t: [a, b, c] } }', ['plan.target-count inventory:bindings.*.t']],
    ['1..*', '{ drill: { t: empty } }', ['plan.target-count inventory:bindings.drill.t']],
  ];
  const seen = table.map(([range, bindings]) => {
    const result = planFromYaml(`targets: { t: { hosts: ${range} } }\n${phases}`, bind(bindings));
    return [range, bindings, 'plan' in result ? result.plan.targets['t']?.hosts : problemPlaces(result)];
  });
  expect(seen).toEqual(table);
});

test('messages say what to write where', () => {
  const result = planFromYaml(`targets: { t: { title: The pair, hosts: 2 } }\n${phases}`, bind('{ drill: { t: c } }'));
  const unbound = planFromYaml(`targets: { t: { title: The pair } }\n${phases}`, bind('{}'));
  expect([result, unbound].map((one) => ('problems' in one ? one.problems.map(({ message }) => message) : []))).toEqual(
    [
      ['The target "t" (The pair) takes exactly 2 hosts, and 1 is bound to it: c.'],
      [
        'No host is bound to the target "t" (The pair). Add `bindings: { drill: { t: <host or group> } }` to the inventory.',
      ],
    ],
  );
});

test('only the hosts that are needed stand in the plan, with the ones that lead to them', () => {
  const inventory = `
drillbook: 1
kind: inventory
id: i
practice: true
hosts:
  a: { ssh: inner, name: Voice A, ports: { 5060: 45060 }, sudo: nopasswd, site: north, vars: { role: x } }
  b: { address: 192.0.2.2, user: u, auth: { password: prompt }, jump: gate, hostKey: ssh-ed25519 AAAA, platform: aix }
  gate: { address: 192.0.2.9, user: g, auth: { key: ~/.ssh/gate }, port: 2222 }
  other: { ssh: never-looked-up }
bindings: { drill: { t: [a, b] } }`;
  const plan = soundPlan(`targets: { t: { hosts: 1..* } }\n${phases}`, inventory, {
    resolvedAliases: {
      inner: {
        hostName: '10.0.0.1',
        user: 'inner-user',
        identityFile: ['~/.ssh/one', '~/.ssh/two'],
        proxyJump: ['outer', 'me@[2001:db8::1]:2200'],
      },
      outer: { hostName: '192.0.2.8', port: 22_022, user: 'outer-user', identityFile: [], proxyJump: [] },
    },
  });
  const agent = { kind: 'agent' };
  const hop = { login: true, platform: 'other', sudo: 'none', ports: {}, vars: {}, auth: agent };
  expect(plan.inventory).toEqual({
    id: 'i',
    practice: true,
    contacts: [],
    hosts: {
      a: {
        id: 'a',
        name: 'Voice A',
        address: '10.0.0.1',
        port: 22,
        user: 'inner-user',
        login: true,
        auth: { kind: 'key', path: '~/.ssh/one' },
        platform: 'linux',
        jump: 'a.jump2',
        sudo: 'nopasswd',
        site: 'north',
        ports: { '5060': 45_060 },
        vars: { role: 'x' },
      },
      'a.jump1': { ...hop, id: 'a.jump1', name: 'outer', address: '192.0.2.8', port: 22_022, user: 'outer-user' },
      'a.jump2': {
        ...hop,
        id: 'a.jump2',
        name: 'me@[2001:db8::1]:2200',
        address: '2001:db8::1',
        port: 2200,
        user: 'me',
        jump: 'a.jump1',
      },
      b: {
        id: 'b',
        name: 'b',
        address: '192.0.2.2',
        port: 22,
        user: 'u',
        login: true,
        auth: { kind: 'password' },
        hostKey: 'ssh-ed25519 AAAA',
        platform: 'aix',
        jump: 'gate',
        sudo: 'none',
        ports: {},
        vars: {},
      },
      gate: {
        id: 'gate',
        name: 'gate',
        address: '192.0.2.9',
        port: 2222,
        user: 'g',
        login: true,
        auth: { kind: 'key', path: '~/.ssh/gate' },
        platform: 'linux',
        sudo: 'none',
        ports: {},
        vars: {},
      },
    },
  });
});

test('a host that cannot be reached as it stands is a problem; one without login needs no user', () => {
  const inventory = `
drillbook: 1
kind: inventory
id: i
hosts: { a: { ssh: lost }, b: { address: 192.0.2.2 }, c: { name: C }, d: { address: 192.0.2.4, login: none } }
bindings: { drill: { t: [a, b, c, d] } }`;
  const result = planFromYaml(`targets: { t: { hosts: 1..* } }\n${phases}`, inventory);
  expect('problems' in result && result.problems.map(({ path, message }) => [path.join('.'), message])).toEqual([
    [
      'hosts.a.ssh',
      'The ssh alias "lost" of a was not found in ~/.ssh/config. Add it there, or give address and user here.',
    ],
    ['hosts.b', 'b has no user. Give it here, or by an ssh alias that names it.'],
    ['hosts.c', 'c has no address and user. Give it here, or by an ssh alias that names it.'],
  ]);
});

test('a way through a program is refused, not left out; lines that were not read are named where something lacks', () => {
  const inventory = `
drillbook: 1
kind: inventory
id: i
hosts: { a: { ssh: proxied }, b: { ssh: proxied, jump: d }, c: { ssh: elsewhere }, d: { address: 192.0.2.4, user: u } }
bindings: { drill: { t: [a, b, c] } }`;
  const alias = { identityFile: [], proxyJump: [] };
  const result = planFromYaml(`targets: { t: { hosts: 3 } }\n${phases}`, inventory, {
    resolvedAliases: {
      proxied: { ...alias, hostName: 'h', user: 'u', proxyCommand: 'nc -x gate %h %p' },
      elsewhere: { ...alias, hostName: 'elsewhere', ignored: ['Match exec true', 'Include conf.d/*'] },
    },
  });
  expect('problems' in result && result.problems.map(({ path, message }) => [path.join('.'), message])).toEqual([
    [
      'hosts.a.ssh',
      'a: ~/.ssh/config reaches it by `ProxyCommand nc -x gate %h %p`, and no program is run for that here. ' +
        'Give a `jump` host here, or ProxyJump there.',
    ],
    [
      'hosts.c',
      'c has no user. Give it here, or by an ssh alias that names it. (`Include conf.d/*` of ~/.ssh/config is not read.)',
    ],
  ]);
});

test('a loop of jump hosts ends', () => {
  const inventory = siteWith('')
    .replace('user: dr, vars: { role: client }', 'user: dr, jump: a')
    .replace('user: dr, vars: { role: master }', 'user: dr, jump: c');
  const plan = soundPlan(phases, inventory);
  expect(Object.values(plan.inventory.hosts).map(({ id, jump }) => [id, jump])).toEqual([
    ['a', 'c'],
    ['c', 'a'],
    ['b', undefined],
  ]);
});

test('a target takes one host where nothing is said, as its expressions do', () => {
  const result = planFromYaml(`targets: { t: { title: The pair } }\n${phases}`, bind('{ drill: { t: pair } }'));
  expect(problemPlaces(result)).toEqual(['plan.target-count inventory:bindings.drill.t']);
});

test('a target without its hosts is told once, not at each step that uses it', () => {
  const runbook = `
    targets: { t: { title: The pair }, none: { hosts: 0..1 } }
    phases:
      - id: p
        steps:
          - { id: script, on: [t], run: date, undo: { run: back } }
          - { id: ports, check: { tcp: { to: t, ports: 22 } } }
          - { id: name, on: t, run: date, env: { NAME: "{{ targets.t.host.name }}" }, title: "{{ targets.t.host.name }}" }
          - { id: other, on: none, run: date }`;
  expect([
    problemPlaces(planFromYaml(runbook, bind('{}'))),
    problemPlaces(planFromYaml(runbook, bind('{ drill: { t: pair } }'))),
  ]).toEqual([
    ['plan.target-unbound runbook:targets.t', 'plan.no-hosts runbook:phases.0.steps.3.on'],
    ['plan.target-count inventory:bindings.drill.t', 'plan.no-hosts runbook:phases.0.steps.3.on'],
  ]);
});
