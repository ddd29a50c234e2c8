import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { asId, type CaseId, type RoleId, type StepId } from '../../../src-shared/base/ids.ts';
import type { Decision } from '../../../src-shared/run/commands.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { awaitsEvidence, evidenceDueAt } from '../../../src-shared/run/forms-gate.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import type { OpenRun } from '../open-run.ts';
import {
  chooseOption,
  confirmStep,
  decideFailure,
  decideUnknown,
  giveVerdict,
  signSubject,
  type Speaking,
} from './answer-commands.ts';
import { peopleOf, type Answers } from './answers.ts';
import { findAnswer, type AnswerAsked } from './match-answer.ts';
import type { Ask, Respondent, Response } from './respondent.ts';

/** How often a file may have the same thing tried again; a person at the console would have looked by then. */
const maxRepeats = 3;

/** Speaks for people from a file of answers. What the file does not cover is left to others. */
export function createAnswerRespondent(answers: Answers, now: () => number): Respondent {
  return {
    async respond(ask, run) {
      const asked = askedOf(ask);
      const entry = asked === undefined ? undefined : findAnswer(answers.document.answers ?? [], asked, ask.id);
      if (asked === undefined || entry === undefined) return { kind: 'none' };
      const speaking: Speaking = { run, answers, person: (role, otherwise) => personOf(run, answers, role, otherwise) };
      try {
        return await answerWith(speaking, ask, entry, now());
      } catch (thrown) {
        // A file that cannot be read, a wrong PIN: the answer fails, the run goes on without it.
        if (thrown instanceof DrillError && !thrown.code.startsWith('journal.')) {
          return { kind: 'refused', text: thrown.message };
        }
        throw thrown;
      }
    },
  };
}

function askedOf(ask: Ask): AnswerAsked | undefined {
  switch (ask.kind) {
    case 'confirm':
    case 'choose':
    case 'verdict':
    case 'retest':
    case 'sign':
    case 'unknown':
      return ask.kind;
    case 'approval':
      return 'sign';
    case 'failure':
      return 'failed';
    case 'problem':
      return 'accept';
    case 'preflight':
    case 'start':
    case 'continue':
    case 'owed':
      return undefined;
    default:
      return assertNever(ask.kind, 'kind of asking');
  }
}

type Entry = NonNullable<ReturnType<typeof findAnswer>>;

async function answerWith(speaking: Speaking, ask: Ask, entry: Entry, now: number): Promise<Response> {
  const { confirm, choose, sign, verdict, retest, decide, accept } = entry;
  if (ask.kind === 'confirm' && confirm) return toResponse(await confirmStep(speaking, ask, confirm));
  if (ask.kind === 'choose' && choose) return toResponse(await chooseOption(speaking, ask, choose));
  if ((ask.kind === 'sign' || ask.kind === 'approval') && sign)
    return toResponse(await signSubject(speaking, ask, sign));
  if (ask.kind === 'verdict' && verdict)
    return notBefore(speaking.run, ask, now) ?? toResponse(await giveVerdict(speaking, ask, verdict));
  if (ask.kind === 'retest' && retest)
    return once(speaking, ask) ?? toResponse(await giveVerdict(speaking, ask, retest));
  if (ask.kind === 'problem' && accept) {
    const by = await speaking.person(accept.by, ask.who);
    const { reason } = accept;
    return toResponse(await speaking.run.command({ type: 'accept-preflight', subject: ask.id, by, reason }));
  }
  const { unknown, failed } = decide ?? {};
  if (ask.kind === 'unknown' && decide && unknown !== undefined)
    return tooOften(speaking.run, ask) ?? toResponse(await decideUnknown(speaking, ask, { ...decide, unknown }));
  if (ask.kind === 'failure' && decide && failed !== undefined)
    return tooOften(speaking.run, ask) ?? toResponse(await decideFailure(speaking, ask, { ...decide, failed }));
  return { kind: 'none' };
}

function toResponse(decision: Decision): Response {
  return decision.ok ? { kind: 'answered' } : { kind: 'refused', text: decision.refusal };
}

/** A scripted verdict waits for the evidence that comes by itself: a file cannot know what it will show. */
function notBefore(run: OpenRun, ask: Ask, now: number): Response | undefined {
  const id = asId<CaseId>(ask.id);
  if (!awaitsEvidence(run.state, id, now)) return undefined;
  const found = indexOf(run.plan).case.get(id);
  return { kind: 'later', at: found === undefined ? Infinity : evidenceDueAt(run.state, found.case) };
}

/** A retest from a file is applied once: a second FAIL is for people. */
function once({ run }: Speaking, ask: Ask): Response | undefined {
  const verdicts = run.state.cases.get(asId<CaseId>(ask.id))?.verdicts ?? [];
  return verdicts.some((one) => one.retest !== undefined && one.scripted) ? { kind: 'none' } : undefined;
}

function tooOften(run: OpenRun, ask: Ask): Response | undefined {
  const step = run.state.steps.get(asId<StepId>(ask.id));
  const repeats =
    ask.kind === 'failure'
      ? (step?.decisions ?? []).filter((one) => one.scripted && one.choice === 'retry').length
      : (step?.hosts.find(({ host }) => host === ask.host)?.attempts.length ?? 1) - 1;
  if (repeats < maxRepeats) return undefined;
  const text = `${ask.id} was tried again ${repeats} times as the answers say, and still did not end well. A person has to look.`;
  return { kind: 'refused', text };
}

/** The person of the run, or of the file, who is then named in the record before they speak. */
async function personOf(run: OpenRun, answers: Answers, role: string | undefined, otherwise: string): Promise<Person> {
  const id = asId<RoleId>(role ?? otherwise);
  const held = run.state.people[id];
  if (held !== undefined) return held;
  const person = peopleOf(answers)[id];
  if (person === undefined) {
    throw new DrillError('run.refused', `Nobody is the ${id}: name a person for this role under \`people\`.`);
  }
  const named = await run.command({ type: 'name-person', role: id, person });
  if (!named.ok) throw new DrillError('run.refused', named.refusal);
  return person;
}
