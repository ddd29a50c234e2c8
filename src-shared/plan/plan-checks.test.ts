import { expect, test } from 'vitest';
import { planFromYaml, soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';
import { missingSecrets, wrongKey } from './missing-secrets.ts';

const withCheck = (check: string): string =>
  `phases: [{ id: p, steps: [{ id: s, forEach: { node: [client] }, check: ${check} }] }]`;

test('checks of the world: every default filled in, names and records in the form in which they are compared', () => {
  const checkOf = (check: string): unknown => {
    const action = soundPlan(withCheck(check)).steps.at(-1)?.action;
    return action?.kind === 'check' ? action.check : undefined;
  };
  expect(
    [
      '{ sip: { to: client, transport: tcp } }',
      '{ sip: { to: client, transport: tls, status: [200, 404], verify: false, auth: { user: probe, secret: word } } }',
      '{ http: { url: "https://{{ node.address }}/", status: [200, 204] } }',
      '{ http: { url: "http://voice.example.test:8080/x?y", from: node, to: client, contains: "at {{ node.address }}" } }',
      '{ dns: { name: Voice.Example.test., type: AAAA, resolvers: [client, "192.0.2.53:5353", "::1", "[2001:db8::53]:54", ns1.example.test], equals: ["2001:DB8::2", "2001:db8::1"] } }',
      '{ dns: { name: _sip._udp.example.test, type: SRV, resolvers: 192.0.2.53, equals: "0  5 5060 Sip.example.test." } }',
      '{ ping: { from: [app, client], to: master } }',
    ].map(checkOf),
  ).toEqual([
    {
      kind: 'sip',
      from: ['app'],
      details: { to: [{ host: 'c' }], port: 5060, transport: 'tcp', status: [200], verify: true },
    },
    {
      kind: 'sip',
      from: ['app'],
      details: {
        to: [{ host: 'c' }],
        port: 5061,
        transport: 'tls',
        status: [200, 404],
        verify: false,
        auth: { user: 'probe', secret: 'word' },
      },
    },
    {
      kind: 'http',
      from: ['app'],
      details: { url: 'https://192.0.2.20/', follow: false, verify: true, status: [200, 204] },
    },
    {
      kind: 'http',
      from: ['c'],
      details: {
        url: 'http://voice.example.test:8080/x?y',
        to: [{ host: 'c' }],
        follow: false,
        verify: true,
        status: [200],
        contains: 'at 192.0.2.20',
      },
    },
    {
      kind: 'dns',
      from: ['app'],
      details: {
        name: 'voice.example.test',
        type: 'AAAA',
        resolvers: [
          { at: { host: 'c' }, port: 53 },
          { at: { address: '192.0.2.53' }, port: 5353 },
          { at: { address: '::1' }, port: 53 },
          { at: { address: '2001:db8::53' }, port: 54 },
          { at: { address: 'ns1.example.test' }, port: 53 },
        ],
        equals: ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:2'],
      },
    },
    {
      kind: 'dns',
      from: ['app'],
      details: {
        name: '_sip._udp.example.test',
        type: 'SRV',
        resolvers: [{ at: { address: '192.0.2.53' }, port: 53 }],
        equals: ['0 5 5060 sip.example.test'],
      },
    },
    { kind: 'ping', from: ['app', 'c'], details: { to: [{ host: 'a' }, { host: 'b' }] } },
  ]);
});

test('values of checks that cannot be: each is told with how to write it', () => {
  const problemOf = (check: string): unknown => {
    const planned = planFromYaml(withCheck(check));
    return 'problems' in planned ? planned.problems.map(({ message }) => message) : [];
  };
  expect(
    [
      '{ http: { url: "https://{{ node.address }} x" } }',
      '{ http: { url: "https://me:secret@192.0.2.1/" } }',
      '{ http: { url: "http://192.0.2.1/{{ steps[\'p/a\'].outputs.x }}" } }',
      '{ dns: { name: "no name", resolvers: 192.0.2.53, equals: 192.0.2.20 } }',
      '{ dns: { name: n.test, resolvers: "192.0.2.53:99999", equals: 192.0.2.20 } }',
      '{ dns: { name: n.test, resolvers: 192.0.2.53, equals: voice } }',
      '{ dns: { name: n.test, type: SRV, resolvers: 192.0.2.53, equals: sip.example.test } }',
      '{ sip: { to: client, transport: tls, ca: my-ca.pem } }',
      '{ ping: { to: none } }',
    ].map(problemOf),
  ).toEqual([
    ['"https://192.0.2.20 x" is no http or https URL. Write it like https://voice.example.test/health.'],
    ['The URL carries a user or a password. Take it out: a plan holds no secret.'],
    [
      "http://192.0.2.1/{{ steps['p/a'].outputs.x }} names `steps`, which is known only while the run goes on. Here only params, targets and forEach names can be used.",
    ],
    ['"no name" is no domain name. Write it like voice.example.test.'],
    [
      '"192.0.2.53:99999" is no name server. Name a target, or write an address like 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353.',
    ],
    ['"voice" is no A record. Write it like 192.0.2.20.'],
    ['"sip.example.test" is no SRV record. Write it like 0 5 5060 sip.example.test.'],
    ['No certificate is found here. Paste it with its lines BEGIN CERTIFICATE and END CERTIFICATE.'],
    ['There is no host to ask, so nothing would be proven.'],
  ]);
});

const key = '{ name: Drillbook., secret: tsig }';
const withDns = (dns: string, undo = ''): string => `
parameters: { tsig: { type: secret } }
phases: [{ id: p, steps: [{ id: s, dns: ${dns}${undo} }] }]`;
const given = { givenSecrets: new Set(['tsig']) };

test('a DNS update is planned to the last record, and so is putting back what was there', () => {
  const dns = `{ server: client, zone: example.test, name: Voice.example.test, set: [192.0.2.21, "{{ targets.client.host.address }}"], key: ${key}, resolvers: ["192.0.2.53:5353"] }`;
  const [step] = soundPlan(withDns(dns, ', undo: { restore: true, takes: 1m }'), undefined, given).steps;
  expect([step?.action, step?.undo]).toEqual([
    {
      kind: 'dns',
      change: {
        server: { at: { host: 'c' }, port: 53 },
        zone: 'example.test',
        name: 'voice.example.test',
        type: 'A',
        ttl: 60,
        set: ['192.0.2.20', '192.0.2.21'],
        key: { name: 'drillbook', algorithm: 'hmac-sha256', secret: 'tsig' },
        resolvers: [{ at: { address: '192.0.2.53' }, port: 5353 }],
      },
    },
    { kind: 'restore', takesMs: 60_000 },
  ]);
});

test('DNS updates that cannot be: each is told with how to write it', () => {
  const problemOf = (dns: string): unknown => {
    const planned = planFromYaml(withDns(dns), undefined, given);
    return 'problems' in planned ? planned.problems.map(({ message }) => message) : [];
  };
  expect(
    [
      '{ server: master, zone: z.test, name: n.z.test, set: 192.0.2.20, resolvers: 192.0.2.53 }',
      '{ server: 192.0.2.53, zone: z.test, name: voice, set: 192.0.2.20, resolvers: 192.0.2.53 }',
      '{ server: 192.0.2.53, zone: z.test, name: n.z.test, type: CNAME, set: [a.test, b.test], resolvers: 192.0.2.53 }',
      '{ server: 192.0.2.53, port: "{{ 0 }}", zone: z.test, name: n.z.test, set: 2001:db8::1, resolvers: 192.0.2.53 }',
    ].map(problemOf),
  ).toEqual([
    ['master has 2 hosts. Name the one primary server that takes the update.'],
    ['voice does not lie in the zone z.test. Write the whole name, like voice.z.test.'],
    ['A name has one CNAME record at most.'],
    ['"2001:db8::1" is no A record. Write it like 192.0.2.20.', '"0" is no whole number from 1 to 65535.'],
  ]);
});

test('an optional secret that nobody gave is missed where a step or a probe needs it, unless that may be left out', () => {
  const dns = `dns: { server: client, zone: z.test, name: n.z.test, set: 192.0.2.20, key: { name: k, secret: tsig }, resolvers: client }`;
  const plan = soundPlan(`
    parameters: { tsig: { type: secret, title: The key, optional: true } }
    probes: [{ id: calls, title: Calls, check: { sip: { to: client, auth: { user: u, secret: tsig } } } }]
    phases: [{ id: p, steps: [{ id: s, ${dns} }, { id: maybe, when: 'false', ${dns} }] }]`);
  expect(missingSecrets(plan)).toEqual([
    'The secret tsig (The key) was not given, and p/s cannot do without it.',
    'The secret tsig (The key) was not given, and the probe calls cannot do without it.',
  ]);
});

test('a key that is no base64 is found before the run begins', () => {
  const dns = `{ server: client, zone: z.test, name: n.z.test, set: 192.0.2.20, key: ${key}, resolvers: client }`;
  const plan = soundPlan(withDns(dns), undefined, given);
  const message = 'The secret tsig (tsig) is no base64: copy the key from its file, between the quotes.';
  expect(
    ['c2VjcmV0Cg==', ' c2VjcmV0\n', '"c2VjcmV0"', 'c2Vj cmV0', 'abc'].map((tsig) => wrongKey(plan, { tsig })),
  ).toEqual([undefined, undefined, message, message, message]);
});
