import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportModel } from '../../../src-shared/report/model.ts';
import { Place, type Running } from './drillbook.ts';

const place = new Place();
let inventory = '';
beforeAll(async () => {
  inventory = await place.labInventory();
});
afterAll(() => place.dispose());

function runbook(id: string, people: string, steps: string): string {
  return place.file(
    `${id}.yaml`,
    `drillbook: 1
id: ${id}
title: ${id}
version: "1"
targets: { one: { title: One, hosts: 1 } }
${people}
phases:
  - id: a
    steps: ${steps}
`,
  );
}

/** Waits for each text in turn, and types the answer where there is one. */
async function talk(running: Running, turns: readonly (readonly [question: string, answer?: string])[]): Promise<void> {
  for (const [question, answer] of turns) {
    await running.until(question);
    if (answer !== undefined) running.type(answer);
  }
}

async function listen(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

test('a guard that breaks while the button is offered turns the question into STOP, and back when it holds', async () => {
  const { server, port } = await listen(0);
  const steps = `
      - { id: there, check: { tcp: { to: 127.0.0.1, ports: [${port}], is: open } } }
      - { id: press, guard: [a/there], manual: Press the button. }`;
  const running = place.startOnTerminal('run', runbook('guarded', '', steps), '--inventory', inventory, '--yes');
  await talk(running, [['c/n/s/l: ', 'x'], ['Type one of c, n, s, l']]);
  server.close();
  await running.until('STOP  a/press');
  await running.until('l/o/s: ');
  const again = await listen(port);
  await talk(running, [
    ['Press the button.'],
    ['c/n/s/l: ', 'c'],
    ['Path of a file', ''],
    ['Note', 'pressed'],
    ['On the word of', ''],
  ]);
  const { code } = await running.ended;
  again.server.close();
  expect(code).toBe(0);
});

test('what did not work is reported by whoever was at work, and what then is asked', async () => {
  const steps = '[{ id: press, manual: Press the button. }]';
  const running = place.startOnTerminal('run', runbook('reported', '', steps), '--inventory', inventory, '--yes');
  await talk(running, [
    ['c/n/s/l: ', 'n'],
    ['What did not work', 'the lamp stays red'],
    ['Path of a file', ''],
    ['reported that it did not work: the lamp stays red'],
    ['FAILED  a/press'],
    ['r/h/s/c/b/a/l: ', 'r'],
    ['Reason', 'the key was off'],
    ['Press the button.'],
    ['c/n/s/l: ', 'c'],
    ['Path of a file', ''],
    ['Note', ''],
    ['On the word of', ''],
  ]);
  expect((await running.ended).code).toBe(0);
});

test('a first PIN is typed twice, a wrong one is asked for again unseen, < goes back and a note is taken', async () => {
  const people = 'people: { approver: { title: Approver } }';
  const file = runbook(
    'signed',
    people,
    '[{ id: wait, wait: 1s }, { id: go, sign: { who: approver, statement: Go. } }]',
  );
  const running = place.startOnTerminal('run', file, '--inventory', inventory);
  await talk(running, [
    ['s/p/m/r/l: ', 'note the carrier called'],
    ['note         '],
    ['s/p/m/r/l: ', 's'],
    ['printed name: ', '<'],
    ['s/p/m/r/l: ', 's'],
    ['printed name: ', 'Anna'],
    ['organisation', ''],
    ['How do you know', ''],
    ['Reservation', ''],
    ['New PIN', '2468'],
    ['again: ', '2486'],
    ['two different PINs'],
    ['New PIN', '13'],
    ['again: ', '13'],
    ['A PIN has at least four'],
    ['New PIN', '2468'],
    ['again: ', '2468'],
    ['signed       approval'],
    ['SIGN  a/go', 's'],
    ['Reservation', ''],
    ['PIN of Anna', '9999'],
    ['not the PIN of Anna'],
    ['PIN of Anna', '2468'],
    ['signed       a/go'],
  ]);
  const { code, stdout } = await running.ended;
  expect([code, stdout.includes('2468'), stdout.includes('9999')]).toEqual([0, false, false]);
});

test('who signs the final page is told before what the run comes to', async () => {
  const steps = '[{ id: call, title: Call, test: { procedure: Call., expected: It rings. } }]';
  const people = 'people: { tester: { title: Tester }, witness: { title: Witness, optional: true } }';
  const answers = place.file(
    'called.answers.yaml',
    `people:
  tester: { name: Tess Tester, organisation: Us, pin: "1234" }
  witness: { name: Will Witness, organisation: Them, pin: "5678" }
  operator: { name: Olga Operator, organisation: Us, pin: "1357" }
answers:
  - { step: approval/sign/approver, sign: { as: operator } }
  - { step: a/call/**, verdict: { by: tester, is: FAIL } }
  - { step: a/call/sign/tester, sign: { as: tester } }
  - { step: a/call/sign/witness, sign: { as: witness } }
`,
  );
  const file = runbook('called', people, steps);
  const called = await place.run('run', file, '--inventory', inventory, '--answers', answers);
  const running = place.startOnTerminal('resume', called.stdout.match(/Run folder: (.*)/)?.[1] ?? '');
  await talk(running, [
    ['SIGN  final/sign/tester'],
    ['NOT ACCEPTED: 1 of 1 verdicts, 1 FAIL'],
    ['s/p/m/r/l: ', 's'],
    ['Reservation', ''],
    ['PIN of Tess Tester', '1234'],
    ['SIGN  final/sign/witness'],
    ['s/p/m/r/l: ', 's'],
    ['Reservation', ''],
    ['PIN of Will Witness', '5678'],
  ]);
  expect([called.code, (await running.ended).code]).toEqual([3, 1]);
});

test('a terminal step: a shell on the host, left by Ctrl+], confirmed; what was typed is in the report', async () => {
  const file = runbook('look', '', '[{ id: look, on: one, terminal: Look around. }]');
  const running = place.startOnTerminal('run', file, '--inventory', inventory, '--yes');
  await talk(running, [['Look around.'], ['t/c/n/s/l: ', 't'], ['@voice-c:~$ ', 'echo $((6 * 7))'], ['42']]);
  await running.until('@voice-c:~$ ');
  running.type('\u001d');
  await talk(running, [
    ['closed, 1 line typed'],
    ['t/c/n/s/l: ', 'c'],
    ['Path of a file', ''],
    ['Note', ''],
    ['On the word of', ''],
  ]);
  const { code } = await running.ended;
  const report = await place.run(
    'report',
    running.runFolder(),
    '--format',
    'json',
    '--out',
    `${place.folder}/look.json`,
  );
  const model = JSON.parse(readFileSync(`${place.folder}/look.json`, 'utf8')) as ReportModel;
  const typed = model.deviations.map(({ subject, by, reason }) => [subject, by, reason]);
  expect([code, report.code, typed]).toContainEqual(
    expect.arrayContaining([['a/look · voice-c', expect.any(String), 'echo $((6 * 7))']]),
  );
});

test('what preflight found is looked at again by whoever resumes, and at the prompt', async () => {
  const { server, port } = await listen(0);
  server.close();
  const file = place.file(
    'held.yaml',
    `drillbook: 1
id: held
title: held
version: "1"
targets: { one: { title: One, hosts: 1 } }
phases:
  - id: before
    preflight: true
    steps: [{ id: up, check: { tcp: { to: 127.0.0.1, ports: [${port}], is: open } } }]
`,
  );
  const held = await place.run('run', file, '--inventory', inventory, '--yes');
  const asking = place.startOnTerminal('resume', held.stdout.match(/Run folder: (.*)/)?.[1] ?? '');
  await asking.until('PREFLIGHT  before/up');
  const up = await listen(port);
  await talk(asking, [['a/g/l: ', 'a'], ['preflight    clean']]);
  const ended = await asking.ended;
  up.server.close();
  expect([held.code, ended.code, ended.stdout.includes('REHEARSAL  held')]).toEqual([3, 0, true]);
});

test('output that cannot be written is a failure; a reader who goes away is none', async () => {
  const file = runbook('short', '', '[{ id: wait, wait: 1s }]');
  const said = await place.shell(`plan '${file}' --inventory '${inventory}' > /dev/full`);
  const cut = await place.shell(`plan '${file}' --inventory '${inventory}' --format json | head -1`);
  expect([said.code, cut.stdout, cut.stderr]).toEqual([1, '{\n', '']);
});

test('on a narrow terminal no question loses its end, offers stay whole, and the PIN is asked for by name', async () => {
  const people = 'people: { approver: { title: Approver } }';
  const file = runbook('narrow', people, '[{ id: go, sign: { who: approver, statement: Go. } }]');
  const running = place.startOnColumns(44, 'run', file, '--inventory', inventory);
  const name = 'Anna Approver-von-Hohenstein 陳大文';
  await talk(running, [
    ['\n  [m] By mail  [r] Refuse  [l] Later'],
    ['s/p/m/r/l: ', 's'],
    ['printed name: ', name],
    ['none): ', ''],
    ['none): ', ''],
    ['none): ', ''],
    ['characters: ', '2468'],
    ['again: ', '2468'],
    ['SIGN  a/go', 's'],
    ['Reservation', ''],
    ['Approver-von-Hohenstein'],
    ['(typed unseen): ', '2468'],
  ]);
  expect((await running.ended).code).toBe(0);
});

test('an answer of another kind is asked for again at once, and a choice is one of its letters', async () => {
  const steps = `
      - { id: press, manual: { instructions: Press., ask: { count: { title: Count, type: integer, required: true } } } }
      - { id: pick, choose: { by: operator, options: [newest, older one], default: newest } }`;
  const running = place.startOnTerminal('run', runbook('asked', '', steps), '--inventory', inventory, '--yes');
  await talk(running, [
    ['c/n/s/l: ', 'c'],
    ['Count: ', '1.5'],
    ['“1.5” will not do: it must be a whole number.'],
    ['Count: ', '2'],
    ['Path of a file', ''],
    ['Note', ''],
    ['On the word of', ''],
    ['[1] newest  (proposed)'],
    // A stray Enter neither chooses nor leaves.
    ['1/2/l: ', ''],
    ['Type one of 1, 2, l'],
    ['1/2/l: ', '2'],
    ['chosen: older one'],
  ]);
  expect((await running.ended).code).toBe(0);
});

test('evidence that comes while the tester looks is shown before a verdict is given, and how it ended', async () => {
  const steps = `
      - { id: call, title: Call, test: { procedure: Look., expected: It is up., evidence: { on: one, run: "sleep 1; echo seen; exit 3" } } }`;
  const people = 'people: { tester: { title: Tester }, witness: { title: Witness, optional: true } }';
  const running = place.startOnTerminal('run', runbook('seen', people, steps), '--inventory', inventory, '--yes');
  await talk(running, [
    ['Its evidence is not there yet'],
    ['p/f/o/l: '],
    ['On voice-c (exit 3):'],
    ['seen'],
    ['p/f/o/l: ', 'f'],
    ['printed name: ', '\u0003'],
    ['Go on with: '],
  ]);
  expect((await running.ended).code).toBe(3);
});
