import type { ChunkedMap } from '../base/chunked-map.ts';
import type { CaseId, HostId, RoleId, Sha256, StepId } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { ProbeRunState } from './probes-state.ts';
import type { CompareMoment } from './compare-facts.ts';
import type {
  FactData,
  FactOf,
  Outputs,
  Person,
  RunCreated,
  SignOff,
  TerminalClosed,
  TerminalOpened,
  Verdict,
} from './facts.ts';

export type StepState =
  | 'waiting'
  | 'ready'
  | 'running'
  | 'needs-person'
  | 'passed'
  | 'failed'
  | 'skipped'
  | 'owed'
  | 'unknown'
  | 'undone'
  | 'not-applicable';

export type RunStateName =
  | 'draft'
  | 'preflight'
  | 'approved'
  | 'running'
  | 'paused'
  | 'rolling-back'
  | 'completed'
  | 'failed'
  | 'aborted'
  | 'rolled-back'
  | 'sealed';

/** One attempt on one host; `app` stands for attempts that need no login. */
export interface AttemptState {
  readonly number: number;
  readonly started: FactData['attempt-started'];
  readonly startedAt: string;
  /** What stood there before this attempt changed it. */
  readonly kept?: Outputs;
  readonly ended?: FactData['attempt-ended'];
  readonly endedAt?: string;
}

export interface HostState {
  readonly host: HostId | 'app';
  /** `decided`: a person said what became of an unknown attempt. */
  readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'unknown' | 'owed' | 'skipped';
  readonly attempts: readonly AttemptState[];
  readonly outputs: Outputs;
  /** Failed attempts since the last decision: what `retry` counts. */
  readonly tries: number;
  readonly decided?: FactData['unknown-decided'];
}

export interface GuardState {
  readonly guard: StepId;
  readonly result: 'true' | 'false' | 'not-taken';
  readonly detail: string;
  readonly at: string;
}

export interface StepRunState {
  readonly id: StepId;
  readonly state: StepState;
  /** Why it is in this state, one sentence. */
  readonly why: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly hosts: readonly HostState[];
  readonly outputs: Outputs;
  readonly choice?: string;
  /** Text for the person who must act, with its values. */
  readonly asked?: FactData['person-needed'];
  readonly confirmed?: FactData['step-confirmed'];
  readonly guards: readonly GuardState[];
  readonly guardTaking: boolean;
  readonly guardOverridden?: FactData['guard-overridden'];
  /** What people reported as not working, oldest first: a step that is tried again may have several. */
  readonly reports: readonly (FactData['failure-reported'] & { readonly at: string })[];
  readonly decisions: readonly FactData['failure-decided'][];
  /** Number of the record that had it tried again last: a refusal to sign before it has been answered. */
  readonly retriedSeq?: number;
  readonly skipped?: FactData['step-skipped'];
  /** A rehearsal stood in for it, or it belongs to the other mode. */
  readonly simulated: boolean;
  /** Done by hand, verified by a person's word, or accepted at preflight: passed, but not by what the app saw. */
  readonly overridden: boolean;
}

export interface CaseState {
  readonly id: CaseId;
  /** Every verdict, oldest first; the last one stands. */
  readonly verdicts: readonly (FactOf<'verdict-given'>['data'] & { readonly at: string })[];
  readonly agreed?: FactData['caveat-agreed']['agreedBy'];
  readonly evidence: readonly (FactData['evidence-taken'] & { readonly at: string })[];
  /** Hosts on which evidence is being taken. */
  readonly evidencePending: readonly (HostId | 'app')[];
}

/** A signature in the record; `voided` says why it no longer stands. */
export interface SignOffState extends SignOff {
  readonly seq: number;
  readonly at: string;
  readonly voided?: string;
}

/** A shell that a person was given; without `closed` it is open, or the program ended. */
export interface TerminalState extends TerminalOpened {
  readonly openedAt: string;
  readonly closed?: TerminalClosed;
  readonly closedAt?: string;
}

export interface RunState {
  readonly plan: Plan;
  readonly created?: RunCreated;
  readonly seq: number;
  readonly head: Sha256;
  /** Time of the last fact. */
  readonly at: string;
  readonly name: RunStateName;
  readonly why: string;
  readonly outcome?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly rtoDeclaredAt?: string;
  /** The state that a pause interrupted. */
  readonly pausedFrom?: 'running' | 'rolling-back';
  readonly people: Readonly<Record<RoleId, Person>>;
  readonly preflight: PreflightState;
  readonly steps: ChunkedMap<StepId, StepRunState>;
  readonly cases: ChunkedMap<CaseId, CaseState>;
  readonly comments: Readonly<Record<string, FactData['comment-written']>>;
  readonly signOffs: readonly SignOffState[];
  readonly refusals: readonly (FactData['sign-off-refused'] & { readonly at: string; readonly seq: number })[];
  readonly notes: readonly (FactData['note-added'] & { readonly at: string })[];
  readonly compareStarted: Readonly<Partial<Record<CompareMoment, string>>>;
  readonly compare: readonly (FactData['compare-taken'] & { readonly at: string })[];
  /** By the id of the probe; without an entry it has not been taken. */
  readonly probes: Readonly<Record<string, ProbeRunState>>;
  /** In the order in which they were opened. */
  readonly terminals: readonly TerminalState[];
  readonly handovers: readonly (FactData['role-handed-over'] & { readonly at: string })[];
  readonly sessions: readonly (FactData['session-opened'] & { readonly at: string })[];
  readonly rollback?: FactData['rollback-started'] & { readonly at: string };
  readonly sealed?: FactData['run-sealed'];
  /** Steps that have an attempt, or a guard, that began and did not end. */
  readonly busy: ReadonlySet<StepId>;
}

export interface PreflightState {
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly hosts: Readonly<Record<string, FactData['preflight-host-probed'] & { readonly at: string }>>;
  readonly checks: Readonly<Record<string, FactData['preflight-check-taken'] & { readonly at: string }>>;
  readonly accepted: Readonly<Record<string, FactData['preflight-accepted'] & { readonly at: string }>>;
}

/** The verdict that stands for a case, or none yet. */
export function verdictOf(state: CaseState | undefined): Verdict | undefined {
  return state?.verdicts.at(-1)?.is;
}
