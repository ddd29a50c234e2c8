import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { begin, createSite, operator, quiet, seen, stepId, type Site } from './site.ts';

let site: Site;
let place: string;

beforeAll(async () => {
  site = await createSite();
});
afterAll(() => site.dispose());
/** Where the hosts keep their files; both are this machine. */
beforeEach(() => {
  place = join(site.folder, 'host');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  chmodSync(place, 0o777);
  mkdirSync(join(site.folder, 'files'), { recursive: true });
});

const phase = (...steps: readonly string[]): string =>
  `  - id: do\n    title: Do\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;

/** A file that the login of the hosts owns: it is made by a step. */
const make = (path: string, text: string): string =>
  `{ id: make, title: Make it, on: one, env: { F: "${path}", T: ${JSON.stringify(text)} }, run: 'umask 027; printf "%s\\n" "$T" >"$F"', undo: { none: A test. } }`;

function attemptOf(run: OpenRun, id: string) {
  return run.state.steps.get(stepId(id))?.hosts[0]?.attempts.at(-1)?.ended;
}

const recordingOf = (run: OpenRun, id: string): string =>
  readFileSync(join(run.folder, attemptOf(run, id)?.recording?.file ?? ''), 'utf8');

const filesThere = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(place)
      .sort()
      .map((name) => [name.replace(/\.drillbook-.*-(\d+)$/, '.kept-$1'), readFileSync(join(place, name), 'utf8')]),
  );

async function rollBack(run: OpenRun): Promise<void> {
  const begun = await run.command({ type: 'roll-back', by: operator, reason: 'as planned' });
  if (!begun.ok) throw new Error(begun.refusal);
  await quiet(run);
}

test('an upload shows what changes before it writes, keeps the old file, and its undo puts it back', async () => {
  const path = join(place, 'peer.conf');
  writeFileSync(join(site.folder, 'files/peer.conf'), 'listen=5060\npeer=192.0.2.20\n');
  const copy = `{ id: peer, title: The new peer, on: one, copy: { upload: { from: files/peer.conf, to: "${path}" } }, undo: { restore: true } }`;
  const again = `{ id: again, title: Once more, on: one, copy: { upload: { from: files/peer.conf, to: "${path}" } }, undo: { restore: true } }`;
  const run = await site.start(phase(make(path, 'listen=5060\npeer=192.0.2.10'), copy, again));
  const kept = attemptOf(run, 'do/peer')?.outputs['kept'];
  expect([seen(run, 'do/peer'), attemptOf(run, 'do/peer')?.tail, attemptOf(run, 'do/again')?.why]).toEqual([
    ['passed', ['a passed 1']],
    [
      `--- ${path}`,
      `+++ ${path}`,
      '@@ -1,2 +1,2 @@',
      ' listen=5060',
      '-peer=192.0.2.10',
      '+peer=192.0.2.20',
      expect.stringMatching(/^mode 0640, owner \d+:\d+$/) as string,
      '',
      `${path}: +1 -1 lines; the old file is ${String(kept)}`,
    ],
    `nothing to change: ${path} is as it should be`,
  ]);
  expect([filesThere(), (statSync(path).mode & 0o777).toString(8), recordingOf(run, 'do/peer')]).toEqual([
    { 'peer.conf': 'listen=5060\npeer=192.0.2.20\n', 'peer.conf.kept-1': 'listen=5060\npeer=192.0.2.10\n' },
    '640',
    expect.stringContaining('+peer=192.0.2.20') as string,
  ]);
  await rollBack(run);
  const undone = ['rollback/do/again', 'rollback/do/peer'].map((id) => attemptOf(run, id)?.why);
  expect([undone, filesThere(), (statSync(path).mode & 0o777).toString(8)]).toEqual([
    ['nothing to put back: the step changed nothing', `${path} is what it was before: ${String(kept)} was put back`],
    { 'peer.conf': 'listen=5060\npeer=192.0.2.10\n' },
    '640',
  ]);
  await run.close();
});

test('a file that was not there before is taken away again', async () => {
  const path = join(place, 'new.conf');
  writeFileSync(join(site.folder, 'files/new.conf'), 'a\n');
  const copy = `{ id: new, title: New, on: one, copy: { upload: { from: files/new.conf, to: "${path}", mode: "0600" } }, undo: { restore: true } }`;
  const run = await site.start(phase(copy));
  const before = [filesThere(), (statSync(path).mode & 0o777).toString(8), attemptOf(run, 'do/new')?.why];
  await rollBack(run);
  expect([before, filesThere(), attemptOf(run, 'rollback/do/new')?.why]).toEqual([
    [{ 'new.conf': 'a\n' }, '600', `${path}: new file, 1 line`],
    {},
    `${path} was new: it was removed`,
  ]);
  await run.close();
});

test('an edit replaces every match, masks its secret and the old one, and says what it did not find', async () => {
  const path = join(place, 'db.conf');
  const secret = 'parameters: { token: { type: secret, title: Password } }';
  const edit = `{ id: edit, title: Password, on: one, copy: { edit: { path: "${path}", replace: '(?m)^password=.*$', with: "{{ params.token }}" } }, undo: { restore: true } }`;
  const run = await site.start(phase(make(path, 'user=dr\npassword=oldsecret'), edit), secret);
  const recording = recordingOf(run, 'do/edit');
  expect([filesThere()['db.conf'], recording.includes('hunter2'), recording.includes('oldsecret')]).toEqual([
    'user=dr\nhunter2-hunter2\n',
    false,
    false,
  ]);
  expect(attemptOf(run, 'do/edit')?.tail).toEqual(
    expect.arrayContaining(['-•••••• (old)', '+•••••• (new)', ' user=dr']),
  );
  await run.close();
  const missing = `{ id: edit, title: Nothing, on: one, onFailure: continue, copy: { edit: { path: "${path}", replace: nothing-like-it, with: x } }, undo: { restore: true } }`;
  const second = await site.start(phase(missing));
  expect([attemptOf(second, 'do/edit')?.why, filesThere()['db.conf']]).toEqual([
    `nothing in ${path} matches \`nothing-like-it\`: it was left as it is`,
    'user=dr\nhunter2-hunter2\n',
  ]);
  await second.close();
});

test('a download becomes evidence, by its hash', async () => {
  const path = join(place, 'sync.log');
  const run = await site.start(
    phase(make(path, 'line'), `{ id: log, title: Log, on: one, copy: { download: { from: "${path}" } } }`),
  );
  const [file] = attemptOf(run, 'do/log')?.evidence ?? [];
  expect([file?.name, readFileSync(join(run.folder, file?.file ?? ''), 'utf8'), file?.sha256]).toEqual([
    'a-sync.log',
    'line\n',
    attemptOf(run, 'do/log')?.outputs['sha256'],
  ]);
  await run.close();
});

test('preflight shows what would change, and what cannot be known yet', async () => {
  const path = join(place, 'peer.conf');
  writeFileSync(path, 'peer=192.0.2.10\n');
  const edit = (id: string, at: string): string =>
    `{ id: ${id}, title: T, on: one, copy: { edit: { path: ${JSON.stringify(at)}, replace: '192\\S+', with: 192.0.2.20 } }, undo: { restore: true } }`;
  const run = await site.prepare(
    phase(edit('now', path), edit('gone', '/no/such/file'), edit('later', '{{ steps["do/now"].outputs.path }}')),
  );
  const { checks } = run.state.preflight;
  expect([checks['do/now'], checks['do/gone'], checks['do/later']]).toMatchObject([
    {
      result: 'true',
      required: false,
      detail: `a: ${path} would change (+1 -1 lines)\n--- ${path}\n+++ ${path}\n@@ -1,1 +1,1 @@\n-peer=192.0.2.10\n+peer=192.0.2.20`,
    },
    { result: 'false', required: false, detail: expect.stringContaining('there is no such file or folder') as string },
    { result: 'not-taken', detail: 'a: known only while the run goes on' },
  ]);
  expect(readFileSync(path, 'utf8')).toBe('peer=192.0.2.10\n');
  await run.close();
});

test('a file that was changed after the plan is refused before anything begins', async () => {
  const path = join(place, 'peer.conf');
  const upload = phase(`{ id: up, title: Up, on: one, copy: { upload: { from: files/peer.conf, to: "${path}" } } }`);
  writeFileSync(join(site.folder, 'files/peer.conf'), 'as planned\n');
  const { app } = site;
  const plan = app.plan.bind(app);
  Object.assign(app, {
    plan: async (request: Parameters<typeof plan>[0]) => {
      const planned = await plan(request);
      writeFileSync(join(site.folder, 'files/peer.conf'), 'changed since\n');
      return planned;
    },
  });
  try {
    await expect(site.start(upload)).rejects.toMatchObject({
      code: 'copy.file-changed',
      message: expect.stringContaining('files/peer.conf was changed after it was planned') as string,
    });
  } finally {
    Object.assign(app, { plan });
  }
  rmSync(join(site.folder, 'files/peer.conf'));
  await expect(site.start(upload)).rejects.toThrow(/plan\.file-unreadable.*there is no such file beside the runbook/s);
});

test('a link that is lost in the middle leaves the old file or the new one, and the end unknown', async () => {
  const path = join(place, 'big.bin');
  writeFileSync(join(site.folder, 'files/big.bin'), Buffer.alloc(8 * 1024 * 1024, 'new '));
  const copy = `{ id: big, title: Big, on: one, copy: { upload: { from: files/big.bin, to: "${path}" } }, undo: { restore: true } }`;
  const run = await site.prepare(phase(make(path, 'old'), copy));
  const cut = run.onRecords((records) => {
    if (records.some((one) => one.type === 'attempt-started' && one.data.step === 'do/big')) {
      void cutWhenWriting(place);
    }
  });
  await begin(run);
  void cut.dispose();
  const ended = attemptOf(run, 'do/big');
  expect([run.state.steps.get(stepId('do/big'))?.state, ended?.end.kind, ended?.why]).toEqual([
    'unknown',
    'lost',
    expect.stringContaining('the file there is the old one or the new one') as string,
  ]);
  expect(readFileSync(path, 'utf8')).toBe('old\n');
  await run.close();
});

/** Cuts the line to the host as soon as a part of the file is there. */
async function cutWhenWriting(folder: string): Promise<void> {
  for (;;) {
    const part = readdirSync(folder).find((name) => name.endsWith('.part'));
    if (part !== undefined && statSync(join(folder, part)).size > 0) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  site.gates.a.cut();
}
