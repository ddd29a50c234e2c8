import type { CaseId, RoleId, StepId, SubjectId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { Agreement } from './facts.ts';
import { casesOf, formSubject, standingSignOff } from './forms-gate.ts';
import type { CaseState, RunState, RunStateName, SignOffState, StepRunState } from './state.ts';

/** Why a report is not final yet: what is missing, and whose it is. */
export type Lack =
  | { readonly kind: 'run-open' }
  | { readonly kind: 'verdict' | 'agreement'; readonly case: CaseId }
  | { readonly kind: 'unknown' | 'owed'; readonly step: StepId }
  /** `scripted`: only a file signed it, which is not enough in a live run. */
  | {
      readonly kind: 'signature';
      readonly subject: SubjectId;
      readonly role: RoleId;
      readonly optional: boolean;
      readonly scripted: boolean;
    };

/** Steps that keep a run from reading plainly "completed"; each step is counted once, under its gravest doubt. */
export interface Doubts {
  readonly unknown: readonly StepId[];
  readonly owed: readonly StepId[];
  readonly failed: readonly StepId[];
  readonly skipped: readonly StepId[];
  readonly simulated: readonly StepId[];
  readonly overridden: readonly StepId[];
}

export interface Acceptance {
  readonly cases: number;
  readonly pass: number;
  readonly fail: number;
  readonly other: number;
  /** Cases without a verdict. */
  readonly open: number;
  /** OTHER whose caveat a person of the customer agreed to; `other` less these wait for an agreement. */
  readonly agreedCaveats: number;
  /** Reservations on the final page. */
  readonly reservations: number;
  /** Roles whose signature on the final page stands. */
  readonly signed: readonly RoleId[];
  /** Roles that refused the final page and have not signed it since. */
  readonly refused: readonly RoleId[];
  /** Undefined: still open, or there is no case and so nothing to accept. */
  readonly accepted: boolean | undefined;
  readonly final: boolean;
  readonly lacks: readonly Lack[];
  readonly doubts: Doubts;
}

const finalRoles: readonly RoleId[] = [asId('tester'), asId('witness')];

/**
 * Whether the run is accepted, and whether its report is final (SPEC of the project, §4). A FAIL or a refused final
 * page is not accepted; PASS, and OTHER with an agreed caveat, are, once every required person has signed the final page.
 */
export function acceptanceOf(state: RunState): Acceptance {
  const cases = state.plan.forms.flatMap((form) => casesOf(form).map(({ id }) => id));
  const counts = countCases(state, cases);
  const page = cases.length === 0 ? [] : finalRoles.map((role) => finalSignature(state, role));
  const doubts = doubtsOf(state);
  const lacks = lacksOf(state, cases, doubts);
  const refused = page.filter((one) => one.refused).map(({ role }) => role);
  return {
    ...counts,
    cases: cases.length,
    reservations: page.filter((one) => one.signature?.reservation !== undefined).length,
    signed: page.filter((one) => one.signature !== undefined).map(({ role }) => role),
    refused,
    accepted: acceptedBy(cases.length, counts, refused, lacks),
    final: lacks.length === 0,
    lacks,
    doubts,
  };
}

function acceptedBy(
  cases: number,
  counts: ReturnType<typeof countCases>,
  refused: readonly RoleId[],
  lacks: readonly Lack[],
): boolean | undefined {
  if (cases === 0) return undefined;
  if (counts.fail > 0 || refused.length > 0) return false;
  if (counts.open > 0 || counts.other > counts.agreedCaveats) return undefined;
  // A scripted signature makes a live report no final one, but the person's answer was given.
  const missing = lacks.some(
    (one) => one.kind === 'signature' && !one.optional && !one.scripted && isFinal(one.subject),
  );
  return missing ? undefined : true;
}

function isFinal(subject: SubjectId): boolean {
  return subject.startsWith('final/');
}

function countCases(state: RunState, cases: readonly CaseId[]) {
  const counts = { pass: 0, fail: 0, other: 0, open: 0, agreedCaveats: 0 };
  for (const id of cases) {
    const one = state.cases.get(id);
    const verdict = one?.verdicts.at(-1)?.is;
    if (verdict === undefined) counts.open += 1;
    else if (verdict === 'PASS') counts.pass += 1;
    else if (verdict === 'FAIL') counts.fail += 1;
    else counts.other += 1;
    if (verdict === 'OTHER' && customerAgreed(state, one)) counts.agreedCaveats += 1;
  }
  return counts;
}

/**
 * True where the caveat of the standing verdict was agreed to by a person of the customer: another one than who gave
 * the verdict, of another organisation than the tester's unless that is the customer; by mail only with the mail.
 */
export function customerAgreed(state: RunState, one: CaseState | undefined): boolean {
  const verdict = one?.verdicts.at(-1);
  const agreed: Agreement | undefined = one?.agreed ?? verdict?.agreedBy;
  if (verdict === undefined || agreed === undefined) return false;
  const organisation = fold(agreed.organisation);
  if (organisation === '' || fold(agreed.name) === '' || fold(agreed.name) === fold(verdict.by.name)) return false;
  if (agreed.how === 'mail' && agreed.evidence === undefined) return false;
  const customer = fold(state.created?.about.customer ?? '');
  return organisation === customer || organisation !== fold(verdict.by.organisation ?? '');
}

function fold(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

interface FinalSignature {
  readonly role: RoleId;
  readonly signature: SignOffState | undefined;
  readonly refused: boolean;
}

function finalSignature(state: RunState, role: RoleId): FinalSignature {
  const subject: SubjectId = asId(`final/sign/${role}`);
  const signature = standingSignOff(state, subject, role);
  const refusal = state.refusals.findLast((one) => one.subject === subject && one.role === role);
  return { role, signature, refused: refusal !== undefined && refusal.seq > (signature?.seq ?? 0) };
}

function lacksOf(state: RunState, cases: readonly CaseId[], doubts: Doubts): readonly Lack[] {
  const lacks: Lack[] = isEnded(runNameOf(state)) ? [] : [{ kind: 'run-open' }];
  for (const id of cases) {
    const one = state.cases.get(id);
    const verdict = one?.verdicts.at(-1)?.is;
    if (verdict === undefined) lacks.push({ kind: 'verdict', case: id });
    else if (verdict === 'OTHER' && !customerAgreed(state, one)) lacks.push({ kind: 'agreement', case: id });
  }
  for (const step of doubts.unknown) lacks.push({ kind: 'unknown', step });
  for (const step of doubts.owed) lacks.push({ kind: 'owed', step });
  return [...lacks, ...missingSignatures(state, cases.length > 0)];
}

/** Required signatures of the forms, and both on the final page, the witness's even where it is optional. */
function missingSignatures(state: RunState, hasFinalPage: boolean): readonly Lack[] {
  const { plan } = state;
  const wanted = plan.forms.flatMap((form) =>
    Object.entries(form.sign)
      .filter(([, need]) => need === 'required')
      .map(([role]) => ({ subject: formSubject(form.id, asId(role)), role: asId<RoleId>(role), optional: false })),
  );
  if (hasFinalPage) {
    for (const role of finalRoles) {
      wanted.push({
        subject: asId<SubjectId>(`final/sign/${role}`),
        role,
        optional: plan.people[role]?.optional ?? false,
      });
    }
  }
  return wanted.flatMap(({ subject, role, optional }): Lack[] => {
    const signature = standingSignOff(state, subject, role);
    const scripted = signature?.scripted === true;
    const counts = signature !== undefined && !(scripted && state.created?.mode === 'live');
    return counts ? [] : [{ kind: 'signature', subject, role, optional, scripted }];
  });
}

/** What was skipped, simulated, owed, unknown, overridden or failed, in the order of the plan, then of the rollback. */
export function doubtsOf(state: RunState): Doubts {
  const doubts = {
    unknown: [] as StepId[],
    owed: [] as StepId[],
    failed: [] as StepId[],
    skipped: [] as StepId[],
    simulated: [] as StepId[],
    overridden: [] as StepId[],
  };
  const planned = new Set(state.plan.steps.map(({ id }) => id));
  const made = [...state.steps.values()].filter(({ id }) => !planned.has(id)).map(({ id }) => id);
  for (const id of [...planned, ...made.sort()]) {
    const step = state.steps.get(id);
    const doubt = step === undefined ? undefined : doubtOf(step);
    if (doubt !== undefined) doubts[doubt].push(id);
  }
  return doubts;
}

function doubtOf(step: StepRunState): keyof Doubts | undefined {
  const onHost = (name: 'unknown' | 'owed'): boolean => step.hosts.some(({ state }) => state === name);
  if (step.state === 'unknown' || onHost('unknown')) return 'unknown';
  if (step.state === 'owed' || onHost('owed')) return 'owed';
  if (step.state === 'failed') return 'failed';
  if (step.state === 'skipped') return 'skipped';
  if (step.simulated) return 'simulated';
  return step.overridden ? 'overridden' : undefined;
}

/** The run's state under its seal: a sealed run was completed, failed, aborted or rolled back before. */
export function runNameOf(state: RunState): Exclude<RunStateName, 'sealed'> {
  if (state.name !== 'sealed') return state.name;
  if (state.outcome === undefined) return 'aborted';
  const { failed } = doubtsOf(state);
  // What failed before a rollback is why there was one: only its own failures count against it.
  if (state.rollback !== undefined) return failed.some((id) => id.startsWith('rollback/')) ? 'failed' : 'rolled-back';
  return failed.length > 0 ? 'failed' : 'completed';
}

export type Lang = 'en' | 'it';

/** How a run reads in words, never plainly "completed" over a doubt: `completed with 2 skipped, 1 owed`. */
export function outcomeSentence(name: RunStateName, doubts: Doubts, lang: Lang): string {
  const { names, withDoubts, doubt } = outcomeWords[lang];
  const parts = doubtOrder.flatMap((kind) => {
    const count = doubts[kind].length;
    return count === 0 ? [] : [`${count} ${doubt[kind][count === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? names[name] : `${names[name]} ${withDoubts} ${parts.join(', ')}`;
}

const doubtOrder = ['failed', 'unknown', 'owed', 'skipped', 'simulated', 'overridden'] as const;

interface OutcomeWords {
  readonly names: Readonly<Record<RunStateName, string>>;
  readonly withDoubts: string;
  /** Singular, plural. */
  readonly doubt: Readonly<Record<keyof Doubts, readonly [string, string]>>;
}

const outcomeWords: Readonly<Record<Lang, OutcomeWords>> = {
  en: {
    names: {
      draft: 'not started',
      preflight: 'in preflight',
      approved: 'approved, not started',
      running: 'running',
      paused: 'paused',
      'rolling-back': 'rolling back',
      completed: 'completed',
      failed: 'failed',
      aborted: 'aborted',
      'rolled-back': 'rolled back',
      sealed: 'sealed',
    },
    withDoubts: 'with',
    doubt: {
      failed: ['failed', 'failed'],
      unknown: ['unknown', 'unknown'],
      owed: ['owed', 'owed'],
      skipped: ['skipped', 'skipped'],
      simulated: ['simulated', 'simulated'],
      overridden: ['overridden', 'overridden'],
    },
  },
  it: {
    names: {
      draft: 'non avviata',
      preflight: 'in verifica preliminare',
      approved: 'approvata, non avviata',
      running: 'in corso',
      paused: 'in pausa',
      'rolling-back': 'in ripristino',
      completed: 'completata',
      failed: 'non riuscita',
      aborted: 'interrotta',
      'rolled-back': 'ripristinata',
      sealed: 'sigillata',
    },
    withDoubts: 'con',
    doubt: {
      failed: ['non riuscito', 'non riusciti'],
      unknown: ['di esito ignoto', 'di esito ignoto'],
      owed: ['in sospeso', 'in sospeso'],
      skipped: ['saltato', 'saltati'],
      simulated: ['simulato', 'simulati'],
      overridden: ['forzato', 'forzati'],
    },
  },
};

function isEnded(name: RunStateName): boolean {
  return name === 'completed' || name === 'failed' || name === 'aborted' || name === 'rolled-back';
}
