import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src-shared/runbook/json-schema.ts';
import { runbookSchema, type RunbookDocument } from '../../../../src-shared/runbook/runbook-schema.ts';
import { complete } from './complete.ts';
import { yamlPlace } from './yaml-place.ts';

const schema = jsonSchema('runbook.v1', runbookSchema);
const document = {
  drillbook: 1,
  id: 'a',
  title: 'A',
  version: '1',
  targets: { master: {}, client: {} },
  people: { tester: {} },
  phases: [
    {
      id: 'one',
      steps: [
        { id: 'look', check: { tcp: { to: 'master', ports: 22 } } },
        { id: 'go', run: 'x' },
      ],
    },
  ],
} satisfies RunbookDocument;

/** `‸` is the cursor. */
function at(text: string) {
  const lines = text.split('\n');
  const row = lines.findIndex((line) => line.includes('‸'));
  const column = (lines[row] ?? '').indexOf('‸');
  return { lines: lines.map((line) => line.replace('‸', '')), row, column };
}

function place(text: string) {
  const { lines, row, column } = at(text);
  const found = yamlPlace(lines, row, column);
  return (
    found && {
      path: found.path.join('.'),
      after: found.afterKey,
      from: found.from,
      siblings: found.siblings.toSorted().join(' '),
    }
  );
}

const steps = 'phases:\n  - id: one\n    steps:\n';

test('the place is read from indentation and braces, also where the text does not parse yet', () => {
  expect({
    top: place('drillbook: 1\nti‸\nversion: "1"'),
    empty: place('‸'),
    item: place(`${steps}      - id: a\n        ru‸\n        on: x\n      - id: b`),
    first: place(`${steps}      - ‸`),
    sameColumn: place('phases:\n- id: one\n  ti‸'),
    value: place(`${steps}      - id: a\n        onFailure: st‸`),
    flow: place(`${steps}      - id: a\n        check: { tcp: { to: master, po‸`),
    flowValue: place(`${steps}      - id: a\n        check: { tcp: { is: ‸`),
    list: place(`${steps}      - id: a\n        guard: [one/look, ‸`),
    map: place('people:\n  tester:\n    ‸'),
    script: place(`${steps}      - id: a\n        run: |\n          echo ‸`),
    afterScript: place(`${steps}      - id: a\n        run: |\n          echo\n        ex‸`),
    comment: place('# a ‸'),
  }).toEqual({
    top: { path: '', after: false, from: 0, siblings: 'drillbook version' },
    empty: { path: '', after: false, from: 0, siblings: '' },
    item: { path: 'phases.0.steps.0', after: false, from: 8, siblings: 'id on' },
    first: { path: 'phases.0.steps.0', after: false, from: 8, siblings: '' },
    sameColumn: { path: 'phases.0', after: false, from: 2, siblings: 'id' },
    value: { path: 'phases.0.steps.0.onFailure', after: true, from: 19, siblings: '' },
    flow: { path: 'phases.0.steps.0.check.tcp', after: false, from: 36, siblings: 'to' },
    flowValue: { path: 'phases.0.steps.0.check.tcp.is', after: true, from: 28, siblings: '' },
    list: { path: 'phases.0.steps.0.guard.0', after: true, from: 26, siblings: '' },
    map: { path: 'people.tester', after: false, from: 4, siblings: '' },
    script: undefined,
    afterScript: { path: 'phases.0.steps.0', after: false, from: 8, siblings: 'id run' },
    comment: undefined,
  });
});

function offered(text: string) {
  const found = complete({ schema, document, ...at(text) });
  return found?.offers.map(({ insert }) => insert);
}

test('keys, values and names that may stand there are offered, with what follows them', () => {
  const item = offered(`${steps}      - id: a\n        ‸`) ?? [];
  expect({
    top: offered('drillbook: 1\nid: a\ntitle: b\n‸')?.slice(0, 2),
    item: ['run: ', 'id: ', 'check:\n          ', 'needs: '].map((one) => item.includes(one)),
    tcp: offered(`${steps}      - id: a\n        check: { tcp: { to: x, ‸`),
    is: offered(`${steps}      - id: a\n        check: { tcp: { is: ‸`),
    flag: offered(`${steps}      - id: a\n        destructive:‸`),
    failure: offered(`${steps}      - id: a\n        onFailure: ‸`),
    on: offered(`${steps}      - id: a\n        on: ‸`),
    guard: offered(`${steps}      - id: a\n        guard: [‸`),
    by: offered(`${steps}      - id: a\n        by: ‸`),
    free: offered('parameters:\n  name: { type: po‸'),
    script: offered(`${steps}      - id: a\n        run: |\n          ‸`),
  }).toEqual({
    top: ['version: ', 'phases:\n  - '],
    item: [true, false, true, true],
    tcp: ['ports: ', 'from: ', 'is: ', 'control: '],
    is: ['open', 'closed'],
    flag: [' true', ' false'],
    failure: ['ask', 'stop', 'continue', 'rollback'],
    on: ['master', 'client'],
    guard: ['one/look'],
    by: ['operator', 'tester'],
    free: ['string', 'hostname', 'ip', 'port', 'integer', 'number', 'boolean', 'duration', 'choice', 'secret'],
    script: undefined,
  });
});

test('where a step begins a whole one of each kind is offered, with its dash where that is missing; nowhere else', () => {
  const snippets = (text: string): unknown => {
    const found = complete({ schema, document, ...at(text) })?.offers.filter(({ kind }) => kind === 'snippet') ?? [];
    return [found.length, found[0]?.label, found[0]?.title, found[0]?.insert.split('\n')[0]];
  };
  expect([
    snippets(`${steps}      - ‸`),
    snippets(`${steps}      ‸`),
    snippets(`${steps}      - id: a\n        ‸`),
    snippets('phases:\n  - ‸'),
    snippets(`${steps}      - { ‸`),
  ]).toEqual([
    [12, 'step run', expect.any(String), 'id: ${act}'],
    [12, 'step run', expect.any(String), '- id: ${act}'],
    [0, undefined, undefined, undefined],
    [0, undefined, undefined, undefined],
    [0, undefined, undefined, undefined],
  ]);
});
