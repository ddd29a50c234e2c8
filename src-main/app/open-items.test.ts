import { expect, test } from 'vitest';
import { form, manual, plan, sha256, step } from '../../test/builders/plan-builder.ts';
import { RunDriver, tester } from '../../test/builders/run-driver.ts';
import { asId, type CaseId } from '../../src-shared/base/ids.ts';
import type { PlanForm } from '../../src-shared/plan/plan.ts';
import type { Verdict } from '../../src-shared/run/facts.ts';
import { openItems } from './open-items.ts';

const sign = { tester: 'required' } as const;
const due = { after: asId<CaseId>('f/base/g1/one'), byMs: 60_000 };
const base = form('f/base', ['one', 'two'], sign);
/** The second case counts from the first. */
const withDue: PlanForm = {
  ...base,
  groups: base.groups.map((group) => ({
    ...group,
    cases: group.cases.map((one, at) => (at === 1 ? { ...one, due } : one)),
  })),
};
const whole = plan([step('p/go', manual), step('f/base', { kind: 'form', form: asId('f/base') })], {
  forms: [withDue],
});

/** What is left of the plan after a run with these verdicts on its two cases. */
function left(verdicts: readonly Verdict[], isSigned: boolean): readonly string[] | undefined {
  const driver = new RunDriver(whole).start();
  driver.command({ type: 'confirm', step: asId('p/go'), by: tester, answers: {}, evidence: [], scripted: false });
  for (const [at, is] of verdicts.entries()) {
    const one = asId<CaseId>(`f/base/g1/${at === 0 ? 'one' : 'two'}`);
    driver.command({ type: 'give-verdict', case: one, is, by: tester, evidence: [], scripted: false });
  }
  if (isSigned) driver.sign('f/base/sign/tester', 'tester', tester);
  const hash = sha256('plan');
  const followed = openItems({ ok: true, plan: whole, planText: '', planHash: hash, hints: [] }, driver.state);
  if (followed?.ok !== true) return undefined;
  const cases = followed.plan.forms.flatMap(({ groups }) => groups.flatMap((group) => group.cases));
  return [
    ...followed.plan.steps.map(({ id }) => id as string),
    ...cases.map(({ id, due: waits }) => `${id}${waits === undefined ? '' : ' due'}`),
  ];
}

test('a form whose cases all passed and that nobody signed is open as a whole', () => {
  expect([left(['PASS', 'PASS'], true), left(['PASS', 'PASS'], false), left(['PASS', 'FAIL'], false)]).toEqual([
    undefined,
    ['f/base', 'f/base/g1/one', 'f/base/g1/two due'],
    ['f/base', 'f/base/g1/one', 'f/base/g1/two due'],
  ]);
});

test('of a form that was signed the cases stay open that did not pass; what counted from the others is due', () => {
  expect(left(['PASS', 'FAIL'], true)).toEqual(['f/base', 'f/base/g1/two']);
});
