import { expect, test } from 'vitest';
import type { RoleId } from '../base/ids.ts';
import { form, samplePlan } from '../../test/integration/report/sample-plan.ts';
import { SampleRun, operator } from '../../test/integration/report/sample-run.ts';
import { duration, paperFormat, shortHash } from './format.ts';
import { reportSections } from './report-sections.ts';
import { rtoWords } from './rto-words.ts';
import { shortDetail } from './short-detail.ts';
import { timelineScales } from './timeline-scales.ts';
import { en } from './texts/en.ts';
import { it } from './texts/it.ts';

const id = 'accept/baseline@voice-c';
const plan = samplePlan({ forms: [form(id, 'Baseline configuration, Voice C', 2, 'voice-c')] });

function acceptedRun(): SampleRun {
  const run = new SampleRun(plan).start().activate();
  run.evidence(`${id}/g1/c1`, 'voice-c', 'enumd\nregexd\n').verdict(`${id}/g1/c1`, 'FAIL');
  run.verdict(`${id}/g1/c1`, 'PASS', { retest: 'regexd started' });
  run.verdict(`${id}/g1/c2`, 'OTHER', {
    caveat: 'known',
    agreedBy: { name: 'W', organisation: 'Customer', how: 'note' },
  });
  run.sign(`${id}/sign/tester`, 'tester').sign(`${id}/sign/witness`, 'witness').settle(id);
  return run.sign('final/sign/tester', 'tester').sign('final/sign/witness', 'witness').end();
}

test('the cover says the outcome in one sentence, with what supports it', () => {
  const { outcome } = acceptedRun().report();
  expect([outcome.sentence, outcome.support, outcome.tone, outcome.final]).toEqual([
    'Accepted with 1 caveat',
    ['Run completed', '2 of 2 verdicts: 1 PASS, 0 FAIL, 1 OTHER', 'Signed by tester and witness'],
    'good',
    true,
  ]);
});

test('the cover counts the signatures that are open, required and optional, and the final page names each', () => {
  const made = form(id, 'Baseline configuration, Voice C', 1, 'voice-c');
  const optional = { ...made, sign: { ...made.sign, ['witness' as RoleId]: 'optional' as const } };
  const run = new SampleRun(samplePlan({ forms: [optional], witnessOptional: true })).start().activate();
  run.verdict(`${id}/g1/c1`, 'PASS').settle(id).sign('final/sign/tester', 'tester').end();
  const { outcome } = run.report();
  const tester = outcome.openSignatures[0]?.roleTitle ?? '';
  const where = { id, title: 'Baseline configuration, Voice C' };
  expect([outcome.sentence, outcome.support.slice(2), outcome.openSignatures]).toEqual([
    'Accepted',
    [
      `Signed by the ${tester} only`,
      `Not signed: ${tester} on “Baseline configuration, Voice C” (required)`,
      'Not signed: Customer witness on the final page (optional; the report is final only with it)',
      'Open signatures: 1 required, 2 optional',
    ],
    [
      { roleTitle: tester, required: true, form: where },
      { roleTitle: 'Customer witness', required: false, form: where },
      { roleTitle: 'Customer witness', required: false },
    ],
  ]);
});

test('every verdict stays in the form, and its evidence has a number', () => {
  const [one] = acceptedRun().report().forms[0]!.groups[0]!.cases;
  expect([one!.verdict, one!.verdicts.map((verdict) => [verdict.is, verdict.retest]), one!.evidence]).toEqual([
    'PASS',
    [
      ['FAIL', undefined],
      ['PASS', 'regexd started'],
    ],
    [
      {
        number: 'E-001',
        label: 'voice-c',
        end: 'exit 0',
        command: ['ps -e -o comm='],
        lines: [
          { text: 'enumd', marked: false },
          { text: 'regexd', marked: false },
        ],
        more: 0,
      },
    ],
  ]);
});

test('what met the expectation is marked in the step log', () => {
  const step = acceptedRun()
    .report()
    .steps.find((one) => one.id === 'activate/role');
  expect([step?.expectations, step?.attempts[0]?.lines]).toEqual([
    ['exit status 0', 'stdout matches /(?m)^role: active$/', 'repeated at most 2 times, every 5 s'],
    [
      { text: 'service: voice.example.test', marked: false },
      { text: 'role: active', marked: true },
      { text: 'since: 2026-11-20T21:04:11Z', marked: false },
    ],
  ]);
});

test('deviations name what, where, who and why, in the order in which they happened', () => {
  const run = acceptedRun();
  run.add('note-added', { text: 'later', by: operator, evidence: [] });
  expect(run.report().deviations.map(({ kind, subject, by, reason }) => [kind, subject, by, reason])).toEqual([
    ['host key seen for the first time', 'voice-c', '', 'SHA256:mN4rGq0n2kq5Y9zq1u7Yk3Wv0yJfT6r8sB2cD4eF6t8'],
    [
      'preflight problem accepted',
      'voice-a',
      'Practice Operator (Vendor)',
      'the master is dead: that is why we are here',
    ],
    ['confirmed on someone’s word', 'activate/press', 'Practice Operator (Vendor)', 'Night guard (Site North), phone'],
    ['tested again', `${id}/g1/c1`, 'Practice Tester, Voice engineer (Vendor)', 'regexd started'],
  ]);
});

test('the parts of the time add up, and the recovery time counts from the declared time', () => {
  const { timeline, run } = acceptedRun().report();
  const { machineMs, operatorMs, witnessMs, holdMs } = timeline.split;
  const total = Date.parse(run.endedAt!) - Date.parse(run.startedAt!);
  expect([machineMs + operatorMs + witnessMs + holdMs, operatorMs, timeline.rto]).toEqual([
    total,
    72_250,
    { targetMs: 2_700_000, actualMs: 357_000, from: 'declared', to: 'activate/role' },
  ]);
});

test('what did not happen is not proven', () => {
  const run = new SampleRun(plan).start();
  run.add('step-started', { step: 'isolate/power-off' as never, hosts: ['voice-a' as never] });
  run.attempt('isolate/power-off', 'voice-a', { end: { kind: 'simulated' } }).settle('isolate/power-off');
  run.settle('isolate/dark', 'unknown', 'the link was lost').add('run-aborted', { reason: 'window closes' });
  const { coverage } = run.report();
  expect([coverage.provenSteps, coverage.steps, coverage.notProven.map(({ what, word }) => [what, word])]).toEqual([
    0,
    5,
    [
      ['isolate/power-off · Power the master off', 'simulated'],
      ['isolate/dark · The master no longer answers', 'unknown'],
      ['activate/press · Activate the client in its OCC', 'not reached'],
      ['activate/role · The client says that it is active', 'not reached'],
      [`${id} · Baseline configuration, Voice C`, 'not reached'],
      ['Baseline configuration, Voice C · Show the processes of this server (look 1).', 'no verdict'],
      ['Baseline configuration, Voice C · Show the processes of this server (look 2).', 'no verdict'],
    ],
  ]);
});

test('what the program saw is counted apart from what people said, and the latter is named', () => {
  const { notProven, ...coverage } = acceptedRun().report().coverage;
  const tester = 'Practice Tester, Voice engineer (Vendor)';
  expect([notProven, coverage]).toEqual([
    [],
    {
      steps: 5,
      provenSteps: 5,
      machineSteps: 3,
      personSteps: 1,
      signedSteps: 1,
      cases: 2,
      provenCases: 2,
      machineCases: 1,
      onPersons: [
        {
          what: 'activate/press · Activate the client in its OCC',
          by: 'Practice Operator (Vendor)',
          how: 'on the word of Night guard (Site North), phone; no evidence attached',
        },
        {
          what: 'Baseline configuration, Voice C · Show the processes of this server (look 2).',
          by: tester,
          how: 'no evidence attached; witness signed the form',
        },
      ],
    },
  ]);
});

test('a witness who refused the form has not witnessed it', () => {
  const run = new SampleRun(plan).start().verdict(`${id}/g1/c1`, 'PASS').sign(`${id}/sign/witness`, 'witness');
  const by = { name: 'Practice Witness' };
  const subject = `${id}/sign/witness` as never;
  run.add('sign-off-refused', { subject, role: 'witness' as never, by, reason: 'not seen', scripted: false });
  expect(run.report().coverage.onPersons.map(({ how }) => how)).toEqual(['no evidence attached']);
});

test('a long enumeration is cut to its first parts and their number; times in UTC become local', () => {
  const ports = Array.from({ length: 20 }, (_, at) => `Voice A:${at + 1}`).join(', ');
  const rome = paperFormat('en', 'Europe/Rome');
  expect([
    shortDetail(`still open: ${ports}`, en),
    shortDetail('exit 0 (taken at preflight, 2026-11-20T22:04:31.123Z)', en, rome),
  ]).toEqual([
    'still open: Voice A:1, Voice A:2, Voice A:3, Voice A:4, and 16 more (20 in all)',
    'exit 0 (taken at preflight, 23:04:31)',
  ]);
});

test.each([
  [{ targetMs: 2_700_000, actualMs: 8400 }, '8 s of 45 min: met', 'passed'],
  [{ targetMs: 60_000, actualMs: 60_001 }, '1 min 1 s of 1 min: missed', 'failed'],
  [{ targetMs: 60_000 }, 'not reached (1 min)', 'neutral'],
  [{ actualMs: 60_000 }, '1 min (no target)', 'neutral'],
])('a recovery time of %j reads %s', (times, text, tone) => {
  expect(rtoWords({ from: 'declared', to: 'x', ...times }, en)).toEqual({ text, tone });
});

test('planned and actual have their own axes only where they are far apart', () => {
  const { timeline } = acceptedRun().report();
  const rehearsed = { ...timeline, plannedMs: 3_600_000 };
  expect([timelineScales(timeline).apart, timelineScales(rehearsed)]).toEqual([
    false,
    { plannedMs: 3_600_000, actualMs: Math.max(...timeline.rows.map((row) => row.endMs ?? 0)), apart: true },
  ]);
});

test('a report has every section, in either language, of any run', () => {
  const untouched = new SampleRun(samplePlan());
  const titles = (lang: 'en' | 'it'): readonly string[] =>
    reportSections(acceptedRun().report(lang), plan).map(({ title }) => title);
  expect([titles('en'), titles('it').length, reportSections(untouched.report(), untouched.plan).length]).toEqual([
    [
      'Document control',
      'Introduction and scope',
      'Appendix A · Procedures',
      'Baseline configuration, Voice C',
      'Final page',
      'Timeline',
      'Before and after',
      'Step log',
      'Evidence',
      'Deviations',
      'Notes',
      'Not proven',
      'Preflight and clocks',
      'Integrity',
    ],
    14,
    14,
  ]);
});

test('no text claims more than a simple electronic signature', () => {
  const shown = JSON.stringify([en, it], (_, value: unknown) =>
    typeof value === 'function' ? value.toString() : value,
  );
  expect(/part 11|21 CFR|qualified|advanced electronic/i.exec(shown)).toBeNull();
});

test.each([
  [215, '0.2 s'],
  [14_000, '14 s'],
  [0, '0 s'],
  [12, '< 0.1 s'],
  [99, '< 0.1 s'],
  [9_999, '9.9 s'],
  [14_999, '14 s'],
  [5000, '5 s'],
  [134_000, '2 min 14 s'],
  [2_700_000, '45 min'],
  [3_734_000, '1 h 2 min 14 s'],
  [3_600_000, '1 h'],
  [-2000, '-2 s'],
])('duration %d ms reads %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('times are local with their offset, also over the change to summer time, and fall back to UTC', () => {
  const rome = paperFormat('en', 'Europe/Rome');
  expect([
    rome.dateTime('2026-11-20T22:04:31.000Z'),
    rome.dateTime('2026-07-01T22:04:31.000Z'),
    paperFormat('it', 'Europe/Rome').minute('2026-11-20T22:04:31.000Z'),
    paperFormat('en', 'Nowhere/Land').dateTime('2026-11-20T22:04:31.000Z'),
    rome.dateTime('not a time'),
    shortHash('3f9ac07e5be291d4'),
  ]).toEqual([
    '20 Nov 2026, 23:04:31 +01:00',
    '2 Jul 2026, 00:04:31 +02:00',
    '20 nov 2026, 23:04 +01:00',
    '20 Nov 2026, 22:04:31 +00:00',
    'not a time',
    '3f9a c07e 5be2',
  ]);
});
