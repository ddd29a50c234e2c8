import { expect, test } from 'vitest';
import { form, samplePlan } from '../../test/integration/report/sample-plan.ts';
import { SampleRun } from '../../test/integration/report/sample-run.ts';
import { acceptanceOf, doubtsOf, outcomeSentence, runNameOf } from './acceptance.ts';
import type { RunMode } from './facts.ts';

const id = 'accept/baseline@voice-c';
const [c1, c2] = [`${id}/g1/c1`, `${id}/g1/c2`];
const agreed = { name: 'Practice Witness', organisation: 'Customer', how: 'note' } as const;

interface Situation {
  readonly name: string;
  readonly mode?: RunMode;
  readonly cases?: number;
  readonly witnessOptional?: boolean;
  readonly of: (run: SampleRun) => void;
  readonly accepted: boolean | undefined;
  readonly final: boolean;
}

const signForm = (run: SampleRun): SampleRun =>
  run.sign(`${id}/sign/tester`, 'tester').sign(`${id}/sign/witness`, 'witness');
const signAll = (run: SampleRun): SampleRun =>
  signForm(run).sign('final/sign/tester', 'tester').sign('final/sign/witness', 'witness');

const situations: readonly Situation[] = [
  {
    name: 'all PASS, signed by both',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).end(),
    accepted: true,
    final: true,
  },
  {
    name: 'not ended',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'PASS')),
    accepted: true,
    final: false,
  },
  {
    name: 'a case without verdict',
    of: (run) => signAll(run.verdict(c1, 'PASS')).end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'a FAIL, signed',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'FAIL')).end(),
    accepted: false,
    final: true,
  },
  {
    name: 'a FAIL that a retest corrected',
    of: (run) => signAll(run.verdict(c1, 'FAIL').verdict(c1, 'PASS', { retest: 'x' }).verdict(c2, 'PASS')).end(),
    accepted: true,
    final: true,
  },
  {
    name: 'OTHER with an agreed caveat',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'OTHER', { caveat: 'x', agreedBy: agreed })).end(),
    accepted: true,
    final: true,
  },
  {
    name: 'OTHER without agreement',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'OTHER', { caveat: 'x' })).end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'OTHER agreed by a colleague of the tester',
    of: (run) =>
      signAll(
        run.verdict(c1, 'PASS').verdict(c2, 'OTHER', { agreedBy: { ...agreed, name: 'A', organisation: 'vendor ' } }),
      ).end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'OTHER agreed by a mail that is not attached',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'OTHER', { agreedBy: { ...agreed, how: 'mail' } })).end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'a retest needs a new agreement',
    of: (run) =>
      signAll(
        run.verdict(c1, 'PASS').verdict(c2, 'OTHER', { agreedBy: agreed }).verdict(c2, 'OTHER', { retest: 'x' }),
      ).end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'final page not signed by the witness',
    of: (run) => signForm(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).sign('final/sign/tester', 'tester').end(),
    accepted: undefined,
    final: false,
  },
  {
    name: 'an optional witness who is absent',
    witnessOptional: true,
    of: (run) => signForm(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).sign('final/sign/tester', 'tester').end(),
    accepted: true,
    final: false,
  },
  {
    name: 'final page refused',
    of: (run) =>
      refuse(signForm(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).sign('final/sign/tester', 'tester')).end(),
    accepted: false,
    final: false,
  },
  {
    name: 'refused, then signed',
    of: (run) =>
      refuse(signForm(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).sign('final/sign/tester', 'tester'))
        .sign('final/sign/witness', 'witness')
        .end(),
    accepted: true,
    final: true,
  },
  {
    name: 'scripted sign-offs, live',
    of: (run) => scripted(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).end(),
    accepted: true,
    final: false,
  },
  {
    name: 'scripted sign-offs, rehearsal',
    mode: 'rehearsal',
    of: (run) => scripted(run.verdict(c1, 'PASS').verdict(c2, 'PASS')).end(),
    accepted: true,
    final: true,
  },
  {
    name: 'a voided form signature',
    of: (run) => voidLast(signAll(run.verdict(c1, 'PASS').verdict(c2, 'PASS')), `${id}/sign/tester`).end(),
    accepted: true,
    final: false,
  },
  {
    name: 'a step owed',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'PASS').settle('isolate/power-off', 'owed')).end(),
    accepted: true,
    final: false,
  },
  {
    name: 'a step unknown',
    of: (run) => signAll(run.verdict(c1, 'PASS').verdict(c2, 'PASS').settle('isolate/power-off', 'unknown')).end(),
    accepted: true,
    final: false,
  },
  { name: 'no cases', cases: 0, of: (run) => run.end(), accepted: undefined, final: true },
];

function refuse(run: SampleRun): SampleRun {
  return run.add('sign-off-refused', {
    subject: 'final/sign/witness' as never,
    role: 'witness' as never,
    by: { name: 'Practice Witness' },
    reason: 'not what I saw',
    scripted: false,
  });
}

function scripted(run: SampleRun): SampleRun {
  const more = { scripted: true, means: 'scripted', reauthenticated: false } as const;
  return signForm(run).sign('final/sign/tester', 'tester', more).sign('final/sign/witness', 'witness', more);
}

function voidLast(run: SampleRun, subject: string): SampleRun {
  const signOff = run.state.signOffs.find((one) => one.subject === subject)!.seq;
  return run.add('sign-off-voided', { subject: subject as never, signOff, because: 'tested again' });
}

test.each(situations)('acceptance: $name', ({ mode, cases = 2, witnessOptional, of, accepted, final }) => {
  const forms = cases === 0 ? [] : [form(id, 'Baseline', cases, 'voice-c')];
  const run = new SampleRun(samplePlan({ forms, ...(witnessOptional === undefined ? {} : { witnessOptional }) }), mode);
  of(run);
  const found = acceptanceOf(run.state);
  expect({ accepted: found.accepted, final: found.final }).toEqual({ accepted, final });
});

test('a run never reads plainly completed over a doubt, and a seal does not hide what it seals', () => {
  const run = new SampleRun(samplePlan());
  run.settle('isolate/power-off', 'owed').settle('isolate/dark', 'skipped').settle('activate/press', 'skipped').end();
  const seal = { head: run.state.head, publicKey: '', signature: '', certificate: run.planHash };
  run.add('run-sealed', seal);
  const doubts = doubtsOf(run.state);
  expect([
    runNameOf(run.state),
    outcomeSentence('completed', doubts, 'en'),
    outcomeSentence('completed', doubts, 'it'),
  ]).toEqual(['completed', 'completed with 1 owed, 2 skipped', 'completata con 1 in sospeso, 2 saltati']);
});
