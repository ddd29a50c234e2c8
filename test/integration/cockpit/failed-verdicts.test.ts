import { expect, test } from 'vitest';
import { form, manual, plan, step } from '../../builders/plan-builder.ts';
import { operator, RunDriver, tester, witness } from '../../builders/run-driver.ts';
import { asId, type CaseId, type HostId, type StepId } from '../../../src-shared/base/ids.ts';
import type { PlanForm } from '../../../src-shared/plan/plan.ts';
import type { AttemptEnd, Verdict } from '../../../src-shared/run/facts.ts';
import { bridgeStatus } from '../../../src-renderer/features/run/bridge-status.ts';
import { followedStep, mayStillSign } from '../../../src-renderer/features/run/looking.ts';
import { nowTexts } from '../../../src-renderer/features/run/now-texts.ts';
import { nowSentence, tasksOf } from '../../../src-renderer/features/run/now-words.ts';
import { phaseViews } from '../../../src-renderer/features/run/phase-progress-view.ts';
import { failedCases } from '../../../src-renderer/state/failed-cases.ts';

const [one, two] = [asId<StepId>('tests/one'), asId<StepId>('tests/two')];
const gate = (id: StepId) => step(id, { kind: 'form', form: id }, { title: id, by: asId('tester') });
const sign = { tester: 'required', witness: 'optional' } as const;

function driver(): RunDriver {
  const forms = [withEvidence(form(one, ['role', 'call'], sign)), form(two, ['role'], sign)];
  const steps = [gate(one), gate(two), step('after/tidy', manual, { title: 'Tidy up' })];
  return new RunDriver(plan(steps, { forms })).start();
}

/** The first case of the form is looked at on host `a` by itself. */
function withEvidence(made: PlanForm): PlanForm {
  const evidence = { kind: 'run', script: 'look', hosts: [{ host: asId<HostId>('a'), env: {} }] } as const;
  const groups = made.groups.map((group) => ({
    ...group,
    cases: group.cases.map((own, at) => (at === 0 ? { ...own, evidence } : own)),
  }));
  return { ...made, groups };
}

function give(run: RunDriver, id: string, is: Verdict, retest?: string): void {
  const more = retest === undefined ? {} : { retest };
  run.command({ type: 'give-verdict', case: asId(id), is, by: tester, evidence: [], scripted: false, ...more });
}

function marks(run: RunDriver): unknown {
  const [tests] = phaseViews(run.state);
  return [
    run.stateOf(one),
    failedCases(run.state, one),
    tests?.fails,
    bridgeStatus(run.state, 0, 'en').match(/So far.*/)?.[0],
  ];
}

test('a form that was signed with a FAIL says so in list, phase and status until it was tested again', () => {
  const run = driver();
  give(run, 'tests/one/g1/role', 'PASS');
  give(run, 'tests/one/g1/call', 'FAIL');
  run.sign('tests/one/sign/tester', 'tester', tester);
  const signed = marks(run);
  give(run, 'tests/one/g1/call', 'PASS', 'The trunk is mended.');
  run.sign('tests/one/sign/tester', 'tester', tester);
  expect([signed, marks(run)]).toEqual([
    ['passed', ['tests/one/g1/call'], 1, 'So far 1 FAIL.'],
    ['passed', [], 0, undefined],
  ]);
});

test('the view stays at a form that a named witness may still sign, and goes on when it is signed or let go', () => {
  const run = driver();
  give(run, 'tests/one/g1/role', 'PASS');
  give(run, 'tests/one/g1/call', 'PASS');
  const before = mayStillSign(run.state, one);
  run.sign('tests/one/sign/tester', 'tester', tester);
  const signed = [
    mayStillSign(run.state, one),
    followedStep(run.state, one),
    followedStep(run.state, one, new Set([one])),
  ];
  run.sign('tests/one/sign/witness', 'witness', witness);
  expect([before, signed, followedStep(run.state, one)]).toEqual([undefined, ['witness', one, two], two]);
});

test('evidence that ended badly is told with the form that waits for its verdicts, until the case has one', () => {
  const run = driver();
  const told = (): unknown => tasksOf(run.state, nowTexts.en).map(({ what, badEvidence }) => [what, badEvidence]);
  const end: AttemptEnd = { kind: 'exit', code: 7 };
  const seen = { case: asId<CaseId>('tests/one/g1/role'), host: asId<HostId>('a'), end, text: '', truncated: false };
  run.command({ type: 'observe', fact: { type: 'evidence-taken', data: seen } });
  const bad = told();
  give(run, 'tests/one/g1/role', 'FAIL');
  expect([bad, told()]).toEqual([
    [
      ['tests/one: 2 verdicts', 1],
      ['tests/two: 1 verdict', 0],
    ],
    [
      ['tests/one: 1 verdict', 0],
      ['tests/two: 1 verdict', 0],
    ],
  ]);
});

test('what ended and is not accepted yet is not green', () => {
  const run = driver();
  const caveat = { is: 'OTHER', caveat: 'No sound one way.', by: tester, evidence: [], scripted: false } as const;
  give(run, 'tests/one/g1/role', 'PASS');
  run.command({ type: 'give-verdict', case: asId('tests/one/g1/call'), ...caveat });
  give(run, 'tests/two/g1/role', 'PASS');
  for (const id of [one, two, 'final']) {
    run.sign(`${id}/sign/tester`, 'tester', tester);
    run.sign(`${id}/sign/witness`, 'witness', witness);
  }
  run.command({ type: 'confirm', step: asId('after/tidy'), by: operator, answers: {}, evidence: [], scripted: false });
  const { tone, lead, more } = nowSentence(run.state, 'en');
  expect([tone, lead, more]).toEqual(['doubtful', 'Completed', 'Not yet accepted']);
});
