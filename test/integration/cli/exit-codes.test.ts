import { afterAll, expect, test } from 'vitest';
import { Place } from './drillbook.ts';

const place = new Place();
afterAll(() => place.dispose());

const runbook = place.file(
  'runbook.yaml',
  `drillbook: 1
id: hello
title: Hello
version: "1"
document: { control: { owner: N. N. } }
objectives: { rto: 5m }
parameters: { who: { type: string, title: Who } }
targets: { one: { title: One, hosts: 1 } }
phases:
  - id: a
    steps:
      - id: say
        on: one
        env: { WHO: "{{ params.who }}" }
        run: echo "$WHO"
        expect: { stdout: { contains: hello } }
        undo: { none: it only says something }
`,
);
const broken = place.file('broken.yaml', 'drillbook: 1\nid: hello\ntitle: Hello\nversion: "1"\nphase: []\n');
const inventory = place.file(
  'site.yaml',
  `drillbook: 1
kind: inventory
id: site
hosts: { a: { address: 127.0.0.1, user: nobody, auth: { agent: true } } }
bindings: { hello: { one: a } }
`,
);
const set = ['--set', 'who=hello'];
const on = ['--inventory', inventory];

const table: readonly (readonly [what: string, args: readonly string[], code: number])[] = [
  ['help', ['--help'], 0],
  ['help of a command', ['help', 'run'], 0],
  ['version', ['--version'], 0],
  ['no such command', ['bogus'], 2],
  ['an argument is missing', ['validate'], 2],
  ['an option is missing', ['run', runbook], 2],
  ['no such option', ['status', '.', '--colour'], 2],
  ['no such format', ['validate', runbook, '--format', 'xml'], 2],
  ['valid', ['validate', runbook, inventory], 0],
  ['not valid', ['validate', broken], 1],
  ['a file that is not there', ['validate', 'nowhere.yaml'], 2],
  ['planned', ['plan', runbook, ...on, ...set], 0],
  ['a parameter has no value', ['plan', runbook, ...on], 1],
  ['a pair without =', ['plan', runbook, ...on, '--set', 'who'], 2],
  ['an inventory that is not there', ['plan', runbook, '--inventory', 'nowhere.yaml'], 2],
  ['the mode is not said', ['run', runbook, ...on, ...set], 2],
  ['a cover key that is unknown', ['run', runbook, ...on, ...set, '--mode', 'rehearsal', '--about', 'color=red'], 2],
  ['a zone that is none', ['run', runbook, ...on, ...set, '--mode', 'rehearsal', '--about', 'zone=Rome'], 2],
  [
    'a host that is not in the plan',
    ['run', runbook, ...on, ...set, '--mode', 'rehearsal', '--allow-destructive', 'b'],
    2,
  ],
  [
    'a window in a notation of some country',
    [
      'run',
      runbook,
      ...on,
      ...set,
      '--mode',
      'rehearsal',
      '--about',
      'window.from=05/12/2026 22:00',
      '--about',
      'window.to=06/12/2026 02:00',
    ],
    2,
  ],
  ['a secret on the command line', ['run', runbook, ...on, ...set, '--mode', 'rehearsal', '--secret', 'key=abc'], 2],
  ['an answers file that is none', ['run', runbook, ...on, ...set, '--mode', 'rehearsal', '--answers', broken], 1],
  ['no run folder', ['status', '.'], 2],
  ['no run folder to go on with', ['resume', 'nowhere'], 2],
  ['something that is no record', ['verify', runbook], 1],
  ['something that is not there to verify', ['verify', 'nowhere.pdf'], 2],
];

test('the exit status says what kind of end it was', async () => {
  const seen: (readonly [string, readonly string[], number | null])[] = [];
  // Four at a time: each is a process of its own.
  for (let at = 0; at < table.length; at += 4) {
    const rows = table.slice(at, at + 4);
    const codes = await Promise.all(rows.map(async ([, args]) => (await place.run(...args)).code));
    rows.forEach(([what, args], row) => seen.push([what, args, codes[row] ?? null]));
  }
  expect(seen).toEqual(table);
});

test('validate --format json: a list of problems, each with its place', async () => {
  const { stdout } = await place.run('validate', broken, '--format', 'json');
  const at = (line: number, code: string, severity: string, path: string, message: string) => ({
    file: broken,
    line,
    column: 1,
    path,
    code,
    severity,
    message,
  });
  expect(JSON.parse(stdout)).toEqual([
    at(1, 'schema.missing-key', 'error', '', 'The key `phases` is missing: The phases, in order.'),
    at(1, 'hint.no-owner', 'hint', 'document.control', 'Nobody is named as `owner` in `document.control`'),
    at(1, 'hint.no-rto', 'hint', 'objectives', 'There is no `objectives.rto`'),
    at(5, 'schema.unknown-key', 'error', 'phase', 'Unknown key `phase` — did you mean `phases`?'),
  ]);
});

test('plan --format json has its documented shape', async () => {
  const { stdout } = await place.run('plan', runbook, ...on, ...set, '--format', 'json');
  expect(JSON.parse(stdout)).toEqual({
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    runbook: { id: 'hello', version: '1' },
    steps: [
      {
        id: 'a/say',
        phase: 'a',
        title: 'say',
        kind: 'run',
        hosts: ['a'],
        needs: [],
        guard: [],
        script: 'echo "$WHO"',
        env: { WHO: 'hello' },
      },
    ],
    forms: [],
    criticalPath: { seconds: 0, steps: expect.any(Array) as unknown },
  });
});

test('a data folder that cannot be written is said as such, by whoever needs it', async () => {
  const blocked = place.file('blocked', '');
  const { code, stderr } = await place.typed(`DRILLBOOK_DATA='${blocked}' npx drillbook serve --port 0`);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^drillbook: Nothing can be kept in .*blocked: .*\n.*\(file\.not-writable\)\n$/) as string,
  ]);
});

test('help names the defaults that say something', async () => {
  const { stdout } = await place.run('help', 'run');
  const defaults = stdout.replaceAll(/\s+/g, ' ').match(/default: [^)]*\)/g);
  expect(defaults).toEqual(['default: runs/ in the data folder, which `doctor` names)', 'default: "text")']);
});

test('an error says what, and how to mend it', async () => {
  const { stderr } = await place.run('run', runbook, ...on, ...set);
  expect(stderr.split('\n')).toEqual([
    'drillbook: Say --mode live or --mode rehearsal: this inventory is not for practice. A rehearsal simulates destructive steps.',
    expect.stringMatching(/ \(usage\.bad-arguments\)$/) as string,
    '',
  ]);
});
