import { assertNever } from '../base/assert-never.ts';
import { asId, type CaseId, type RoleId, type StepId, type SubjectId } from '../base/ids.ts';
import type { PlanForm, SignOffMeaning } from '../plan/plan.ts';
import type { Circumstances, Command, Decision } from './commands.ts';
import { shownText } from './context.ts';
import { conflictingRole, isSamePerson } from './people.ts';
import type { Fact, Person, SignOff } from './facts.ts';
import { awaitsEvidence, casesOf, isEvidenceStale, standingSignOff, takeEvidence } from './forms-gate.ts';
import { indexOf, stepOf } from './plan-index.ts';
import { evidenceOf, resultText } from './result.ts';
import type { Lang } from './acceptance.ts';
import type { RunState, SignOffState } from './state.ts';
import { verdictOf } from './state.ts';

type FormCommand = Extract<
  Command,
  {
    readonly type:
      'give-verdict' | 'take-evidence' | 'agree-caveat' | 'write-comment' | 'sign-off' | 'refuse-sign-off' | 'add-note';
  }
>;

const refuse = (refusal: string): Decision => ({ ok: false, refusal });
const accept = (...facts: readonly Fact[]): Decision => ({ ok: true, facts });

/** Verdicts, caveats, comments, signatures and notes. */
export function decideForms(state: RunState, command: FormCommand, given: Circumstances): Decision {
  switch (command.type) {
    case 'give-verdict':
      return giveVerdict(state, command, given);
    case 'take-evidence':
      return retakeEvidence(state, command);
    case 'agree-caveat': {
      if (verdictOf(state.cases.get(command.case)) !== 'OTHER')
        return refuse(`${command.case} has no verdict OTHER to agree to.`);
      return accept({ type: 'caveat-agreed', data: { case: command.case, agreedBy: command.agreedBy } });
    }
    case 'write-comment': {
      const { kind, subject, text, by } = command;
      const form = indexOf(state.plan).form.get(
        asId(kind === 'comment' ? subject.slice(0, subject.lastIndexOf('/')) : subject),
      );
      if (kind !== 'exceptions' && form === undefined) return refuse(`There is no form ${subject}.`);
      return accept(
        { type: 'comment-written', data: { kind, subject, text, by } },
        ...voided(state, form, `${kind} changed`),
      );
    }
    case 'sign-off':
      return signOff(state, command, given);
    case 'refuse-sign-off': {
      const { type: _, ...data } = command;
      const open = openForSigning(state, command.subject, command.role);
      return typeof open === 'string' ? refuse(open) : accept({ type: 'sign-off-refused', data });
    }
    case 'add-note': {
      const { type: _, ...data } = command;
      return accept({ type: 'note-added', data });
    }
    default:
      return assertNever(command, 'form command');
  }
}

/** RUN-33: a case has one verdict; a later one is a retest with its reason, and voids what was signed over it. */
function giveVerdict(
  state: RunState,
  command: Extract<Command, { type: 'give-verdict' }>,
  given: Circumstances,
): Decision {
  const found = indexOf(state.plan).case.get(command.case);
  const run = state.cases.get(command.case);
  if (found === undefined || run === undefined) return refuse(`There is no case ${command.case}.`);
  const gate = state.steps.get(found.form.id);
  if (gate?.startedAt === undefined) return refuse(`The form ${found.form.id} is not open yet.`);
  const before = verdictOf(run);
  if (before !== undefined && command.retest === undefined) {
    return refuse(`${command.case} is ${before}: a new verdict is a retest and needs its reason.`);
  }
  if (command.retest !== undefined && isEvidenceStale(state, found.case)) {
    return refuse(
      `Take the evidence of ${command.case} again first: what is there was seen before the verdict ${before ?? ''}.`,
    );
  }
  if (command.is === 'OTHER' && (command.caveat ?? '').trim() === '') return refuse('OTHER needs its caveat.');
  const { type: _, ...data } = command;
  const early = awaitsEvidence(state, command.case, given.now);
  const because = before === undefined ? `verdict on ${command.case}` : `${command.case} was tested again`;
  return accept(
    { type: 'verdict-given', data: { ...data, early } },
    ...voided(state, found.form, because, [command.case]),
  );
}

/** RUN-36: a retest is judged on what is seen now, so its evidence is taken anew; the older stays beside it. */
function retakeEvidence(state: RunState, command: Extract<Command, { type: 'take-evidence' }>): Decision {
  const found = indexOf(state.plan).case.get(command.case);
  const run = state.cases.get(command.case);
  if (found === undefined || run === undefined) return refuse(`There is no case ${command.case}.`);
  if (found.case.evidence?.kind !== 'run') return refuse(`${command.case} takes no evidence by itself.`);
  if (run.evidence.length === 0) return refuse(`The evidence of ${command.case} comes by itself, at its time.`);
  if (run.evidencePending.length > 0) return refuse(`The evidence of ${command.case} is being taken.`);
  return accept(...takeEvidence(found.case));
}

/**
 * RUN-34: signatures over what has changed stand no more; the final page affirms all, so it falls with any form, and a
 * `sign` step falls with what it covered: `cases` that had a verdict when it was signed.
 */
function voided(
  state: RunState,
  form: PlanForm | undefined,
  because: string,
  cases: readonly CaseId[] = form === undefined ? [] : casesOf(form).map(({ id }) => id),
): readonly Fact[] {
  const { step: byId } = indexOf(state.plan);
  const covered = (one: SignOffState): boolean =>
    byId.get(asId<StepId>(one.subject))?.action.kind === 'sign' &&
    cases.some((id) => state.cases.get(id)?.verdicts.some(({ at }) => at <= one.at));
  return state.signOffs
    .filter((one) => {
      const ofForm = form !== undefined && one.subject.startsWith(`${form.id}/sign/`);
      return one.voided === undefined && (ofForm || one.subject.startsWith('final/') || covered(one));
    })
    .map((one) => ({ type: 'sign-off-voided', data: { subject: one.subject, signOff: one.seq, because } }));
}

const statements: Readonly<Record<Lang, Readonly<Record<SignOffMeaning, string>>>> = {
  en: {
    executed: 'I carried out these tests, and these are the results that I found.',
    witnessed: 'I was present at these tests, and what I saw agrees with these results.',
    accepts: 'I accept these results for the customer.',
    affirms: 'I affirm the contents of this report.',
    approves: 'I approve this plan for execution.',
  },
  it: {
    executed: 'Ho eseguito queste prove e i risultati qui sopra sono miei.',
    witnessed: 'Ho assistito a queste prove; i risultati sono come li ho visti.',
    accepts: 'Accetto questi risultati per il cliente.',
    affirms: 'Confermo i contenuti di questo report.',
    approves: 'Approvo questo piano per l’esecuzione.',
  },
};

/** What a person is shown before they sign: the same words that the signature then records. */
export interface Signing {
  readonly meaning: SignOffMeaning;
  readonly statement: string;
}

/** What is signed there, in the language in which it is shown, or a sentence that says why it cannot be signed now. */
export function openForSigning(state: RunState, subject: SubjectId, role: RoleId, lang: Lang = 'en'): Signing | string {
  const as = (meaning: SignOffMeaning): Signing => ({ meaning, statement: statements[lang][meaning] });
  if (subject.startsWith('approval/')) {
    return state.startedAt === undefined ? as('approves') : 'The run has started: its plan was approved.';
  }
  const step = stepOf(state, asId<StepId>(subject));
  if (step?.action.kind === 'sign') {
    const gate = state.steps.get(step.id);
    if (gate?.startedAt === undefined) return `${subject} is not open yet.`;
    if (step.action.who !== role) return `${subject} is for the ${step.action.who}, not the ${role}.`;
    // The words that were shown, with the values that they had then.
    const statement = gate.asked?.text ?? shownText(state, step, step.action.statement);
    return { meaning: step.action.meaning, statement };
  }
  const form = indexOf(state.plan).form.get(asId<StepId>(subject.slice(0, subject.lastIndexOf('/sign/'))));
  if (form === undefined || !subject.endsWith(`/sign/${role}`))
    return `There is nothing to sign at ${subject} for the ${role}.`;
  if (form.sign[role] === undefined) return `The ${role} does not sign ${form.id}.`;
  const open = casesOf(form).filter((one) => verdictOf(state.cases.get(one.id)) === undefined);
  if (open.length > 0)
    return `${form.id} has ${open.length} cases without a verdict: ${open
      .slice(0, 3)
      .map(({ id }) => id)
      .join(', ')}`;
  return as(role === 'witness' ? 'witnessed' : 'executed');
}

/** RUN-32: a signature says who, as what, with which meaning, by which means, and what exactly it covers. */
function signOff(state: RunState, command: Extract<Command, { type: 'sign-off' }>, given: Circumstances): Decision {
  const { subject, role, person } = command;
  const open = openForSigning(state, subject, role, command.lang);
  if (typeof open === 'string') return refuse(open);
  if (standingSignOff(state, subject, role) !== undefined) return refuse(`${subject} is signed already.`);
  const wrong = wrongPerson(state, role, person);
  if (wrong !== undefined) return refuse(wrong);
  const zone = state.created?.about.zone ?? 'UTC';
  const { type: _, lang: _lang, meaning = open.meaning, statement = open.statement, ...rest } = command;
  const data: SignOff = {
    ...rest,
    meaning,
    statement,
    signedAt: given.localTime(given.now, zone),
    zone,
    covers: {
      planHash: state.created?.planHash ?? state.head,
      result: given.sha256(resultText(state, subject)),
      evidence: evidenceOf(state, subject),
      head: state.head,
    },
  };
  return accept({ type: 'signed-off', data });
}

function wrongPerson(state: RunState, role: RoleId, person: Person): string | undefined {
  const named = state.people[role];
  if (named !== undefined && !isSamePerson(named, person)) {
    return `The ${role} is ${named.name}: hand the role over before ${person.name} signs.`;
  }
  const clash = conflictingRole(state, role, person);
  return clash === undefined ? undefined : `${person.name} is the ${clash}: the ${role} must be somebody else.`;
}
