import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { Practice } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
  practice.hurry();
});
afterAll(() => practice.dispose());

const softphone = 'acceptance/cases@voice-c/calls/softphone';

test('a run with a FAIL is sealed, and followed by one of its open items: both results are printed', async () => {
  const verdict = { by: 'tester', is: 'FAIL', comment: 'One-way audio.' };
  const failed = await practice.activate(practice.answers('activation', { first: [{ step: softphone, verdict }] }));
  const tooEarly = await practice.activate(practice.answers('activation'), '--follow', failed.folder);
  const sealed = await practice.run('seal', failed.folder);
  expect([failed.code, tooEarly.code, tooEarly.stderr.split('\n')[0], sealed.code]).toEqual([
    1,
    1,
    expect.stringContaining('only a sealed run can be followed'),
    0,
  ]);

  // The master is off and the client active: what preflight looks for is true no more.
  const accept = { by: 'operator', reason: 'the client serves since the first run' };
  const answers = practice.answers('activation', { first: [{ preflight: '**', accept }] });
  const again = await practice.activate(answers, '--follow', failed.folder);
  const [first, second] = [await practice.status(failed.folder), await practice.status(again.folder)];
  expect([again.code, second.forms]).toEqual([
    0,
    { 'acceptance/cases@voice-c': { cases: { [softphone]: 'PASS' }, signed: { tester: 'signed', witness: 'signed' } } },
  ]);

  const plan = JSON.parse(readFileSync(join(again.folder, 'plan.json'), 'utf8')) as Plan;
  const runId = plan.follows?.runId ?? '';
  expect([failed.folder.endsWith(runId), plan.follows?.head, second.planHash === first.planHash]).toEqual([
    true,
    first.head,
    false,
  ]);
  const { forms } = await practice.report(again.folder);
  const verdicts = forms[0]?.groups[0]?.cases[0]?.verdicts.map(({ is, by, comment }) => [is, by, comment]);
  expect(verdicts).toEqual([
    ['FAIL', `Tomas Tester (Practice vendor), ${runId}`, 'One-way audio.'],
    ['PASS', 'Tomas Tester (Practice vendor)', undefined],
  ]);
  expect(await practice.verified(again.folder)).toBe(0);
});
