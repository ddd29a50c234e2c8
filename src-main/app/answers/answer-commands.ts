import { isAbsolute, resolve } from 'node:path';
import { asId, type CaseId, type RoleId, type StepId, type SubjectId } from '../../../src-shared/base/ids.ts';
import type { AnswerDocument } from '../../../src-shared/runbook/answers-schema.ts';
import type { Decision } from '../../../src-shared/run/commands.ts';
import type { Agreement, EvidenceRef, Person } from '../../../src-shared/run/facts.ts';
import type { OpenRun } from '../open-run.ts';
import type { Answers } from './answers.ts';
import type { Ask } from './respondent.ts';

/** What an answer needs of its surroundings: the run, the file it stands in, and who speaks. */
export interface Speaking {
  readonly run: OpenRun;
  readonly answers: Answers;
  /** Throws DrillError `run.refused` where nobody holds the role. */
  readonly person: (role: string | undefined, otherwise: string) => Promise<Person>;
}

type Part<Kind extends keyof AnswerDocument> = NonNullable<AnswerDocument[Kind]>;

/** Copies evidence files, named relative to the answers file, into the run. Throws DrillError `file.not-readable`. */
async function takeEvidence(
  { run, answers }: Speaking,
  files: readonly string[] | undefined,
): Promise<readonly EvidenceRef[]> {
  const refs: EvidenceRef[] = [];
  for (const file of files ?? []) {
    refs.push(await run.evidence.putFile(isAbsolute(file) ? file : resolve(answers.folder, file)));
  }
  return refs;
}

export async function confirmStep(speaking: Speaking, ask: Ask, part: Part<'confirm'>): Promise<Decision> {
  const { onWordOf, note } = part;
  return speaking.run.confirm({
    type: 'confirm',
    step: asId<StepId>(ask.id),
    by: await speaking.person(part.by, ask.who),
    answers: part.ask ?? {},
    evidence: await takeEvidence(speaking, part.evidence),
    scripted: true,
    ...(note === undefined ? {} : { note }),
    ...(onWordOf === undefined ? {} : { onWordOf: { ...onWordOf, organisation: onWordOf.organisation ?? '' } }),
  });
}

export async function chooseOption(speaking: Speaking, ask: Ask, part: Part<'choose'>): Promise<Decision> {
  const by = await speaking.person(part.by, ask.who);
  return speaking.run.command({ type: 'choose', step: asId<StepId>(ask.id), by, option: part.option, scripted: true });
}

export async function giveVerdict(
  speaking: Speaking,
  ask: Ask,
  part: Part<'verdict'> & { readonly reason?: string },
): Promise<Decision> {
  const { caveat, comment, agreedBy, reason } = part;
  return speaking.run.command({
    type: 'give-verdict',
    case: asId<CaseId>(ask.id),
    is: part.is,
    by: await speaking.person(part.by, ask.who),
    evidence: await takeEvidence(speaking, part.evidence),
    scripted: true,
    ...(caveat === undefined ? {} : { caveat }),
    ...(comment === undefined ? {} : { comment }),
    ...(agreedBy === undefined ? {} : { agreedBy: await agreement(speaking, agreedBy) }),
    ...(reason === undefined ? {} : { retest: reason }),
  });
}

async function agreement(speaking: Speaking, part: NonNullable<Part<'verdict'>['agreedBy']>): Promise<Agreement> {
  const [evidence] = await takeEvidence(speaking, part.evidence);
  const { name, organisation = '', how } = part;
  return { name, organisation, how, ...(evidence === undefined ? {} : { evidence }) };
}

/** Signs as the role that the answer names, with that person's PIN where the file gives one; or refuses. */
export async function signSubject(speaking: Speaking, ask: Ask, part: Part<'sign'>): Promise<Decision> {
  const role = asId<RoleId>(part.as);
  const person = await speaking.person(part.as, ask.who);
  const subject = asId<SubjectId>(ask.id);
  const { refuse, reservation } = part;
  if (refuse !== undefined) {
    return speaking.run.command({ type: 'refuse-sign-off', subject, role, by: person, reason: refuse, scripted: true });
  }
  const pin = speaking.answers.document.people?.[part.as]?.pin;
  return speaking.run.sign({
    subject,
    role,
    person,
    means: 'scripted',
    scripted: true,
    evidence: [],
    ...(pin === undefined ? {} : { pin }),
    ...(reservation === undefined ? {} : { reservation }),
  });
}

export async function decideFailure(
  speaking: Speaking,
  ask: Ask,
  part: Part<'decide'> & { readonly failed: NonNullable<Part<'decide'>['failed']> },
): Promise<Decision> {
  return speaking.run.command({
    type: 'decide-failure',
    step: asId<StepId>(ask.id),
    choice: part.failed,
    by: await speaking.person(part.by, ask.who),
    reason: part.reason,
    evidence: await takeEvidence(speaking, part.evidence),
    scripted: true,
  });
}

export async function decideUnknown(
  speaking: Speaking,
  ask: Ask,
  part: Part<'decide'> & { readonly unknown: NonNullable<Part<'decide'>['unknown']> },
): Promise<Decision> {
  return speaking.run.command({
    type: 'decide-unknown',
    step: asId<StepId>(ask.id),
    host: ask.host ?? 'app',
    choice: part.unknown,
    by: await speaking.person(part.by, ask.who),
    reason: part.reason,
    scripted: true,
  });
}
