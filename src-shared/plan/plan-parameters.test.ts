import { expect, test } from 'vitest';
import { planFromYaml, problemPlaces, siteWith, soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';

const phases = 'phases: [{ id: p, steps: [{ id: s, on: client, run: date, env: { X: "{{ params.x }}" } }] }]';
const declared = (parameter: string): string => `parameters: { x: ${parameter} }\n${phases}`;

test('--set before the inventory’s, this runbook’s before any’s, the default last', () => {
  const runbook = declared('{ type: string, default: from runbook }');
  const any = siteWith('parameters: { "*": { x: from any, other: 1 } }');
  const mine = siteWith('parameters: { "*": { x: from any }, drill: { x: from mine } }');
  const valueOf = (inventory: string, set: Readonly<Record<string, string>> = {}): unknown =>
    soundPlan(runbook, inventory, { parameters: set }).parameters;
  const x = (value: string) => ({ x: { type: 'string', title: 'x', value } });
  expect([valueOf(siteWith('')), valueOf(any), valueOf(mine), valueOf(mine, { x: 'from set' })]).toEqual([
    x('from runbook'),
    x('from any'),
    x('from mine'),
    x('from set'),
  ]);
});

test('text of --set is read as the parameter’s type', () => {
  const table: readonly (readonly [string, string, unknown])[] = [
    ['string', 'a\nb', 'a\nb'],
    ['string', '', ''],
    ['hostname', 'voice-1.example.test', 'voice-1.example.test'],
    ['hostname', '192.0.2.1', '192.0.2.1'],
    ['hostname', 'a b', 'refused'],
    ['hostname', '-a', 'refused'],
    ['hostname', 'a..b', 'refused'],
    ['ip', '192.0.2.1', '192.0.2.1'],
    ['ip', '192.0.2.256', 'refused'],
    ['ip', '192.0.2.01', 'refused'],
    ['ip', '2001:db8::1', '2001:db8::1'],
    ['ip', '::', '::'],
    ['ip', '::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['ip', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['ip', '1:2:3:4:5:6:7', 'refused'],
    ['ip', '1::2::3', 'refused'],
    ['ip', 'fe80::1%eth0', 'refused'],
    ['port', '5060', 5060],
    ['port', '0', 'refused'],
    ['port', '65536', 'refused'],
    ['port', '50.5', 'refused'],
    ['integer', '-7', -7],
    ['integer', '9007199254740991', 9_007_199_254_740_991],
    ['integer', '9007199254740992', 'refused'],
    ['integer', '0x10', 'refused'],
    ['integer', '', 'refused'],
    ['number', '1.5', 1.5],
    ['number', '1e3', 1000],
    ['number', 'NaN', 'refused'],
    ['number', 'Infinity', 'refused'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', 'yes', 'refused'],
    ['duration', '1h30m', '1h30m'],
    ['duration', '90', 'refused'],
    ['choice, choices: [new, old]', 'old', 'old'],
    ['choice, choices: [new, old]', 'older', 'refused'],
  ];
  const seen = table.map(([type, text]) => {
    const result = planFromYaml(declared(`{ type: ${type} }`), siteWith(''), { parameters: { x: text } });
    const place = problemPlaces(result)[0];
    if (place !== undefined) return [type, text, place === 'plan.parameter-invalid set:x' ? 'refused' : place];
    const x = 'plan' in result ? result.plan.parameters['x'] : undefined;
    return [type, text, x?.type === 'secret' ? 'secret' : x?.value];
  });
  expect(seen).toEqual(table);
});

test('a secret is only named: given by whoever gives it, never by a file or --set', () => {
  const plan = soundPlan(
    'parameters: { must: { type: secret }, may: { type: secret, optional: true }, got: { type: secret, optional: true } }\nphases: [{ id: p, steps: [{ id: s, wait: 1s }] }]',
    siteWith(''),
    { givenSecrets: new Set(['got']) },
  );
  expect(plan.parameters).toEqual({
    must: { type: 'secret', title: 'must', given: true },
    may: { type: 'secret', title: 'may', given: false },
    got: { type: 'secret', title: 'got', given: true },
  });
  const wrong = planFromYaml(declared('{ type: secret }'), siteWith('parameters: { drill: { x: open } }'), {
    givenSecrets: new Set(['y']),
  });
  expect(problemPlaces(wrong)).toEqual([
    'plan.parameter-unknown set:y',
    'plan.parameter-invalid inventory:parameters.drill.x',
  ]);
});

test('missing, unknown, and optional ones', () => {
  const site = siteWith('parameters: { drill: { z: 1 } }');
  const result = planFromYaml(declared('{ type: port, title: The port }'), site, { parameters: { y: '1' } });
  expect('problems' in result && result.problems.map(({ message }) => message)).toEqual([
    'The runbook has no parameter "y". It has x.',
    'The runbook has no parameter "z". It has x.',
    'The port: the parameter "x" has no value. Give --set x=…, a value in the inventory, or a default.',
    '`params.x` gives nothing (null); a text, number or boolean is needed',
  ]);
  const optional = 'parameters: { x: { type: ip, optional: true } }\nphases: [{ id: p, steps: [{ id: s, wait: 1s }] }]';
  expect(soundPlan(optional).parameters).toEqual({ x: { type: 'ip', title: 'x', value: null } });
});

test('NUL, lone surrogates and sizes: 64 KiB a value, 256 KiB together, in bytes of UTF-8', () => {
  const placesFor = (value: string, env = '{ X: "{{ params.x }}" }') =>
    problemPlaces(
      planFromYaml(
        `parameters: { x: { type: string } }\nphases: [{ id: p, steps: [{ id: s, on: client, run: date, env: ${env} }] }]`,
        siteWith(''),
        { parameters: { x: value } },
      ),
    );
  const five = `{ ${['A', 'B', 'C', 'D', 'E'].map((name) => `${name}: "{{ params.x }}"`).join(', ')} }`;
  const tooMuch = ['plan.parameter-invalid set:x', 'plan.env-invalid runbook:phases.0.steps.0.env.X'];
  expect([
    placesFor('a\0b'),
    placesFor('\ud800'),
    placesFor('x'.repeat(65_536)),
    placesFor('x'.repeat(65_537)),
    placesFor('é'.repeat(32_768)),
    placesFor('é'.repeat(32_769)),
    placesFor('€'.repeat(21_846)),
    placesFor('😀'.repeat(16_384)),
    placesFor('😀'.repeat(16_385)),
    placesFor('x'.repeat(52_000), five),
    placesFor('x'.repeat(53_000), five),
    placesFor('x'.repeat(40_000), '{ X: "{{ params.x + params.x }}" }'),
  ]).toEqual([
    tooMuch,
    tooMuch,
    [],
    tooMuch,
    [],
    tooMuch,
    tooMuch,
    [],
    tooMuch,
    [],
    ['plan.env-invalid runbook:phases.0.steps.0'],
    ['plan.env-invalid runbook:phases.0.steps.0.env.X'],
  ]);
});
