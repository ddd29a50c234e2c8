import { asId, type StepId } from '../../src-shared/base/ids.ts';
import { contactsFor } from '../../src-shared/plan/contacts-for.ts';
import type { PlanAction, PlanQuestion } from '../../src-shared/plan/plan.ts';
import { parameterFault } from '../../src-shared/runbook/parameter-value.ts';
import { questionsInOrder } from '../../src-shared/plan/questions-in-order.ts';
import { failedTogether } from '../../src-shared/run/across.ts';
import type { FailureChoice, OnWordOf, UnknownChoice } from '../../src-shared/run/facts.ts';
import type { Decision } from '../../src-shared/run/commands.ts';
import { stepOf } from '../../src-shared/run/plan-index.ts';
import type { Ask } from '../app/answers/respondent.ts';
import {
  choose,
  complain,
  evidenceFrom,
  letterFor,
  operatorOf,
  personFor,
  show,
  textFor,
  type Dialogue,
} from './dialogue.ts';
import { workInTerminal } from './prompt-terminal.ts';
import { printRollbackPreview } from './rollback-preview.ts';

/** Undefined: left for later. */
type Outcome = Decision | undefined;

/** Shows the instructions, then takes the confirmation with its answers, evidence and on whose word it is given. */
export async function askConfirmation(dialogue: Dialogue, ask: Ask): Promise<Outcome> {
  const id = asId<StepId>(ask.id);
  const step = stepOf(dialogue.run.state, id);
  if (step?.action.kind !== 'manual' && step?.action.kind !== 'terminal') return undefined;
  const { action } = step;
  const run = dialogue.run.state.steps.get(id);
  const broken = run?.guards.find((guard) => guard.result !== 'true');
  if (broken !== undefined && run?.guardOverridden === undefined) {
    show(
      dialogue,
      `STOP  ${id}  ${step.title}`,
      `Do not do it: ${broken.guard} is ${broken.result} (${broken.detail}).`,
    );
    return overrideOrLeave(dialogue, id, 'Was it done already?');
  }
  const contacts = contactsFor(dialogue.run.plan, id);
  show(
    dialogue,
    `${id}  ${step.title}  (${ask.who})`,
    ask.text === '' ? action.instructions : ask.text,
    ...contacts.map(({ name, phone = '', mail = '' }) => `Contact: ${name} ${phone} ${mail}`),
  );
  const letter = await offerConfirmation(dialogue, id, action, ask);
  if (letter === 'l') return undefined;
  if (letter === 's') return skip(dialogue, id);
  if (letter === 'n') return reportFailure(dialogue, ask);
  const answers: Record<string, unknown> = {};
  for (const [name, question] of questionsInOrder(action.ask)) answers[name] = await answerTo(dialogue, question);
  const evidence = action.evidence === 'none' ? [] : await evidenceFrom(dialogue, action.evidence === 'required');
  const note = await textFor(dialogue, 'Note', { required: false });
  const onWordOf = await wordOf(dialogue);
  const decision = await dialogue.run.confirm({
    type: 'confirm',
    step: id,
    by: await personFor(dialogue, ask.who),
    answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== '')),
    evidence,
    scripted: false,
    ...(note === '' ? {} : { note }),
    ...(onWordOf === undefined ? {} : { onWordOf }),
  });
  return decision.ok || step.guard.length === 0 ? decision : overrideOrLeave(dialogue, id, decision.refusal);
}

/** A terminal can be opened as often as it is needed; then it is confirmed like anything that a person does. */
async function offerConfirmation(
  dialogue: Dialogue,
  id: StepId,
  action: Extract<PlanAction, { readonly kind: 'manual' | 'terminal' }>,
  ask: Ask,
): Promise<'c' | 'n' | 's' | 'l'> {
  const offers = { c: 'Confirm: it is done', n: 'It did not work', s: 'Skip, with a reason', l: 'Later' } as const;
  if (action.kind === 'manual') return choose(dialogue, offers);
  for (;;) {
    const hosts = action.hosts.map(({ host }) => host).join(', ');
    const letter = await choose(dialogue, { t: `Open a terminal on ${hosts}`, ...offers });
    if (letter !== 't') return letter;
    await workInTerminal(dialogue, id, action.hosts, await personFor(dialogue, ask.who));
  }
}

async function answerTo(dialogue: Dialogue, question: PlanQuestion): Promise<unknown> {
  const { title, description, type, choices = [], required } = question;
  if (description !== undefined) show(dialogue, title, description);
  for (;;) {
    const text = await textFor(dialogue, choices.length > 0 ? `${title} (${choices.join(', ')})` : title, { required });
    if (text === '') return text;
    const expected = parameterFault(type, text, choices);
    if (expected === undefined)
      return type === 'boolean' ? text === 'true' : ['integer', 'number', 'port'].includes(type) ? Number(text) : text;
    // Said here: refused with the whole confirmation, everything else would have to be typed again.
    complain(dialogue, `“${text}” will not do: it must be ${expected}.`);
  }
}

async function wordOf(dialogue: Dialogue): Promise<OnWordOf | undefined> {
  const name = await textFor(dialogue, 'On the word of somebody else: name', { required: false });
  if (name === '') return undefined;
  const organisation = await textFor(dialogue, 'Their organisation', { required: true });
  return {
    name,
    organisation,
    how: await textFor(dialogue, 'How they said it (phone, mail, seen)', { required: true }),
  };
}

/** Who was at work says what did not work; what then, the runbook says or the operator is asked. */
async function reportFailure(dialogue: Dialogue, ask: Ask): Promise<Decision> {
  const reason = await textFor(dialogue, 'What did not work (recorded and printed)', { required: true });
  const evidence = await evidenceFrom(dialogue, false);
  const by = await personFor(dialogue, ask.who);
  return dialogue.run.command({
    type: 'report-failure',
    step: asId(ask.id),
    by,
    reason,
    evidence,
    scripted: false,
  });
}

/** A guard that does not hold: the person says whether it was done already. */
async function overrideOrLeave(dialogue: Dialogue, step: StepId, refusal: string): Promise<Outcome> {
  complain(dialogue, refusal);
  const letter = await choose(dialogue, { l: 'Leave it open', o: 'It was done: override the guard', s: 'Skip' });
  if (letter === 'l') return undefined;
  if (letter === 's') return skip(dialogue, step);
  const reason = await textFor(dialogue, 'Reason for overriding (recorded and printed)', { required: true });
  return dialogue.run.command({ type: 'override-guard', step, by: await operatorOf(dialogue), reason });
}

async function skip(dialogue: Dialogue, step: StepId): Promise<Decision> {
  const reason = await textFor(dialogue, 'Reason for skipping (recorded and printed)', { required: true });
  return dialogue.run.command({ type: 'skip', step, by: await operatorOf(dialogue), reason });
}

export async function askChoice(dialogue: Dialogue, ask: Ask): Promise<Outcome> {
  const id = asId<StepId>(ask.id);
  const options = dialogue.run.state.steps.get(id)?.asked?.options ?? [];
  const action = stepOf(dialogue.run.state, id)?.action;
  const usual = action?.kind === 'choose' ? action.default : undefined;
  const offers = options.map((option, at) => `[${at + 1}] ${option}${option === usual ? '  (proposed)' : ''}`);
  show(dialogue, `${id}  (${ask.who})`, ask.text, ...offers, '[l] Later');
  const letter = await letterFor(dialogue, [...options.map((_, at) => String(at + 1)), 'l']);
  const option = options[Number(letter) - 1];
  if (option === undefined) return undefined;
  const by = await personFor(dialogue, ask.who);
  return dialogue.run.command({ type: 'choose', step: id, by, option, scripted: false });
}

const failureLetters = {
  r: 'Retry',
  h: 'Done by hand',
  s: 'Skip',
  c: 'Continue as failed',
  b: 'Roll back',
  a: 'Abort',
  l: 'Later',
} as const;
const failureChoices: Readonly<Record<Exclude<keyof typeof failureLetters, 'l'>, FailureChoice>> = {
  r: 'retry',
  h: 'by-hand',
  s: 'skip',
  c: 'continue',
  b: 'rollback',
  a: 'abort',
};

export async function askAboutFailure(dialogue: Dialogue, ask: Ask): Promise<Outcome> {
  show(dialogue, `FAILED  ${ask.id}`, ask.text);
  const failed = dialogue.run.state.steps.get(asId(ask.id));
  const everyHost = failed !== undefined && failedTogether(failed);
  const letter = await choose(dialogue, everyHost ? { ...failureLetters, r: 'Retry on every host' } : failureLetters);
  if (letter === 'l') return undefined;
  const choice = failureChoices[letter];
  if (choice === 'rollback') printRollbackPreview(dialogue.run.state, dialogue.screen);
  const reason = await textFor(dialogue, 'Reason (recorded and printed)', { required: true });
  return dialogue.run.command({
    type: 'decide-failure',
    step: asId(ask.id),
    choice,
    by: await operatorOf(dialogue),
    reason,
    evidence: choice === 'by-hand' ? await evidenceFrom(dialogue, false) : [],
    scripted: false,
  });
}

const unknownChoices: Readonly<Record<'v' | 'a' | 'f', UnknownChoice>> = {
  v: 'verified-done',
  a: 'run-again',
  f: 'failed',
};

export async function askAboutUnknown(dialogue: Dialogue, ask: Ask): Promise<Outcome> {
  const where = ask.host === undefined || ask.host === 'app' ? '' : ` on ${ask.host}`;
  show(
    dialogue,
    `UNKNOWN  ${ask.id}${where}`,
    ask.text,
    'Look at the host before you answer: it may have run, in full or in part.',
  );
  const letter = await choose(dialogue, { v: 'Verified: it was done', a: 'Run it again', f: 'It failed', l: 'Later' });
  if (letter === 'l') return undefined;
  return dialogue.run.command({
    type: 'decide-unknown',
    step: asId(ask.id),
    host: ask.host ?? 'app',
    choice: unknownChoices[letter],
    by: await operatorOf(dialogue),
    reason: await textFor(dialogue, 'How do you know (recorded and printed)', { required: true }),
    scripted: false,
  });
}

/** A preflight problem: mended, it is looked at again; else only a person may go on with it, by name and reason. */
export async function askAboutProblem(dialogue: Dialogue, ask: Ask): Promise<Outcome> {
  show(dialogue, `PREFLIGHT  ${ask.id}`, ask.text);
  const letter = await choose(dialogue, { a: 'Look again: it is mended', g: 'Go on all the same', l: 'Later' });
  if (letter === 'l') return undefined;
  if (letter === 'a') {
    const decision = await dialogue.run.command({ type: 'start-preflight' });
    // To its end: what is open then is another question than this one.
    if (decision.ok) await dialogue.run.quiet(dialogue.interrupted);
    return decision;
  }
  const reason = await textFor(dialogue, 'Reason for going on (recorded and printed)', { required: true });
  const by = await operatorOf(dialogue);
  return dialogue.run.command({ type: 'accept-preflight', subject: ask.id, by, reason });
}
