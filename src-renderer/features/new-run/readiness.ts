import { preflightFreshMs } from '../../../src-shared/run/begin-step.ts';
import { standingSignOff } from '../../../src-shared/run/forms-gate.ts';
import { preflightProblems } from '../../../src-shared/run/preflight.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { clockText } from '../../ui/times.ts';
import type { Check } from './checklist.tsx';
import { acceptedProblems, preflightStage } from './preflight-rows.ts';
import type { prepareTexts } from './prepare-texts.ts';
import { approvalSubject, approvingRole, signingRoles } from './signing-roles.ts';
import type { Pins } from './use-pins.ts';

type Words = (typeof prepareTexts)['en'];

/** Part by part, what stands between the run and its start. PINs may follow until somebody signs. */
export function readinessOf(state: RunState, pins: Pins, now: number, held: boolean, words: Words): readonly Check[] {
  const parts = {
    people: peopleCheck(state, pins, words),
    preflight: preflightCheck(state, now, held, words),
    plan: approvalCheck(state, words),
  } as const;
  const rest = [parts.preflight, parts.plan].every(({ state: one }) => one === 'done');
  const all = { ...parts, start: startCheck(state, rest, words) } as const;
  return (['people', 'preflight', 'plan', 'start'] as const).map((id) => ({
    id,
    title: words.parts[id],
    ...all[id],
  }));
}

type Found = Pick<Check, 'state' | 'text'>;

function peopleCheck({ plan, people }: RunState, pins: Pins, words: Words): Found {
  const signing = signingRoles(plan);
  const roles = Object.values(plan.people);
  const nameless = roles.filter(({ id, optional }) => people[id] === undefined && !optional);
  if (nameless.length > 0)
    return { state: 'open', text: words.namesMissing(nameless.map(({ title }) => title).join(', ')) };
  const without = roles.flatMap(({ id }) => {
    const person = signing.has(id) ? people[id] : undefined;
    return person !== undefined && pins(person) === false ? [person.name] : [];
  });
  if (without.length > 0) return { state: 'open', text: words.pinsMissing(without.join(', ')) };
  return { state: 'done', text: words.pinsThere };
}

function preflightCheck(state: RunState, now: number, held: boolean, words: Words): Found {
  switch (preflightStage(state, now, held, preflightFreshMs)) {
    case 'none':
    case 'broken':
      return { state: 'missing', text: words.preflightNot };
    case 'running':
      return { state: 'working', text: words.preflightRuns };
    case 'old':
      return { state: 'missing', text: words.preflightOld };
    case 'taken': {
      const problems = preflightProblems(state, now).length;
      if (problems > 0) return { state: 'missing', text: words.preflightProblems(problems) };
      const age = clockText(Math.max(0, now - Date.parse(state.preflight.finishedAt ?? '')));
      const { count } = acceptedProblems(state);
      return { state: 'done', text: count === 0 ? words.preflightClean(age) : words.preflightAccepted(count, age) };
    }
  }
}

function approvalCheck(state: RunState, words: Words): Found {
  const role = approvingRole(state.plan);
  const signed = standingSignOff(state, approvalSubject, role);
  if (signed === undefined) {
    const who = state.people[role]?.name ?? state.plan.people[role]?.title ?? role;
    return { state: 'missing', text: words.notApproved(who) };
  }
  const said = role === 'operator' ? words.approvedSelf : words.approved;
  return { state: 'done', text: said(signed.person.name) };
}

function startCheck(state: RunState, rest: boolean, words: Words): Found {
  if (!isDeclared(state)) return { state: 'missing', text: words.declareNeeded };
  return rest ? { state: 'done', text: words.ready } : { state: 'open', text: words.restFirst };
}

/** False where the RTO counts from a declared time that nobody declared yet. */
function isDeclared({ plan, rtoDeclaredAt }: RunState): boolean {
  return plan.objectives.clock?.from !== 'declared' || rtoDeclaredAt !== undefined;
}
