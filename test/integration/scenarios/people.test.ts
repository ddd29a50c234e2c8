import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runFolderOf } from '../cli/drillbook.ts';
import { activation, Practice } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
  practice.hurry();
});
afterAll(() => practice.dispose());

const refusals = (stdout: string): readonly string[] => stdout.match(/^not taken .*$/gm) ?? [];

test('--yes where the approver must be another: a deviation in a rehearsal, refused in a live run', async () => {
  const answers = practice.answers('activation', { without: ['approval/sign/approver', 'decision/prepared'] });
  const rehearsed = await practice.activate(answers, '--yes');
  const { deviations } = await practice.report(rehearsed.folder);
  expect([rehearsed.code, deviations.map(({ kind, subject, by }) => [kind, subject, by])]).toEqual([
    3,
    [['self-approved', 'approval/sign/approver', 'Olga Operator (Practice vendor)']],
  ]);

  const text = readFileSync(practice.lab.inventoryPath, 'utf8').replace('practice: true', 'practice: false');
  const real = practice.file('real.yaml', text);
  const live = await practice.run('run', activation, '--inventory', real, '--mode', 'live', '--yes');
  const onPractice = await practice.activate(answers, '--mode', 'live');
  expect([live, onPractice].map(({ code, stderr }) => [code, stderr.split(':')[1]?.trim()])).toEqual([
    [2, '--yes cannot approve this live run'],
    [2, 'This inventory is for practice'],
  ]);
});

test('tester and witness are two people, however the name is typed', async () => {
  const tomas = { name: 'tomas  TESTER', organisation: 'Practice vendor', pin: '1357' };
  const { code, stdout, stderr } = await practice.activate(
    practice.answers('activation', { people: { witness: tomas } }),
  );
  expect([code, stdout, stderr.split('\n')[0]]).toEqual([
    1,
    '',
    'drillbook: Tomas Tester is the tester and the witness: these must be two people.',
  ]);
});

test('a live run that only a file signed is accepted and never final', async () => {
  const runbook = practice.file(
    'live.yaml',
    `drillbook: 1
id: live
title: Live
version: "1"
people: { operator: { title: Operator }, tester: { title: Tester }, witness: { title: Witness } }
phases:
  - id: a
    steps:
      - { id: look, test: { procedure: Look., expected: It is there. } }
`,
  );
  const inventory = practice.file('none.yaml', 'drillbook: 1\nkind: inventory\nid: none\npractice: false\nhosts: {}\n');
  const answers = practice.answers('activation', { first: [{ step: 'a/**', verdict: { by: 'tester', is: 'PASS' } }] });
  const run = ['run', runbook, '--inventory', inventory, '--yes', '--answers', answers];
  const live = await practice.run(...run, '--mode', 'live');
  const rehearsed = await practice.run(...run, '--mode', 'rehearsal');
  const reports = await Promise.all([live, rehearsed].map(({ stdout }) => practice.report(runFolderOf(stdout))));
  expect([live.code, rehearsed.code, reports.map(({ outcome }) => outcome.final)]).toEqual([0, 0, [false, true]]);
});

// Last: the lock is the installation's, which all of these share.
test('five wrong PINs lock a person out, and the right one does not help for five minutes', async () => {
  const { folder } = await practice.activate(practice.answers('activation', { without: ['decision/go'] }));
  const approver = { name: 'Anna Approver', organisation: 'Practice customer' };
  const wrong = practice.answers('activation', { people: { approver: { ...approver, pin: '0000' } } });
  const said: (readonly string[])[] = [];
  for (let turn = 1; turn <= 5; turn += 1) {
    said.push(refusals((await practice.run('resume', folder, '--answers', wrong)).stdout));
  }
  const right = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const [not, locked] = [
    /That is not the PIN of Anna Approver/,
    /The PIN of Anna Approver is locked for another \d+ s/,
  ];
  expect([said.flat(), right.code, refusals(right.stdout)]).toEqual([
    [not, not, not, not, locked].map((one) => expect.stringMatching(one) as string),
    3,
    [expect.stringMatching(locked)],
  ]);
});
