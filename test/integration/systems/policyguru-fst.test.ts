import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../scenarios/practice.ts';
import { PolicyguruPractice } from './policyguru-practice.ts';

let practice: PolicyguruPractice;
beforeEach(async () => {
  practice = await PolicyguruPractice.open();
});
afterEach(() => practice.dispose());

const log = 'baseline/server@ms1/running/log';

test('the whole test to its end: 128 verdicts, every wait on every server at once, and the standby pair off again', async () => {
  const { code, stdout, folder } = await practice.rehearse('fst');
  const { ngp, autostart } = practice.state();
  const report = await practice.report(folder);
  expect({
    code,
    accepted: /^Accepted: .*/m.exec(stdout)?.[0],
    final: report.outcome.final,
    forms: report.forms.length,
    standby: [ngp['ms2'], ngp['db2'], autostart['ms2'], autostart['db2']],
    others: Object.entries(ngp).filter(([, colour]) => colour === 'green').length,
    left: await practice.say('ms1', 'ls -a | grep -c drillbook'),
  }).toEqual({
    code: 0,
    accepted: 'Accepted: 128 of 128 verdicts, 116 PASS, 12 OTHER',
    final: true,
    forms: 20,
    standby: ['stopped', 'stopped', false, false],
    others: 10,
    left: '0\n',
  });

  // Twelve logs are reviewed; the first and the last of them close together, since their time runs on all servers at once.
  const reviewed = journalOf(folder).flatMap((record) =>
    record.type === 'evidence-taking' && record.data.case.endsWith('/running/log') ? [Date.parse(record.at)] : [],
  );
  expect([reviewed.length, Math.max(...reviewed) - Math.min(...reviewed) < 3000]).toEqual([12, true]);
});

test('a critical error in a log is seen by the review, and its FAIL makes the test not accepted', async () => {
  const first = [{ step: log, verdict: { by: 'tester', is: 'FAIL', comment: 'The database was lost for a moment.' } }];
  const running = practice.begin('fst', practice.answers('fst', { first }));
  await running.until('running      baseline/server@ms1');
  practice.act('log-error');
  const { code } = await running.ended;
  const { outcome, forms } = await practice.status(running.runFolder());
  const { evidence } = await practice.report(running.runFolder());
  expect([
    code,
    outcome,
    forms['baseline/server@ms1']?.cases[log],
    JSON.stringify(evidence).includes('critical errors: 1'),
  ]).toEqual([1, 'completed', 'FAIL', true]);
});

test('a test that is given up while every ENUM server is stopped: its rollback starts them again', async () => {
  const answers = practice.answers('fst', { without: ['routing/all-calls'] });
  const { folder, code } = await practice.rehearse('fst', answers);
  const servers = ['s1-enum1', 's1-enum2', 's2-enum1', 's2-enum2'];
  const halted = servers.map((id) => practice.state().ngp[id]);
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  await expect.poll(() => servers.map((id) => practice.state().ngp[id])).toEqual(Array(4).fill('green'));
  const { ngp, autostart } = practice.state();
  expect([code, halted, back.code, ngp['ms1'], ngp['ms2'], autostart['db2']]).toEqual([
    3,
    Array(4).fill('stopped'),
    0,
    'green',
    'stopped',
    false,
  ]);
});
