import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import { Place, runFolderOf } from './drillbook.ts';

const place = new Place();
let inventory = '';
beforeAll(async () => {
  inventory = await place.labInventory();
});
afterAll(() => place.dispose());

const head = (id: string): string => `drillbook: 1
id: ${id}
title: ${id}
version: "1"
targets: { one: { title: One, hosts: 1 } }
`;

const simple = place.file(
  'simple.yaml',
  `${head('simple')}
phases:
  - id: a
    steps:
      - { id: say, on: one, run: "printf 'hello \\\\033[31mred\\\\n'", capture: { word: "(hello)" }, undo: { none: it only says something } }
      - { id: pick, choose: { options: [left, right] } }
`,
);

test('a run in jsonl: the folder first, then each record; status and verify agree with it', async () => {
  const answers = place.file('pick.yaml', 'answers: [{ step: a/pick, choose: { option: right } }]\n');
  const ran = await place.run(
    'run',
    simple,
    '--inventory',
    inventory,
    '--yes',
    '--answers',
    answers,
    '--format',
    'jsonl',
  );
  const lines = ran.stdout.trimEnd().split('\n');
  const folder = runFolderOf(ran.stdout);
  const records = lines.slice(1).map((line) => JSON.parse(line) as JournalRecord);
  expect([ran.code, lines[0]]).toEqual([0, JSON.stringify({ runDir: folder })]);
  expect(records.map(({ seq }) => seq)).toEqual(records.map((_, at) => at + 1));
  expect([records[0]?.type, records.at(-1)?.type]).toEqual(['run-created', 'run-sealed']);

  const status = await place.run('status', folder, '--format', 'json');
  expect([status.code, JSON.parse(status.stdout)]).toEqual([
    0,
    {
      state: 'sealed',
      outcome: 'completed',
      mode: 'rehearsal',
      planHash: records[0]?.prev,
      head: records.at(-1)?.hash,
      steps: {
        'a/say': {
          state: 'passed',
          attempts: 1,
          hosts: { 'voice-c': { state: 'passed', attempts: 1, exit: 0 } },
          outputs: { word: 'hello' },
        },
        'a/pick': { state: 'passed', attempts: 0, hosts: {}, choice: 'right', outputs: { choice: 'right' } },
      },
      forms: {},
      signOffs: [
        {
          subject: 'approval/sign/approver',
          role: 'operator',
          name: expect.any(String) as string,
          meaning: 'approves',
          at: expect.stringMatching(/Z$/) as string,
          means: 'flag',
          scripted: false,
          voided: false,
        },
      ],
      owed: [],
      waitingFor: [],
    },
  ]);
  const verified = await place.run('verify', folder, '--format', 'json');
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, records: records.length, problems: [] });
  expect((await place.run('note', folder, 'too late')).code).toBe(1);
});

test('what is piped is plain: no escapes, one line a fact, and a note gets in while the run is open', async () => {
  const ran = await place.run('run', simple, '--inventory', inventory, '--yes');
  expect(ran.code).toBe(3);
  expect(ran.stdout).not.toContain('\u001b');
  expect(ran.stdout).toMatch(/^\d\d:\d\d:\d\d {2}passed {7}a\/say: voice-c: exit 0$/m);
  expect(ran.stdout).toContain('  waits for the operator: choose of a/pick.');
  const folder = runFolderOf(ran.stdout);
  expect((await place.run('note', folder, 'Carrier called', '--by', 'N. N.')).code).toBe(0);
  const resumed = await place.run(
    'resume',
    folder,
    '--answers',
    place.file('left.yaml', 'answers: [{ step: "*/*", choose: { option: left } }]'),
    '--no-seal',
  );
  expect(resumed.code).toBe(0);
  expect((await place.run('seal', folder)).code).toBe(0);
  expect((await place.run('resume', folder)).code).toBe(1);
});

test('a plan that nobody approves waits; a live run on practice is refused', async () => {
  const ran = await place.run('run', simple, '--inventory', inventory);
  expect([ran.code, ran.stdout]).toEqual([3, expect.stringContaining('approval of approval/sign/approver')]);
  expect((await place.run('run', simple, '--inventory', inventory, '--mode', 'live')).code).toBe(2);
});

test('a report that cannot go into its run folder, as on a read-only archive, says how it goes elsewhere', async () => {
  const folder = runFolderOf((await place.run('run', simple, '--inventory', inventory)).stdout);
  writeFileSync(join(folder, 'report'), 'in the way of the folder');
  const refused = await place.run('report', folder, '--format', 'json');
  const elsewhere = await place.run('report', folder, '--format', 'json', '--out', join(place.folder, 'report.json'));
  expect([refused.code, refused.stderr.split('\n')[0], elsewhere.code]).toEqual([
    2,
    expect.stringMatching(/ cannot be written: .*\. --out FILE puts it elsewhere\.$/),
    0,
  ]);
});

const failing = place.file(
  'failing.yaml',
  `${head('failing')}
phases:
  - id: a
    steps:
      - { id: fail, on: one, run: exit 3, undo: { none: it does nothing } }
`,
);

test.each([
  ['nobody says anything', '[]', 3, 1],
  ['abort', '[{ step: "*/*", decide: { failed: abort, reason: no use } }]', 1, 1],
  ['skip', '[{ step: "*/*", decide: { failed: skip, reason: not needed } }]', 0, 1],
  ['continue', '[{ step: "*/*", decide: { failed: continue, reason: go on } }]', 1, 1],
  ['retry for ever ends', '[{ step: "*/*", decide: { failed: retry, reason: again } }]', 3, 4],
] as const)('a failed step: %s', async (_, list, code, attempts) => {
  const answers = place.file('failed.yaml', `answers: ${list}\n`);
  const ran = await place.run('run', failing, '--inventory', inventory, '--yes', '--answers', answers);
  const status = await place.run('status', runFolderOf(ran.stdout), '--format', 'json');
  const { steps } = JSON.parse(status.stdout) as { steps: Record<string, { attempts: number }> };
  expect([ran.code, status.code, steps['a/fail']?.attempts]).toEqual([code, code, attempts]);
});

const tested = place.file(
  'tested.yaml',
  `${head('tested')}
people: { operator: { title: Operator }, tester: { title: Tester }, witness: { title: Witness, optional: true } }
phases:
  - id: a
    steps:
      - { id: look, test: { procedure: Look., expected: It is there. } }
`,
);
const people = 'people: { tester: { name: T. Tester, organisation: Vendor, pin: "1234" } }\n';
const signs = '  - { step: "**/sign/tester", sign: { as: tester } }\n';

test.each([
  ['PASS', '  - { step: "a/**", verdict: { is: PASS } }\n', 0],
  ['FAIL', '  - { step: "a/**", verdict: { is: FAIL } }\n', 1],
  [
    'FAIL, then a retest',
    '  - { step: "a/**", verdict: { is: FAIL } }\n  - { step: "a/**", retest: { is: PASS, reason: corrected } }\n',
    0,
  ],
  ['OTHER that nobody agreed to', '  - { step: "a/**", verdict: { is: OTHER, caveat: half } }\n', 3],
  ['no verdict', '', 3],
] as const)('acceptance: %s', async (_, verdict, code) => {
  const answers = place.file('tested.answers.yaml', `${people}answers:\n${signs}${verdict}`);
  const ran = await place.run('run', tested, '--inventory', inventory, '--yes', '--answers', answers);
  expect([ran.code, ran.stderr]).toEqual([code, '']);
});

test('an answer that is not taken is said once, and the run waits', async () => {
  const evidence =
    '[{ step: a/look/sign/tester, sign: { as: tester } }, { step: "a/**", verdict: { is: PASS, evidence: [nowhere.png] } }]';
  const answers = place.file('refused.yaml', `${people}answers: ${evidence}\n`);
  const ran = await place.run('run', tested, '--inventory', inventory, '--yes', '--answers', answers);
  expect([ran.code, ran.stdout.match(/^not taken .*$/gm)]).toEqual([
    3,
    [expect.stringMatching(/^not taken {2}verdict of a\/look\/.*nowhere\.png/)],
  ]);
});
