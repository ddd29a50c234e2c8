import { outcomeSentence, doubtsOf, runNameOf } from '../../src-shared/run/acceptance.ts';
import { casesOf, formSubject } from '../../src-shared/run/forms-gate.ts';
import { preflightProblems } from '../../src-shared/run/preflight.ts';
import { probeOutages, type ProbeOutage } from '../../src-shared/run/probes-outage.ts';
import type { HostState, RunState, SignOffState, StepRunState } from '../../src-shared/run/state.ts';
import { verdictOf } from '../../src-shared/run/state.ts';
import { waitingFor } from '../../src-shared/run/waiting.ts';
import { asId, type RoleId } from '../../src-shared/base/ids.ts';

/** The JSON of `drillbook status` (format.md §4): stable. Ids are keys; `exit` is null where no exit status was seen. */
export interface RunStatus {
  readonly state: string;
  readonly outcome: string | null;
  readonly mode: string;
  readonly planHash: string;
  readonly head: string;
  readonly steps: Readonly<Record<string, StepStatus>>;
  readonly forms: Readonly<Record<string, FormStatus>>;
  readonly signOffs: readonly SignOffStatus[];
  readonly owed: readonly string[];
  readonly waitingFor: readonly { readonly id: string; readonly kind: string; readonly who: string }[];
  /** Only where the runbook declares probes. */
  readonly probes?: Readonly<Record<string, ProbeStatus>>;
}

/** What a probe saw of the service. Times are ISO 8601 UTC; an outage that goes on has no `to`. */
export interface ProbeStatus {
  readonly state: 'up' | 'down' | 'not-measured' | 'not-started';
  readonly since: string | null;
  readonly outages: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly seconds: number;
    readonly uncertainSeconds: number;
  }[];
  readonly longestSeconds: number;
  readonly totalSeconds: number;
  readonly measuredSeconds: number;
  readonly notMeasuredSeconds: number;
  readonly takes: number;
}

export interface StepStatus {
  readonly state: string;
  readonly attempts: number;
  readonly hosts: Readonly<Record<string, HostStatus>>;
  readonly choice?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface HostStatus {
  readonly state: string;
  readonly attempts: number;
  readonly exit: number | null;
}

export interface FormStatus {
  readonly cases: Readonly<Record<string, string | null>>;
  /** `signed`, `voided`, `refused` or `open`. */
  readonly signed: Readonly<Record<string, string>>;
}

export interface SignOffStatus {
  readonly subject: string;
  readonly role: string;
  readonly name: string;
  readonly meaning: string;
  readonly at: string;
  readonly means: string;
  readonly scripted: boolean;
  readonly voided: boolean;
}

/** What is known of a run, in the stable shape. `now` in milliseconds since 1970 decides how old preflight is. */
export function runStatus(state: RunState, planHash: string, now: number): RunStatus {
  const order = [...state.plan.steps.map(({ id }) => id), ...(state.rollback?.undos ?? []).map(({ id }) => id)];
  const runs = [...new Set(order)].flatMap((id) => state.steps.get(id) ?? []);
  return {
    state: state.name,
    outcome: outcomeOf(state),
    mode: state.created?.mode ?? '',
    planHash,
    head: state.head,
    steps: Object.fromEntries(runs.map((run) => [run.id, stepStatus(run)])),
    forms: Object.fromEntries(
      state.plan.forms.map((form) => [
        form.id,
        {
          cases: Object.fromEntries(casesOf(form).map(({ id }) => [id, verdictOf(state.cases.get(id)) ?? null])),
          signed: Object.fromEntries(
            Object.keys(form.sign).map((role) => [role, signedState(state, formSubject(form.id, asId<RoleId>(role)))]),
          ),
        },
      ]),
    ),
    signOffs: state.signOffs.map(signOffStatus),
    owed: runs.filter((run) => run.state === 'owed').map(({ id }) => id),
    waitingFor: waiting(state, now),
    ...(state.plan.probes.length === 0
      ? {}
      : { probes: Object.fromEntries(probeOutages(state, now).map((one) => [one.id, probeStatus(one)])) }),
  };
}

function probeStatus(one: ProbeOutage): ProbeStatus {
  return {
    state: one.is,
    since: one.since ?? null,
    outages: one.gaps.map(({ from, to, ms, open, uncertainMs }) => ({
      from,
      to: open ? null : to,
      seconds: ms / 1000,
      uncertainSeconds: uncertainMs / 1000,
    })),
    longestSeconds: one.longestMs / 1000,
    totalSeconds: one.totalMs / 1000,
    measuredSeconds: one.measuredMs / 1000,
    notMeasuredSeconds: one.notMeasuredMs / 1000,
    takes: one.takes,
  };
}

/** The outcome in words once the run has ended: never plainly "completed" over a doubt. */
export function outcomeOf(state: RunState): string | null {
  if (state.endedAt === undefined && state.name !== 'aborted' && state.name !== 'sealed') return null;
  return outcomeSentence(runNameOf(state), doubtsOf(state), 'en');
}

function stepStatus(run: StepRunState): StepStatus {
  const attempts = run.hosts.reduce((sum, host) => sum + host.attempts.length, 0);
  return {
    state: run.state,
    attempts,
    hosts: Object.fromEntries(run.hosts.map((host) => [host.host, hostStatus(host)])),
    ...(run.choice === undefined ? {} : { choice: run.choice }),
    ...(Object.keys(run.outputs).length === 0 ? {} : { outputs: run.outputs }),
  };
}

function hostStatus({ state, attempts }: HostState): HostStatus {
  const end = attempts.at(-1)?.ended?.end;
  return { state, attempts: attempts.length, exit: end?.kind === 'exit' ? end.code : null };
}

function signOffStatus(one: SignOffState): SignOffStatus {
  const { subject, role, person, meaning, at, means, scripted } = one;
  return { subject, role, name: person.name, meaning, at, means, scripted, voided: one.voided !== undefined };
}

function signedState(state: RunState, subject: string): string {
  const last = state.signOffs.findLast((one) => one.subject === subject);
  if (last?.voided === undefined && last !== undefined) return 'signed';
  if (state.refusals.some((one) => one.subject === subject && one.seq > (last?.seq ?? 0))) return 'refused';
  return last === undefined ? 'open' : 'voided';
}

function waiting(state: RunState, now: number): RunStatus['waitingFor'] {
  const before = state.startedAt === undefined && state.preflight.finishedAt !== undefined;
  const problems = before ? preflightProblems(state, now).filter(({ subject }) => subject !== 'preflight') : [];
  return [
    ...problems.map(({ subject }) => ({ id: subject, kind: 'preflight', who: 'operator' })),
    ...waitingFor(state).map(({ id, kind, who }) => ({ id, kind, who })),
  ];
}
