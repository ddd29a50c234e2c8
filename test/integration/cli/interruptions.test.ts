import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place, runFolderOf, type Running } from './drillbook.ts';

const place = new Place();
let inventory = '';
beforeAll(async () => {
  inventory = await place.labInventory();
});
afterAll(() => place.dispose());

/** Three steps that leave a mark each time they are run; `slow` takes its time. */
function runbook(id: string, slowSeconds: number): string {
  const mark = (name: string, more: string): string => `
      - id: ${name}
        on: one
        run: |
          echo ${name} >> "$HOME/marks-${id}" && echo begun
          ${more}
        undo: { none: it only leaves a mark }`;
  return place.file(
    `${id}.yaml`,
    `drillbook: 1
id: ${id}
title: ${id}
version: "1"
targets: { one: { title: One, hosts: 1 } }
phases:
  - id: a
    steps:${mark('first', 'true')}${mark('slow', `sleep ${slowSeconds}`)}
      - { id: marks, on: one, run: 'tr "\\n" " " < "$HOME/marks-${id}"', capture: { all: "(.+)" }, undo: { none: it only looks } }
`,
  );
}

interface Status {
  readonly state: string;
  readonly steps: Readonly<Record<string, { readonly state: string; readonly outputs?: { readonly all?: string } }>>;
}

async function statusOf(folder: string): Promise<Status> {
  return JSON.parse((await place.run('status', folder, '--format', 'json')).stdout) as Status;
}

/** Until the host has said that the slow step began there: its output is in the recording. Resolves to the run folder. */
async function slowBegun(running: Running): Promise<string> {
  await running.until('running      a/slow');
  const folder = running.runFolder();
  const path = join(folder, 'recordings/a.slow.1.voice-c.cast');
  await expect
    .poll(() => existsSync(path) && readFileSync(path, 'utf8').includes('begun'), { timeout: 20_000 })
    .toBe(true);
  return folder;
}

test('kill -9 in the middle: the step is unknown, nothing is run twice, and a person’s word goes on', async () => {
  const running = place.start('run', runbook('killed', 30), '--inventory', inventory, '--yes');
  const folder = await slowBegun(running);
  const driven = await place.run('status', folder);
  running.signal('SIGKILL');
  await running.ended;
  const left = await place.run('status', folder);
  expect([driven.stdout, left.stdout].map((text) => text.trimEnd().split('\n').at(-1))).toEqual([
    'A Drillbook drives this run now.',
    expect.stringMatching(/^Nobody drives this run now\. Go on with: .*drillbook resume \//),
  ]);

  const alone = await place.run('resume', folder);
  const between = await statusOf(folder);
  expect([alone.code, between.state, between.steps['a/slow']?.state, between.steps['a/marks']?.state]).toEqual([
    4,
    'paused',
    'unknown',
    'waiting',
  ]);

  const answers = place.file(
    'done.yaml',
    'answers: [{ step: "a/*", decide: { unknown: verified-done, reason: seen on the host } }]',
  );
  const resumed = await place.run('resume', folder, '--answers', answers);
  const after = await statusOf(folder);
  expect([resumed.code, after.state, after.steps['a/marks']?.outputs]).toEqual([0, 'sealed', { all: 'first slow ' }]);
  expect(resumed.stdout).toContain('completed with 1 overridden');
  expect((await place.run('verify', folder)).code).toBe(0);
});

test('the first Ctrl+C pauses: what runs ends, nothing else begins, and resume goes on', async () => {
  const running = place.start('run', runbook('paused', 3), '--inventory', inventory, '--yes');
  await running.until('running      a/slow');
  running.signal('SIGINT');
  const { code, stdout } = await running.ended;
  const folder = runFolderOf(stdout);
  const { state, steps } = await statusOf(folder);
  expect([code, state, steps['a/slow']?.state, steps['a/marks']?.state]).toEqual([3, 'paused', 'passed', 'waiting']);
  expect((await place.run('resume', folder)).code).toBe(0);
});

test('the second Ctrl+C stops what runs', async () => {
  const running = place.start('run', runbook('stopped', 60), '--inventory', inventory, '--yes');
  await slowBegun(running);
  running.signal('SIGINT');
  await running.until('Ctrl+C again stops them');
  running.signal('SIGINT');
  const { code, stdout } = await running.ended;
  const { state, steps } = await statusOf(runFolderOf(stdout));
  expect([code, state, steps['a/slow']?.state]).toEqual([3, 'paused', 'failed']);
});

test('rollback: shown first, done only when somebody agrees', async () => {
  const path = place.file(
    'undone.yaml',
    `drillbook: 1
id: undone
title: Undone
version: "1"
targets: { one: { title: One, hosts: 1 } }
phases:
  - id: a
    steps:
      - { id: on, on: one, run: 'touch "$HOME/switch"', undo: { run: 'rm "$HOME/switch"' } }
      - { id: fail, on: one, run: 'exit 1', undo: { none: nothing happened } }
`,
  );
  const ran = await place.run('run', path, '--inventory', inventory, '--yes');
  const folder = runFolderOf(ran.stdout);
  const shown = await place.run('rollback', folder);
  expect([ran.code, shown.code, shown.stdout]).toEqual([3, 3, expect.stringContaining('run      rollback/')]);
  const done = await place.run('rollback', folder, '--yes');
  const { state, steps } = await statusOf(folder);
  expect([done.code, state, steps['a/on']?.state]).toEqual([0, 'sealed', 'undone']);
  const late = await place.run('rollback', folder, '--yes');
  expect([late.code, late.stdout]).toEqual([1, expect.stringContaining('This run is sealed')]);
});

test('a rollback that nobody agrees to leaves a completed run as it was, open', async () => {
  const path = place.file(
    'kept.yaml',
    `drillbook: 1
id: kept
title: Kept
version: "1"
targets: { one: { title: One, hosts: 1 } }
phases:
  - id: a
    steps:
      - { id: on, on: one, run: 'true', undo: { run: 'true' } }
`,
  );
  const ran = await place.run('run', path, '--inventory', inventory, '--yes', '--no-seal');
  const folder = runFolderOf(ran.stdout);
  const asked = await place.run('rollback', folder);
  const { state, steps } = await statusOf(folder);
  expect([ran.code, asked.code, state, steps['a/on']?.state]).toEqual([0, 3, 'completed', 'passed']);
});
