import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { createSite, quiet, until, type Site } from './site.ts';

const sshdIsHere = existsSync('/usr/sbin/sshd');
if (!sshdIsHere) process.stderr.write('Skipped: preflight of runs needs openssh-server (/usr/sbin/sshd).\n');

let site: Site;
let run: OpenRun | undefined;

beforeEach(async () => {
  if (sshdIsHere) site = await createSite();
});

afterEach(async () => {
  await run?.close();
  if (sshdIsHere) await site.dispose();
});

const phases = `
  - id: before
    title: Before
    preflight: true
    steps:
      - { id: on-a, title: On a, check: { run: { on: one, script: 'true' } } }
      - { id: on-b, title: On b, check: { run: { on: other, script: 'true' } } }
      - { id: port-of-b, title: Port of b, check: { tcp: { to: other, ports: 22, is: open } } }
  - id: change
    title: Change
    steps:
      - { id: also-b, title: Also on b, check: { run: { on: other, script: 'false' } } }
`;

/** What the last preflight has told so far. */
function told(open: OpenRun): readonly string[] {
  const from = open.records.findLastIndex(({ type }) => type === 'preflight-started');
  return open.records.slice(from + 1).map((record) => {
    if (record.type === 'preflight-host-probed') return `${record.data.host} ${record.data.ok ? 'ok' : 'not ok'}`;
    if (record.type === 'preflight-check-taken') return `${record.data.step} ${record.data.result}`;
    return record.type === 'preflight-finished' ? `finished with ${record.data.problems}` : record.type;
  });
}

test.skipIf(!sshdIsHere)('a host that hangs holds back only what is looked at on it; the end comes last', async () => {
  const prepared = await site.prepare(phases);
  await prepared.close();
  // Connections are kept: only a new session has to connect again.
  run = await site.app.openRun(prepared.folder);
  site.gates.a.hold();
  await run.command({ type: 'start-preflight' });
  await until(run, (one) => told(one).length >= 4);
  expect([...told(run)].sort()).toEqual(['b ok', 'before/on-b true', 'before/port-of-b true', 'change/also-b false']);
  expect(told(run).indexOf('b ok')).toBeLessThan(told(run).indexOf('before/on-b true'));
  site.gates.a.letThrough();
  await quiet(run);
  expect(told(run).slice(4)).toEqual(['a ok', 'before/on-a true', 'finished with 0']);
});

test.skipIf(!sshdIsHere)('hosts that are right one by one and wrong together are wrong in preflight, too', async () => {
  run = await site.prepare(`
  - id: before
    title: Before
    preflight: true
    steps:
      - id: one-active
        title: Exactly one is active
        check: { run: { on: [one, other], script: 'echo active' } }
        capture: { role: '(\\w+)' }
        expect: { across: 'results.exists_one(r, r.outputs.role == "active")' }
      - id: both-active
        title: Both are active
        check: { run: { on: [one, other], script: 'echo active' } }
        capture: { role: '(\\w+)' }
        expect: { across: 'results.all(r, r.outputs.role == "active")' }
`);
  await run.command({ type: 'start-preflight' });
  await quiet(run);
  expect([...told(run)].filter((one) => one.startsWith('before')).sort()).toEqual([
    'before/both-active true',
    'before/one-active false',
  ]);
});
