import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { waitingFor } from '../../../src-shared/run/waiting.ts';
import { begin, createSite, host, operator, quiet, seen, stepId, until, type Site } from './site.ts';

const sshdIsHere = existsSync('/usr/sbin/sshd');
if (!sshdIsHere) process.stderr.write('Skipped: failures of runs need openssh-server (/usr/sbin/sshd).\n');

let site: Site;
const open: OpenRun[] = [];

beforeEach(async () => {
  if (sshdIsHere) site = await createSite();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((run) => run.close()));
  if (sshdIsHere) await site.dispose();
});

async function held(run: Promise<OpenRun>): Promise<OpenRun> {
  const result = await run;
  open.push(result);
  return result;
}

const decision = { by: operator, reason: 'looked', evidence: [], scripted: false } as const;
const phase = (...steps: string[]): string =>
  `  - id: p\n    title: P\n    steps:\n${steps.map((one) => `      - ${one}\n`).join('')}`;
const linesOf = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];

test.skipIf(!sshdIsHere)('two hosts at once, values byte for byte, a capture, an undo by rollback', async () => {
  const value = String.raw`a 'b' "c" $(touch /tmp/no) \n *`;
  const run = await held(
    site.start(
      phase(
        `{ id: both, title: Both, on: two, env: { VALUE: ${JSON.stringify(value)} }, run: 'printf "%s|%s" "$VALUE" "$DRILLBOOK_HOST"', capture: { all: '(?s)^(.*)$' }, undo: { run: 'echo undone "$DRILLBOOK_HOST"' } }`,
      ),
    ),
  );
  expect(run.state.outcome).toBe('completed');
  expect(run.state.steps.get(stepId('p/both'))?.hosts.map((one) => one.outputs)).toEqual([
    { all: `${value}|a` },
    { all: `${value}|b` },
  ]);
  await run.command({ type: 'roll-back', by: operator, reason: 'back again' });
  await quiet(run);
  expect([run.state.name, seen(run, 'p/both'), seen(run, 'rollback/p/both@a')]).toEqual([
    'rolled-back',
    ['undone', ['a passed 1', 'b passed 1']],
    ['passed', ['a passed 1']],
  ]);
});

test.skipIf(!sshdIsHere)('a link cut in mid-command is unknown, and nothing runs again by itself', async () => {
  const marker = join(site.folder, 'marker');
  const run = await held(
    site.prepare(
      phase(`{ id: slow, title: Slow, on: one, run: 'echo ran >>${marker}; chmod 666 ${marker}; sleep 30' }`),
    ),
  );
  const started = begin(run);
  while (linesOf(marker).length === 0) await new Promise((resolve) => setImmediate(resolve));
  site.gates.a.cut();
  await started;
  expect(seen(run, 'p/slow')).toEqual(['unknown', ['a unknown 1']]);
  expect(waitingFor(run.state).map(({ id, kind }) => [id, kind])).toEqual([['p/slow', 'unknown']]);
  await run.close();
  open.splice(0);
  const again = await held(site.app.openRun(run.folder));
  await quiet(again);
  expect([seen(again, 'p/slow'), linesOf(marker)]).toEqual([['unknown', ['a unknown 1']], ['ran']]);
  await again.command({
    type: 'decide-unknown',
    step: stepId('p/slow'),
    host: host('a'),
    choice: 'verified-done',
    ...decision,
  });
  expect(again.state.outcome).toBe('completed with 1 overridden');
});

test.skipIf(!sshdIsHere)(
  'a host that refuses: nothing was sent, the error says so, retry goes on when it is back',
  async () => {
    const run = await held(site.prepare(phase(`{ id: two, title: Two, on: two, run: 'true' }`)));
    await site.gates.a.shut();
    await begin(run);
    expect(seen(run, 'p/two')).toEqual(['failed', ['a failed 1', 'b passed 1']]);
    const ended = run.state.steps.get(stepId('p/two'))?.hosts[0]?.attempts[0]?.ended;
    expect(ended?.end).toMatchObject({ kind: 'not-sent', code: 'ssh.refused' });
    await site.gates.a.open();
    await run.command({ type: 'decide-failure', step: stepId('p/two'), choice: 'retry', ...decision });
    await quiet(run);
    expect([run.state.outcome, seen(run, 'p/two')]).toEqual(['completed', ['passed', ['a passed 2', 'b passed 1']]]);
  },
);

test.skipIf(!sshdIsHere)('a changed host key stops preflight before anything is sent', async () => {
  site.changeKey('b');
  const run = await held(site.prepare(phase(`{ id: x, title: X, on: other, run: 'true' }`)));
  expect(run.state.preflight.hosts['b']).toMatchObject({ ok: false, code: 'ssh.host-key-changed' });
  const refused = await run.command({ type: 'start', by: operator });
  expect(refused.ok).toBe(false);
});

test.skipIf(!sshdIsHere)(
  'a dead master: its step is owed, the rest goes on, and the debt is paid when it answers',
  async () => {
    const marker = join(site.folder, 'owed');
    await site.gates.a.shut();
    const steps = [
      `{ id: off, title: Off, on: one, unreachable: owe, run: 'echo off >>${marker}; chmod 666 ${marker}' }`,
      `{ id: on, title: On, on: other, run: 'true' }`,
    ];
    const run = await held(site.start(phase(...steps)));
    expect([run.state.name, seen(run, 'p/off'), seen(run, 'p/on')]).toEqual([
      'running',
      ['owed', ['a owed 1']],
      ['passed', ['b passed 1']],
    ]);
    await run.close();
    open.splice(0);
    await site.gates.a.open();
    const again = await held(site.app.openRun(run.folder));
    await until(again, ({ state }) => state.name === 'completed');
    expect([seen(again, 'p/off'), linesOf(marker)]).toEqual([['passed', ['a passed 2']], ['off']]);
  },
);

test.skipIf(!sshdIsHere)('with our own link down "closed" is not taken, and the guard holds the button', async () => {
  const dark = `{ tcp: { from: app, to: one, ports: [22], is: closed, control: { to: other, port: 22 } } }`;
  const steps = [
    `{ id: dark, title: Dark, check: ${dark} }`,
    `{ id: press, title: Press, guard: [dark], manual: Press it. }`,
  ];
  const run = await held(site.prepare(phase(...steps)));
  await site.gates.a.shut();
  await begin(run);
  expect([seen(run, 'p/dark'), seen(run, 'p/press')]).toEqual([
    ['passed', ['app passed 1']],
    ['needs-person', []],
  ]);
  await site.gates.b.shut();
  const confirm = {
    type: 'confirm',
    step: stepId('p/press'),
    by: operator,
    answers: {},
    evidence: [],
    scripted: false,
  } as const;
  const refused = await run.confirm(confirm);
  expect(refused.ok ? '' : refused.refusal).toContain('STOP: the guard p/dark does not hold now (cannot tell:');
  await site.gates.b.open();
  expect(await run.confirm(confirm)).toMatchObject({ ok: true });
  await quiet(run);
  expect(run.state.outcome).toBe('completed');
});

test.skipIf(!sshdIsHere)('a secret reaches the script, and neither journal nor recording nor plan', async () => {
  const parameters = 'parameters: { token: { type: secret, title: Token } }';
  const step = `{ id: s, title: S, on: one, env: { TOKEN: "{{ params.token }}" }, run: 'printf %s "$TOKEN" | cut -c1-7; sleep 0.2; printf %s "$TOKEN" | cut -c8-; echo "all $TOKEN"', expect: { stdout: { contains: hunter2 } } }`;
  const run = await held(site.start(phase(step), parameters));
  expect(run.state.outcome).toBe('completed');
  const files = readdirSync(run.folder, { recursive: true, encoding: 'utf8' });
  const texts = files.flatMap((file) =>
    /\.(jsonl?|cast)$/.test(file) ? [readFileSync(join(run.folder, file), 'utf8')] : [],
  );
  expect(texts.length).toBe(3);
  expect(texts.filter((text) => text.includes('hunter2-hunter2'))).toEqual([]);
});

test.skipIf(!sshdIsHere)('stopping a step proves that its process group is gone', async () => {
  const run = await held(site.prepare(phase(`{ id: long, title: Long, on: one, run: 'sleep 300 & wait' }`)));
  const started = begin(run);
  await until(run, ({ state }) => state.steps.get(stepId('p/long'))?.state === 'running');
  await run.command({ type: 'stop-step', step: stepId('p/long'), by: operator, reason: 'enough' });
  await started;
  const ended = run.state.steps.get(stepId('p/long'))?.hosts[0]?.attempts[0]?.ended;
  expect([seen(run, 'p/long'), ended?.end]).toEqual([['failed', ['a failed 1']], { kind: 'cancelled', gone: true }]);
});

test.skipIf(!sshdIsHere)('a timeout ends the remote process, and retry takes it again', async () => {
  const marker = join(site.folder, 'tries');
  const step = `{ id: t, title: T, on: one, timeout: 1s, retry: { times: 1, every: 1s }, run: 'echo try >>${marker}; chmod 666 ${marker}; sleep 60' }`;
  const run = await held(site.start(phase(step)));
  expect([seen(run, 'p/t'), linesOf(marker)]).toEqual([
    ['failed', ['a failed 2']],
    ['try', 'try'],
  ]);
});
