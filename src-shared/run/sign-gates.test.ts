import { expect, test } from 'vitest';
import { form, manual, plan, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver, tester } from '../../test/builders/run-driver.ts';
import { asId, type CaseId, type RoleId } from '../base/ids.ts';
import type { PlanAction } from '../plan/plan.ts';

const gate = (statement: string): PlanAction => ({
  kind: 'sign',
  who: asId<RoleId>('tester'),
  meaning: 'accepts',
  statement,
  optional: false,
});
const again = { choice: 'retry', by: operator, reason: 'talked about', evidence: [], scripted: false } as const;
const no = { role: asId<RoleId>('tester'), by: tester, reason: 'not so', scripted: false } as const;

function verdict(driver: RunDriver, one: string, is: 'PASS' | 'FAIL', retest?: string): string | undefined {
  const more = retest === undefined ? {} : { retest };
  const given = { is, by: tester, evidence: [], scripted: false, ...more } as const;
  return driver.command({ type: 'give-verdict', case: asId<CaseId>(one), ...given });
}

test('RUN-21, RUN-32: who refused to sign and is asked again may sign, or refuse once more', () => {
  const driver = new RunDriver(plan([step('p/accept', gate('It works.')), step('q/go', manual)])).start();
  const states: (string | undefined)[] = [];
  for (const what of ['refuse', 'retry', 'refuse', 'retry', 'sign'] as const) {
    if (what === 'refuse') driver.command({ type: 'refuse-sign-off', subject: asId('p/accept'), ...no });
    else if (what === 'retry') driver.command({ type: 'decide-failure', step: asId('p/accept'), ...again });
    else driver.sign('p/accept', 'tester', tester);
    states.push(driver.stateOf('p/accept'));
  }
  expect(states).toEqual(['failed', 'needs-person', 'failed', 'needs-person', 'passed']);
});

test('RUN-21: a form that was refused twice has failed twice', () => {
  const steps = [step('f/base', { kind: 'form', form: asId('f/base') })];
  const driver = new RunDriver(plan(steps, { forms: [form('f/base', ['one'], { tester: 'required' })] })).start();
  verdict(driver, 'f/base/g1/one', 'PASS');
  const states: (string | undefined)[] = [];
  for (const what of ['refuse', 'retry', 'refuse'] as const) {
    if (what === 'refuse') driver.command({ type: 'refuse-sign-off', subject: asId('f/base/sign/tester'), ...no });
    else driver.command({ type: 'decide-failure', step: asId('f/base'), ...again });
    states.push(driver.stateOf('f/base'));
  }
  expect(states).toEqual(['failed', 'needs-person', 'failed']);
});

test('RUN-32: the sentence in the record is the one that was shown, with its values', () => {
  const steps = [step('p/accept', gate('{{ people.tester.name }} has seen {{ 6 * 7 }} calls.'))];
  const driver = new RunDriver(plan(steps)).start();
  driver.sign('p/accept', 'tester', tester);
  const [signed] = driver.state.signOffs.filter(({ subject }) => subject === asId('p/accept'));
  expect(signed?.statement).toBe('Tom Tester has seen 42 calls.');
});

test('RUN-34: a retest voids a `sign` step that covered the verdict, and no other', () => {
  const steps = [
    step('p/before', gate('Before.')),
    step('q/base', { kind: 'form', form: asId('q/base') }),
    step('r/after', gate('After.')),
    step('s/go', manual),
  ];
  const driver = new RunDriver(plan(steps, { forms: [form('q/base', ['one'], { tester: 'required' })] })).start();
  driver.sign('p/before', 'tester', tester);
  verdict(driver, 'q/base/g1/one', 'FAIL');
  driver.sign('q/base/sign/tester', 'tester', tester);
  driver.sign('r/after', 'tester', tester);
  verdict(driver, 'q/base/g1/one', 'PASS', 'corrected');
  const voided = driver.state.signOffs.filter((one) => one.voided !== undefined).map(({ subject }) => subject);
  expect([voided, driver.states()]).toEqual([
    ['q/base/sign/tester', 'r/after'],
    {
      run: 'running',
      'p/before': 'passed',
      'q/base': 'needs-person',
      'r/after': 'needs-person',
      's/go': 'needs-person',
    },
  ]);
});

test('RUN-37: a slip in a name is mended before the start; afterwards a held role is handed over', () => {
  const driver = new RunDriver(plan([step('p/go', manual)]));
  const name = (name: string): string | undefined =>
    driver.command({ type: 'name-person', role: asId('tester'), person: { name, organisation: 'Vendor' } });
  expect([name('Tom Tster'), name('Tom Tester')]).toEqual([undefined, undefined]);
  driver.start();
  expect([name('TOM  tester'), name('Nina Next')]).toEqual([
    undefined,
    'The tester is TOM  tester: hand the role over to Nina Next, with a reason.',
  ]);
});

test('RUN-32: one person is one person, however the accents of the name are written', () => {
  const driver = new RunDriver(plan([step('p/go', manual)]));
  const person = (name: string): { name: string } => ({ name });
  driver.command({ type: 'name-person', role: asId('tester'), person: person('Jose\u0301') });
  expect(driver.command({ type: 'name-person', role: asId('witness'), person: person('Jos\u00e9') })).toBe(
    'Jos\u00e9 is the tester already; the witness must be somebody else.',
  );
});
