import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { asId, type CaseId, type RoleId, type StepId } from '../../../src-shared/base/ids.ts';
import { preflightProblems } from '../../../src-shared/run/preflight.ts';
import type { RunState, StepRunState } from '../../../src-shared/run/state.ts';
import { verdictOf } from '../../../src-shared/run/state.ts';
import { waitingFor } from '../../../src-shared/run/waiting.ts';
import type { Ask } from './respondent.ts';

const operator = asId<RoleId>('operator');

/** Everything that a person could say something to now. Preflight problems come before the approval, retests before signatures. */
export function openAsks(state: RunState, now: number): readonly Ask[] {
  const waiting: readonly Ask[] = waitingFor(state);
  const problems =
    state.startedAt === undefined && state.preflight.finishedAt !== undefined ? ofPreflight(state, now) : [];
  const at = waiting.findIndex(({ kind }) => kind === 'sign');
  const before = at < 0 ? waiting : waiting.slice(0, at);
  return [...problems, ...before, ...retests(state), ...(at < 0 ? [] : waiting.slice(at))];
}

function ofPreflight(state: RunState, now: number): readonly Ask[] {
  return preflightProblems(state, now)
    .filter(({ subject }) => subject !== 'preflight')
    .map(({ subject, what }) => ({ id: subject, kind: 'problem', who: operator, optional: false, text: what }));
}

/** Failed cases of forms that are open: the next one may be shown, but does not have to be. */
function retests(state: RunState): readonly Ask[] {
  if (state.startedAt === undefined || state.name === 'sealed') return [];
  return state.plan.forms.flatMap((form) => {
    if (state.steps.get(form.id)?.state !== 'needs-person') return [];
    const cases = form.groups.flatMap((group) => group.cases);
    return cases.flatMap((one): readonly Ask[] =>
      verdictOf(state.cases.get(one.id)) === 'FAIL'
        ? [{ id: one.id, kind: 'retest', who: asId('tester'), optional: true, text: one.procedure }]
        : [],
    );
  });
}

/**
 * Names this asking: the same thing asked again (after a retry, a voided signature, another preflight) has another
 * name, so that each answer is tried once for each asking and a refused one does not loop.
 */
export function askingOf(ask: Ask, state: RunState): string {
  return [ask.kind, ask.id, ask.host ?? '', ...momentOf(ask, state)].join(' ');
}

/** How each guard of a step was judged last, and whether it was overridden: a false one makes another question of it. */
export function guardWords(step: StepRunState | undefined): readonly string[] {
  const judged = step?.guards.map(({ guard, result }) => `${guard} ${result}`).sort() ?? [];
  return step?.guardOverridden === undefined ? judged : [...judged, 'overridden'];
}

function momentOf(ask: Ask, state: RunState): readonly (string | number)[] {
  const step = state.steps.get(asId<StepId>(ask.id));
  switch (ask.kind) {
    case 'failure':
      return [step?.decisions.length ?? 0, step?.endedAt ?? ''];
    case 'unknown':
      return [step?.hosts.find(({ host }) => host === ask.host)?.attempts.length ?? 0];
    case 'sign':
      return [state.signOffs.filter((one) => one.subject === ask.id).length, step?.decisions.length ?? 0];
    case 'verdict':
    case 'retest':
      return [state.cases.get(asId<CaseId>(ask.id))?.verdicts.length ?? 0];
    case 'problem':
    case 'start':
      return [state.preflight.startedAt ?? ''];
    case 'confirm':
      return [step?.startedAt ?? '', step?.decisions.length ?? 0, ...guardWords(step)];
    case 'preflight':
    case 'approval':
    case 'continue':
    case 'choose':
    case 'owed':
      return [step?.startedAt ?? ''];
    default:
      return assertNever(ask.kind, 'kind of asking');
  }
}
