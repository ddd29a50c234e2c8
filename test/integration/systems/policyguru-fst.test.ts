import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadRunbook } from '../../../src-main/library/load-runbook.ts';
import { journalOf } from '../scenarios/practice.ts';
import { PolicyguruPractice, policyguruRunbooks } from './policyguru-practice.ts';

let practice: PolicyguruPractice;
beforeEach(async () => {
  practice = await PolicyguruPractice.open();
});
afterEach(() => practice.dispose());

const log = 'baseline/server@ms1/running/log';
const applicationLog = 'opt/ngp/log/application.log';
/** The waits of a test for a site; the lab follows in less than these. */
const quick = { still_after: '300ms', log_after: '300ms', sbc_notice: '100ms', blacklist_time: '400ms' };
/** Where the signatures are not what is looked at: forty of them take as long as the steps. */
const withoutWitness = { people: { witness: undefined } };

test('the whole test to its end: 128 verdicts, every wait on every server at once, and the standby pair off again', async () => {
  const { code, stdout, folder } = await practice.rehearse('fst', undefined, quick);
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
  const running = practice.begin('fst', practice.answers('fst', { ...withoutWitness, first }), quick);
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

  // For a case that is tested again at the end: what marked the start in the log is gone, so all of it is read, and said so.
  const again = await practice.say(
    'ms1',
    `LOG=${applicationLog} CRITICAL=FATAL DRILLBOOK_RUN=over\n${await reviewScript()}`,
  );
  expect(again).toMatch(/lines \(all of it\): 2\ncritical errors: 1\n.* FATAL ngp: connection to the database lost\n$/);
});

async function reviewScript(): Promise<string> {
  const { document } = await loadRunbook(join(policyguruRunbooks, 'fst.yaml'));
  const cases = document?.forms?.flatMap(({ groups }) => groups.flatMap((group) => group.cases)) ?? [];
  const evidence = cases.find(({ id }) => id === 'log')?.evidence;
  return typeof evidence === 'object' && 'run' in evidence ? evidence.run : '';
}

test('an ENUM server that gets nothing is the one that is red, and is tried again; a rollback starts all that were stopped', async () => {
  const people = withoutWitness;
  // One server is counted again alone, and so at another moment than the others.
  const uneven = { ...quick, tolerance: '1000' };
  const upToCalls = practice.answers('fst', { ...people, without: ['routing/calls'] });
  const before = await practice.rehearse('fst', upToCalls, uneven);
  const { folder } = before;
  practice.act('enum-down s1-enum2');
  const red = await practice.run('resume', folder, '--answers', practice.answers('fst', people));
  const { hosts } = (await practice.status(folder)).steps['routing/round-robin'] ?? {};
  const states = Object.fromEntries(Object.entries(hosts ?? {}).map(([host, { state }]) => [host, state]));
  expect([before.code, red.code, states]).toEqual([
    3,
    3,
    { 's1-enum1': 'passed', 's1-enum2': 'failed', 's2-enum1': 'passed', 's2-enum2': 'passed' },
  ]);

  await practice.say('s1-enum2', 'sudo -n service ngp start; sleep 0.4');
  const retry = { step: 'routing/round-robin', decide: { by: 'operator', failed: 'retry', reason: 'it is started' } };
  const answers = practice.answers('fst', { ...people, first: [retry], without: ['routing/all-calls'] });
  const again = await practice.run('resume', folder, '--answers', answers);
  const servers = ['s1-enum1', 's1-enum2', 's2-enum1', 's2-enum2'];
  const halted = servers.map((id) => practice.state().ngp[id]);
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  await expect.poll(() => servers.map((id) => practice.state().ngp[id])).toEqual(Array(4).fill('green'));
  const { ngp, autostart } = practice.state();
  expect([again.code, halted, back.code, ngp['ms1'], ngp['ms2'], autostart['db2']]).toEqual([
    3,
    Array(4).fill('stopped'),
    0,
    'green',
    'stopped',
    false,
  ]);
});
