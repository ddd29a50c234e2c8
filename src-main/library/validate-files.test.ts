import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeAnswers } from './load-answers.ts';
import { judgeInventory } from './load-inventory.ts';
import { judgeRunbook } from './load-runbook.ts';
import { parseDocument } from './parse-document.ts';
import { validateFiles } from './validate-files.ts';

const fixtures = join(import.meta.dirname, '../../test/fixtures/runbooks');

async function told(...names: readonly string[]): Promise<readonly string[]> {
  const problems = await validateFiles(names.map((name) => join(fixtures, name)));
  return problems.map(
    ({ line, column, severity, code, path, message }) => `${line}:${column} ${severity} ${code} ${path} — ${message}`,
  );
}

const expected = (name: string): readonly string[] => readFileSync(join(fixtures, name), 'utf8').trimEnd().split('\n');

test.each(['broken', 'broken-checks', 'broken-places', 'broken.inventory', 'broken.answers'])(
  'every fault of %s at once, at its place',
  async (name) => {
    expect(await told(`${name}.yaml`)).toEqual(expected(`${name}.problems.txt`));
  },
);

test('the example of the format has no fault, and one hint', async () => {
  expect(await told('format-example.yaml')).toEqual([
    '74:9 hint hint.no-undo phases[2].steps[1] — `activate/role` has no `undo`: a rollback will show it as not undone',
  ]);
});

test('groups are known where their inventory is judged too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drillbook-'));
  try {
    const head =
      'drillbook: 1\nid: x\ntitle: X\nversion: "1"\nobjectives: { rto: 1h }\ndocument: { control: { owner: O } }\n';
    const step = '{ id: s, on: nodes, run: "true", expect: { exit: 0 }, undo: { none: read only } }';
    await writeFile(join(folder, 'r.yaml'), `${head}phases: [ { id: p, steps: [ ${step} ] } ]\n`);
    await writeFile(
      join(folder, 'i.yaml'),
      'drillbook: 1\nkind: inventory\nid: i\nhosts: { a: { address: a.test } }\ngroups: { nodes: [a] }\n',
    );
    const alone = await validateFiles([join(folder, 'r.yaml')]);
    const both = await validateFiles([join(folder, 'r.yaml'), join(folder, 'i.yaml')]);
    expect([alone.map(({ message }) => message), both]).toEqual([['There is no target `nodes`'], []]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a file that cannot be opened is an error of its own', async () => {
  await expect(validateFiles(['/nowhere/x.yaml'])).rejects.toMatchObject({ code: 'file.not-readable' });
});

/** Values of every shape at every key: checks must live with whatever the schema refused. */
test('any shape is judged, never thrown at', () => {
  const shapes = [
    'x',
    '1',
    'true',
    'null',
    '[]',
    '[x]',
    '{}',
    '{ a: b }',
    '[[{}]]',
    '{ id: [x], steps: 3, cases: {} }',
  ];
  const keys = [
    'id',
    'phases',
    'forms',
    'targets',
    'people',
    'parameters',
    'env',
    'probes',
    'compare',
    'rollback',
    'objectives',
    'document',
  ];
  const stepKeys = [
    'id',
    'on',
    'needs',
    'guard',
    'forEach',
    'env',
    'check',
    'undo',
    'manual',
    'test',
    'choose',
    'expect',
    'capture',
    'form',
  ];
  const documents = [
    ...shapes,
    ...keys.flatMap((key) => shapes.map((shape) => `${key}: ${shape}`)),
    ...shapes.map((shape) => `parameters: { p: { type: choice, choices: ${shape}, default: ${shape} } }`),
    ...shapes.map(
      (shape) => `forms: [ { id: ${shape}, groups: [ { cases: [ { id: ${shape}, due: { after: ${shape} } } ] } ] } ]`,
    ),
    ...stepKeys.flatMap((key) => shapes.map((shape) => `phases: [ { id: p, steps: [ { ${key}: ${shape} } ] } ]`)),
  ];
  const judged = documents.map((text) => judgeRunbook(parseDocument(new TextEncoder().encode(text), 'f')).document);
  expect(judged.filter((document) => document !== undefined)).toEqual([]);
});

test('1,000 steps are judged in little time', () => {
  const step = (at: number): string =>
    `      - { id: s${at}, on: client, run: echo, env: { A: "{{ params.x }}${at}" }, when: params.x == "${at}", expect: { stdout: { matches: a${at} } }, undo: { run: "true" } }\n`;
  const steps = Array.from({ length: 1000 }, (_, at) => step(at)).join('');
  const text = `drillbook: 1\nid: x\ntitle: X\nversion: "1"\nparameters: { x: { type: string } }\ntargets: { client: { hosts: 1 } }\nphases:\n  - id: p\n    steps:\n${steps}`;
  const before = process.cpuUsage();
  const { problems } = judgeRunbook(parseDocument(new TextEncoder().encode(text), 'f'));
  const { user, system } = process.cpuUsage(before);
  expect(problems.map(({ code }) => code)).toEqual(['hint.no-owner', 'hint.no-rto']);
  // Processor time, so that a busy machine does not count; some 0.4 s on a slow one.
  expect((user + system) / 1e6).toBeLessThan(2);
});

test('a file of another kind than the one that is wanted is told in one sentence, at its first line', () => {
  const texts = { runbook: 'phases: 7\n', inventory: 'kind: inventory\nhosts: 3\n', answers: 'answers: none\n' };
  const judges = { runbook: judgeRunbook, inventory: judgeInventory, answers: judgeAnswers };
  const told = Object.entries(judges).map(([wanted, judge]) => {
    const others = Object.entries(texts).filter(([kind]) => kind !== wanted);
    const parsed = others.map(([, text]) => parseDocument(Buffer.from(`drillbook: 1\nid: "!"\n${text}`), 'file.yaml'));
    return parsed.map((one) => judge(one).problems.map(({ line, message }) => `${line}: ${message}`));
  });
  expect(told).toEqual([
    [
      ['1: This is an inventory, and a runbook is wanted here: were two files swapped?'],
      ['1: This is an answers file, and a runbook is wanted here: were two files swapped?'],
    ],
    [
      ['1: This is a runbook, and an inventory is wanted here: were two files swapped?'],
      ['1: This is an answers file, and an inventory is wanted here: were two files swapped?'],
    ],
    [
      ['1: This is a runbook, and an answers file is wanted here: were two files swapped?'],
      ['1: This is an inventory, and an answers file is wanted here: were two files swapped?'],
    ],
  ]);
});
