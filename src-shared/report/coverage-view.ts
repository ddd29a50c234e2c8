import { asId } from '../base/ids.ts';
import type { RoleId, StepId } from '../base/ids.ts';
import type { Acceptance } from '../run/acceptance.ts';
import { formSubject } from '../run/forms-gate.ts';
import type { PlanCase, PlanStep } from '../plan/plan.ts';
import { probeOutages, type ProbeOutage } from '../run/probes-outage.ts';
import type { RunState, StepRunState } from '../run/state.ts';
import { duration } from './format.ts';
import type { CoverageView } from './model.ts';
import { personWords } from './person-words.ts';
import { signatureView } from './signature-views.ts';
import { executedSteps } from './step-views.ts';
import type { ReportTexts } from './texts/en.ts';

type NotProven = CoverageView['notProven'][number];
type OnPerson = CoverageView['onPersons'][number];
type Proof = 'machine' | 'person' | 'signed';

interface Counted {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
}

/**
 * What the run does not show. A step is proven only by passing on what the app saw or a person confirmed as planned,
 * and the two are counted apart; not-applicable steps of the plan are left out of the count, simulated ones are not.
 */
export function coverageView(state: RunState, acceptance: Acceptance, texts: ReportTexts): CoverageView {
  const steps = executedSteps(state).map((step): Counted => ({ step, run: state.steps.get(step.id) }));
  const counted = steps.filter(({ run }) => run?.state !== 'not-applicable' || run.simulated);
  const found = counted.map((one) => ({ ...one, not: notProvenStep(one.run, texts) }));
  const proven = found.filter(({ not }) => not === undefined);
  const byProof = (proof: Proof): number => proven.filter((one) => proofOf(one) === proof).length;
  const cases = casesWithTitle(state);
  return {
    steps: counted.length,
    provenSteps: proven.length,
    machineSteps: byProof('machine'),
    personSteps: byProof('person'),
    signedSteps: byProof('signed'),
    cases: acceptance.cases,
    provenCases: acceptance.cases - acceptance.open,
    machineCases: cases.filter(({ one }) => hasVerdict(state, one) && hasMachineEvidence(state, one)).length,
    onPersons: [
      ...proven.filter((one) => proofOf(one) === 'person').map(({ step, run }) => onPersonStep(step, run, texts)),
      ...cases.flatMap(({ one, what }) => onPersonCase(state, one, what, texts)),
    ],
    notProven: [
      ...found.flatMap(({ step, not }): NotProven[] =>
        not === undefined ? [] : [{ what: `${step.id} · ${step.title}`, ...not }],
      ),
      ...cases.flatMap(({ one, what }): NotProven[] =>
        hasVerdict(state, one) ? [] : [{ what, tone: 'person', word: texts.coverage.noVerdict, why: '' }],
      ),
      ...probeOutages(state).flatMap((one) => notMeasured(one, texts)),
    ],
  };
}

/** A time in which nobody looked may hide an outage. A run that has not started has measured nothing yet. */
function notMeasured({ title, notMeasuredMs, spans }: ProbeOutage, texts: ReportTexts): readonly NotProven[] {
  const words = texts.outage;
  if (notMeasuredMs === 0) return [];
  const said = spans.find(({ is, detail }) => is === 'not-measured' && detail !== '')?.detail;
  const why = [duration(notMeasuredMs), said === undefined ? words.nobodyLooked : texts.said(said)];
  return [{ what: title, tone: 'unknown', word: words.states['not-measured'], why: why.join(': ') }];
}

function casesWithTitle(state: RunState): readonly { readonly one: PlanCase; readonly what: string }[] {
  return state.plan.forms.flatMap((form) =>
    form.groups.flatMap((group) =>
      group.notApplicable === undefined
        ? group.cases.map((one) => ({ one, what: `${form.title} · ${one.procedure}` }))
        : [],
    ),
  );
}

function hasVerdict(state: RunState, one: PlanCase): boolean {
  return (state.cases.get(one.id)?.verdicts.length ?? 0) > 0;
}

function proofOf({ step, run }: Counted): Proof {
  const { kind } = step.action;
  if (kind === 'form' || kind === 'sign') return 'signed';
  return kind === 'manual' || kind === 'terminal' || kind === 'choose' || run?.confirmed !== undefined
    ? 'person'
    : 'machine';
}

/** Output that the app took for the case, or a step that stands in for it and that the app itself carried out. */
function hasMachineEvidence(state: RunState, one: PlanCase): boolean {
  if ((state.cases.get(one.id)?.evidence.length ?? 0) > 0) return true;
  const { evidence } = one;
  if (evidence?.kind !== 'step') return false;
  const run = state.steps.get(evidence.step);
  return (
    run?.simulated === false && run.confirmed === undefined && run.hosts.some(({ attempts }) => attempts.length > 0)
  );
}

function onPersonStep(step: PlanStep, run: StepRunState | undefined, texts: ReportTexts): OnPerson {
  const words = texts.coverage;
  const confirmed = run?.confirmed;
  const word = confirmed?.onWordOf;
  const how = [
    word === undefined ? undefined : words.onWordOf(word.name, word.organisation, word.how),
    confirmed === undefined ? undefined : words.files(confirmed.evidence.length),
    confirmed?.scripted === true ? texts.forms.scripted : undefined,
  ];
  return {
    what: `${step.id} · ${step.title}`,
    by: confirmed === undefined ? '' : personWords(confirmed.by),
    how: how.filter((one) => one !== undefined).join('; '),
  };
}

/** A verdict without output beside it is what the tester saw, and where a witness signed, what the witness saw. */
function onPersonCase(state: RunState, one: PlanCase, what: string, texts: ReportTexts): readonly OnPerson[] {
  const found = state.cases.get(one.id);
  const last = found?.verdicts.at(-1);
  if (found === undefined || last === undefined || hasMachineEvidence(state, one)) return [];
  const form = state.plan.forms.find(({ groups }) => groups.some(({ cases }) => cases.includes(one)));
  const witnessed = form !== undefined && witnessSigned(state, form.id);
  const files = found.verdicts.reduce((sum, { evidence }) => sum + evidence.length, 0);
  const how = [
    texts.coverage.files(files),
    witnessed ? texts.coverage.witnessed : undefined,
    last.scripted ? texts.forms.scripted : undefined,
  ];
  return [{ what, by: personWords(last.by), how: how.filter((part) => part !== undefined).join('; ') }];
}

function witnessSigned(state: RunState, form: StepId): boolean {
  const role = asId<RoleId>('witness');
  return signatureView(state, formSubject(form, role), role, false).state === 'signed';
}

function notProvenStep(run: StepRunState | undefined, texts: ReportTexts): Omit<NotProven, 'what'> | undefined {
  const why = run?.why ?? '';
  const onHost = (name: 'unknown' | 'owed'): boolean => run?.hosts.some((host) => host.state === name) ?? false;
  if (run?.state === 'unknown' || onHost('unknown')) return { tone: 'unknown', word: texts.states.unknown, why };
  if (run?.state === 'owed' || onHost('owed')) return { tone: 'owed', word: texts.states.owed, why };
  if (run?.state === 'failed') return { tone: 'failed', word: texts.states.failed, why };
  if (run?.state === 'skipped') return { tone: 'skipped', word: texts.states.skipped, why };
  if (run?.simulated === true)
    return { tone: 'skipped', word: texts.states.simulated, why: why === '' ? texts.coverage.sent : why };
  if (run?.overridden === true) {
    const given =
      run.decisions.at(-1)?.reason ??
      run.guardOverridden?.reason ??
      run.hosts.find((one) => one.decided)?.decided?.reason;
    return { tone: 'person', word: texts.states.overridden, why: given ?? texts.coverage.word };
  }
  if (run?.state === 'passed' || run?.state === 'undone') return undefined;
  return { tone: 'skipped', word: texts.coverage.notReached, why };
}
