import { assertNever } from '../base/assert-never.ts';
import { asId, type HostId, type RoleId } from '../base/ids.ts';
import { casesOf, formSubject, standingSignOff } from './forms-gate.ts';
import { isSatisfied, openSteps } from './order.ts';
import { activeSteps, indexOf } from './plan-index.ts';
import type { RunState, StepRunState } from './state.ts';
import { verdictOf } from './state.ts';

/** What only a person can move on: who it waits for, and what kind of answer it takes. */
export interface WaitingItem {
  /** A step, a case, a sign-off subject, or `run`. */
  readonly id: string;
  readonly kind: WaitingKind;
  readonly who: RoleId;
  /** Present for an unknown: the host that it is about. */
  readonly host?: HostId | 'app';
  /** The run goes on without it. */
  readonly optional: boolean;
  readonly text: string;
}

export type WaitingKind =
  | 'preflight'
  | 'approval'
  | 'start'
  | 'continue'
  | 'confirm'
  | 'choose'
  | 'verdict'
  | 'sign'
  | 'failure'
  | 'unknown'
  | 'owed';

const operator = asId<RoleId>('operator');

/** Everything that waits for people now, in the order of the plan. Empty when the run moves by itself or has ended. */
export function waitingFor(state: RunState): readonly WaitingItem[] {
  const active = activeSteps(state);
  const phase = openSteps(state, active)[0]?.phase;
  const items = active.flatMap((step) => {
    const run = state.steps.get(step.id);
    const base = { id: step.id as string, who: step.by, optional: false, text: run?.why ?? '' };
    switch (run?.state) {
      case 'failed':
        return isSatisfied(run, step) || step.onFailure === 'stop'
          ? []
          : [{ ...base, kind: 'failure' as const, who: operator }];
      case 'unknown':
        return run.hosts
          .filter((host) => host.state === 'unknown')
          .map((host) => ({ ...base, kind: 'unknown' as const, who: operator, host: host.host }));
      case 'owed':
        return [{ ...base, kind: 'owed' as const, who: operator }];
      case 'needs-person':
        // What was open before an earlier phase opened again waits for that phase (RUN-13).
        if (step.phase !== phase) return [];
        return ofPerson(state, step.id, step.action.kind, base);
      default:
        return [];
    }
  });
  // A form's own signature comes before the page that affirms them all.
  const all = [...ofRun(state), ...lateSignatures(state, items), ...items];
  return state.endedAt === undefined ? all : all.flatMap(afterEnd);
}

/** RUN-24: what is not decided at the end is decided no more. Forms may still be filled in and signed; nobody must. */
function afterEnd(item: WaitingItem): readonly WaitingItem[] {
  switch (item.kind) {
    case 'verdict':
    case 'sign':
      return [{ ...item, optional: true }];
    case 'unknown':
    case 'owed':
      return [item];
    case 'preflight':
    case 'approval':
    case 'start':
    case 'continue':
    case 'confirm':
    case 'choose':
    case 'failure':
      return [];
    default:
      return assertNever(item.kind, 'kind of what waits');
  }
}

function ofRun(state: RunState): readonly WaitingItem[] {
  const one = (kind: WaitingKind, text: string, id = 'run'): WaitingItem[] => [
    { id, kind, who: operator, optional: false, text },
  ];
  if (state.name === 'paused') return one('continue', state.why);
  if (state.startedAt !== undefined) return [];
  const approved = state.signOffs.some((sign) => sign.subject.startsWith('approval/') && sign.voided === undefined);
  if (state.preflight.finishedAt === undefined) return one('preflight', 'preflight has not been taken');
  if (!approved) {
    const approver = asId<RoleId>('approver');
    const who = state.plan.people[approver] === undefined ? operator : approver;
    return [{ id: 'approval/sign/approver', kind: 'approval', who, optional: false, text: 'the plan is not approved' }];
  }
  return one('start', 'ready to start');
}

function ofPerson(
  state: RunState,
  id: Parameters<typeof formSubject>[0],
  kind: string,
  base: Omit<WaitingItem, 'kind' | 'host'>,
): readonly WaitingItem[] {
  const step = state.steps.get(id);
  const asked = { ...base, text: step?.asked?.text ?? '', who: step?.asked?.role ?? base.who };
  if (kind === 'manual' || kind === 'terminal')
    return [{ ...asked, text: brokenGuard(step) ?? asked.text, kind: 'confirm' }];
  if (kind === 'choose') return [{ ...asked, kind: 'choose' }];
  if (kind === 'sign') return [{ ...asked, kind: 'sign' }];
  return kind === 'form' ? ofForm(state, id) : [];
}

/** The instructions give way while a guard does not hold and nobody has overridden it. */
function brokenGuard(step: StepRunState | undefined): string | undefined {
  const broken = step?.guards.find(({ result }) => result !== 'true');
  if (broken === undefined || step?.guardOverridden !== undefined) return undefined;
  return `STOP, do not do it: ${broken.guard} is ${broken.result} (${broken.detail})`;
}

/** Verdicts first; signatures once every case has one. */
function ofForm(state: RunState, id: Parameters<typeof formSubject>[0]): readonly WaitingItem[] {
  const form = indexOf(state.plan).form.get(id);
  if (form === undefined) return [];
  const tester = asId<RoleId>('tester');
  const verdicts = casesOf(form)
    .filter((one) => verdictOf(state.cases.get(one.id)) === undefined)
    .map((one): WaitingItem => ({ id: one.id, kind: 'verdict', who: tester, optional: false, text: one.procedure }));
  if (verdicts.length > 0) return verdicts;
  return (Object.entries(form.sign) as [RoleId, 'required' | 'optional'][]).flatMap(([role, need]) => {
    const subject = formSubject(id, role);
    if (standingSignOff(state, subject, role) !== undefined) return [];
    return [
      {
        id: subject,
        kind: 'sign' as const,
        who: role,
        optional: need === 'optional',
        text: `signature of the ${role}`,
      },
    ];
  });
}

/** Optional signatures that may still come after their gate has opened, until the run is sealed. */
function lateSignatures(state: RunState, listed: readonly WaitingItem[]): readonly WaitingItem[] {
  if (state.startedAt === undefined || state.name === 'sealed') return [];
  return state.plan.forms.flatMap((form) => {
    if (state.steps.get(form.id)?.state !== 'passed') return [];
    return ofForm(state, form.id).filter((item) => item.optional && listed.every((one) => one.id !== item.id));
  });
}
