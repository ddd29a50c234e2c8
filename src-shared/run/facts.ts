import type { UntrustedKey } from '../base/drill-error.ts';
import type { CaseId, HostId, RoleId, RunId, Sha256, StepId, SubjectId } from '../base/ids.ts';
import type { SignOffMeaning } from '../plan/plan.ts';
import type { CompareMoment, CompareTaken } from './compare-facts.ts';
import type { ProbeFactData } from './probes-facts.ts';
import type { TerminalEnd, TypedLine } from './terminal-end.ts';

/**
 * Everything that can stand in a journal, in the past tense. A fact is `{ type, data }`; the journal adds its number,
 * its times and its place in the hash chain. Times are ISO 8601 UTC with milliseconds, durations milliseconds.
 */
export interface FactData extends ProbeFactData {
  // The run
  readonly 'run-created': RunCreated;
  /** A program opened the run: at creation, at `resume`, at `rollback`. Attempts without an end are unknown from here. */
  readonly 'session-opened': {
    readonly version: string;
    readonly host: string;
    readonly pid: number;
    readonly tornBytes: number;
  };
  readonly 'person-named': { readonly role: RoleId; readonly person: Person; readonly identifiedBy?: string };
  readonly 'role-handed-over': {
    readonly role: RoleId;
    readonly from: Person;
    readonly to: Person;
    readonly reason: string;
    /** Each proved by PIN to be the one who says so. */
    readonly bothSigned: boolean;
    readonly identifiedBy?: string;
  };
  readonly 'preflight-started': Readonly<Record<string, never>>;
  readonly 'preflight-host-probed': HostProbe;
  readonly 'preflight-check-taken': {
    readonly step: StepId;
    readonly required: boolean;
    readonly result: 'true' | 'false' | 'not-taken';
    readonly detail: string;
    readonly outputs: Outputs;
  };
  readonly 'preflight-finished': { readonly problems: number };
  /** `subject`: a host id, or the id of a check step. */
  readonly 'preflight-accepted': { readonly subject: string; readonly by: Person; readonly reason: string };
  readonly 'rto-declared': { readonly time: string; readonly by: Person };
  readonly 'run-started': { readonly by: Person };
  readonly 'run-paused': { readonly by?: Person; readonly reason: string };
  readonly 'run-continued': { readonly by: Person };
  readonly 'run-aborted': { readonly by?: Person; readonly reason: string };
  readonly 'rollback-started': {
    readonly by?: Person;
    readonly reason: string;
    readonly undos: readonly RollbackItem[];
  };
  readonly 'run-ended': { readonly state: 'completed' | 'failed' | 'rolled-back'; readonly outcome: string };
  readonly 'run-sealed': {
    readonly head: Sha256;
    readonly publicKey: string;
    readonly signature: string;
    readonly certificate: Sha256;
  };

  // Steps
  /** `hosts`: where it applies; empty where only a person acts. */
  readonly 'step-started': { readonly step: StepId; readonly hosts: readonly (HostId | 'app')[] };
  readonly 'step-not-applicable': { readonly step: StepId; readonly why: string; readonly simulated: boolean };
  /** A person must act: instructions with their values, options of a choice. */
  readonly 'person-needed': {
    readonly step: StepId;
    readonly role: RoleId;
    readonly text: string;
    readonly options?: readonly string[];
  };
  readonly 'guard-taking': { readonly step: StepId; readonly moment: GuardMoment };
  readonly 'guard-judged': {
    readonly step: StepId;
    readonly guard: StepId;
    readonly moment: GuardMoment;
    readonly result: 'true' | 'false' | 'not-taken';
    readonly detail: string;
    /** All guards of this taking are judged now. */
    readonly last: boolean;
  };
  readonly 'guard-overridden': { readonly step: StepId; readonly by: Person; readonly reason: string };
  readonly 'attempt-started': AttemptStarted;
  /** What an attempt found before it changes anything, so that a rollback can put it back. */
  readonly 'before-kept': Pick<AttemptEnded, 'step' | 'host' | 'attempt'> & { readonly found: Outputs };
  readonly 'attempt-ended': AttemptEnded;
  readonly 'stop-requested': { readonly step: StepId; readonly by: Person; readonly reason: string };
  readonly 'step-confirmed': {
    readonly step: StepId;
    readonly by: Person;
    readonly note?: string;
    readonly answers: Outputs;
    readonly evidence: readonly EvidenceRef[];
    readonly onWordOf?: OnWordOf;
    readonly scripted: boolean;
  };
  /** A person did what the step says, or tried to, and it did not work: the step settles as failed. */
  readonly 'failure-reported': Omit<FactData['failure-decided'], 'choice'>;
  readonly 'choice-made': {
    readonly step: StepId;
    readonly by: Person;
    readonly option: string;
    readonly scripted: boolean;
  };
  readonly 'failure-decided': {
    readonly step: StepId;
    readonly choice: FailureChoice;
    readonly by: Person;
    readonly reason: string;
    readonly evidence: readonly EvidenceRef[];
    readonly scripted: boolean;
  };
  readonly 'unknown-decided': {
    readonly step: StepId;
    /** `app` where the attempt had no host. */
    readonly host: HostId | 'app';
    readonly choice: UnknownChoice;
    readonly by: Person;
    readonly reason: string;
    readonly scripted: boolean;
  };
  readonly 'step-skipped': { readonly step: StepId; readonly by: Person; readonly reason: string };
  readonly 'step-settled': {
    readonly step: StepId;
    readonly state: 'passed' | 'failed' | 'unknown' | 'owed' | 'skipped' | 'undone';
    readonly why: string;
    readonly outputs: Outputs;
  };
  readonly 'host-answered': { readonly host: HostId };
  readonly 'compare-started': { readonly when: CompareMoment };
  readonly 'compare-taken': CompareTaken;

  // Terminals
  /** A person is given a shell on a host. Without `step` it is a deviation, and `reason` says why. */
  readonly 'terminal-opened': TerminalOpened;
  readonly 'terminal-closed': TerminalClosed;

  // Forms, sign-offs, notes
  readonly 'evidence-taking': { readonly case: CaseId; readonly host: HostId | 'app' };
  readonly 'evidence-taken': {
    readonly case: CaseId;
    readonly host: HostId | 'app';
    readonly end: AttemptEnd;
    readonly text: string;
    readonly truncated: boolean;
    readonly recording?: RecordingRef;
  };
  readonly 'verdict-given': {
    readonly case: CaseId;
    readonly is: Verdict;
    readonly by: Person;
    readonly caveat?: string;
    readonly agreedBy?: Agreement;
    readonly comment?: string;
    /** Present on a retest: why the case was tested again. */
    readonly retest?: string;
    readonly evidence: readonly EvidenceRef[];
    /** Given before its automatic evidence was due. */
    readonly early: boolean;
    readonly scripted: boolean;
  };
  readonly 'caveat-agreed': { readonly case: CaseId; readonly agreedBy: Agreement };
  /** `subject`: `<form>/<group>` (comment), `<form>` (exemptions) or `run` (overall exceptions). The last text stands. */
  readonly 'comment-written': {
    readonly kind: 'comment' | 'exemptions' | 'exceptions';
    readonly subject: string;
    readonly text: string;
    readonly by: Person;
  };
  readonly 'signed-off': SignOff;
  readonly 'sign-off-refused': {
    readonly subject: SubjectId;
    readonly role: RoleId;
    readonly by: Person;
    readonly reason: string;
    readonly scripted: boolean;
  };
  /** `signOff` is the number of the record that holds the voided signature. */
  readonly 'sign-off-voided': { readonly subject: SubjectId; readonly signOff: number; readonly because: string };
  readonly 'note-added': {
    readonly text: string;
    readonly by: Person;
    readonly eventAt?: string;
    readonly step?: StepId;
    readonly evidence: readonly EvidenceRef[];
  };
}

export type FactType = keyof FactData;
export type FactOf<T extends FactType> = { readonly type: T; readonly data: FactData[T] };
export type Fact = { readonly [T in FactType]: FactOf<T> }[FactType];

/** A fact with its place and time, as a journal record holds it. `mono` counts from the session's start. */
export type RunEvent = Fact & { readonly seq: number; readonly at: string; readonly mono: number };

export type Outputs = Readonly<Record<string, unknown>>;
export type Verdict = 'PASS' | 'FAIL' | 'OTHER';
export type RunMode = 'live' | 'rehearsal';
/** `start`: before the step begins; `open`: every 5 s while a person has the instructions; `confirm`: at the confirmation. */
export type GuardMoment = 'start' | 'open' | 'confirm';
export type FailureChoice = 'retry' | 'by-hand' | 'skip' | 'continue' | 'rollback' | 'abort';
export type UnknownChoice = 'verified-done' | 'run-again' | 'failed';

export interface Person {
  readonly name: string;
  readonly role?: RoleId;
  readonly organisation?: string;
  /** What the person is in their organisation: `Voice engineer`. */
  readonly title?: string;
}

export interface RunCreated {
  readonly format: 1;
  readonly runId: RunId;
  readonly planHash: Sha256;
  readonly runbook: { readonly id: string; readonly version: string; readonly title: string };
  readonly mode: RunMode;
  readonly practice: boolean;
  readonly allowDestructive: readonly HostId[];
  readonly about: RunAbout;
  readonly people: Readonly<Record<RoleId, Person>>;
  /** Fingerprint of the certificate that signs this run's reports. */
  readonly certificate: Sha256;
  readonly version: string;
}

/** What stands on the cover. Times are ISO 8601; `zone` is an IANA name. */
export interface RunAbout {
  readonly customer?: string;
  readonly site?: string;
  readonly change?: string;
  readonly occasion?: 'incident' | 'exercise' | 'planned change';
  readonly window?: { readonly from: string; readonly to: string };
  readonly zone: string;
}

export interface HostProbe {
  readonly host: HostId;
  /** The target may be dark: not answering is reported, not a problem. */
  readonly required: boolean;
  readonly ok: boolean;
  readonly code?: string;
  readonly detail: string;
  readonly hostKey?: string;
  readonly hostKeyNew?: boolean;
  /** With `ssh.host-key-unknown`: the key that was seen, for a person to compare and trust. */
  readonly untrusted?: UntrustedKey;
  readonly user?: string;
  readonly server?: string;
  /** Milliseconds that the host's clock is ahead of ours, half the round trip taken off. */
  readonly skewMs?: number;
  readonly sudo?: 'works' | 'refused' | 'not-needed';
  readonly missingTools?: readonly string[];
}

export type AttemptPurpose = 'step' | 'undo';

export interface AttemptStarted {
  readonly step: StepId;
  readonly host: HostId | 'app';
  readonly attempt: number;
  readonly purpose: AttemptPurpose;
  /** Nothing is sent: a rehearsal stands in for a destructive step. */
  readonly simulated: boolean;
  /** Values, or the names of secrets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How it ended, as far as it was seen: never merged, so that a lost link is not an exit status. */
export type AttemptEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'no-status' }
  | { readonly kind: 'timed-out'; readonly gone: boolean }
  | { readonly kind: 'cancelled'; readonly gone: boolean }
  | { readonly kind: 'not-sent'; readonly code: string; readonly message: string }
  /** The program that ran it ended; found at the next start. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'simulated' }
  /** No remote process: `samples` counts how often a check looked; 0: a copy or a message, which only does something. */
  | { readonly kind: 'observed'; readonly samples: number };

export interface AttemptEnded {
  readonly step: StepId;
  readonly host: HostId | 'app';
  readonly attempt: number;
  readonly end: AttemptEnd;
  readonly outcome: 'passed' | 'failed' | 'unknown' | 'owed';
  /** One sentence: what was expected and what was seen. */
  readonly why: string;
  readonly outputs: Outputs;
  /** The lines that met the expectation, at most 20 of at most 400 characters. */
  readonly matched: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  /** The last lines of the output, at most 40 of at most 400 characters, escapes taken out. */
  readonly tail: readonly string[];
  readonly recording?: RecordingRef;
  /** Files that were copied to or from the host. */
  readonly evidence?: readonly EvidenceRef[];
  readonly durationMs: number;
  readonly leftRunning?: boolean;
}

export interface TerminalOpened {
  /** `t1`, `t2`, … in the order of the run. */
  readonly terminal: string;
  readonly host: HostId;
  readonly by: Person;
  readonly step?: StepId;
  readonly reason?: string;
  /** Without folder and ending; also the name under which its output is shown live. */
  readonly recordingName: string;
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalClosed {
  readonly terminal: string;
  readonly end: TerminalEnd;
  /** What was typed, line by line, at most 500 lines: the rest stands in the recording. */
  readonly typed: readonly TypedLine[];
  /** Lines beyond those. */
  readonly typedLeftOut: number;
  readonly recording?: RecordingRef;
  readonly durationMs: number;
}

export interface RecordingRef {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: Sha256;
  readonly invalidBytes: number;
}

export interface EvidenceRef {
  readonly sha256: Sha256;
  readonly file: string;
  readonly bytes: number;
  readonly name: string;
}

export interface OnWordOf {
  readonly name: string;
  readonly organisation: string;
  readonly how: string;
}

/** How the customer agreed to a caveat: a note on the form, or an attached mail. */
export interface Agreement {
  readonly name: string;
  readonly organisation: string;
  readonly how: 'note' | 'mail';
  readonly evidence?: EvidenceRef;
}

export type SignOffMeans = 'pin' | 'own-device' | 'paper' | 'mail' | 'scripted' | 'flag';

export interface SignOff {
  readonly subject: SubjectId;
  readonly role: RoleId;
  readonly person: Person;
  readonly meaning: SignOffMeaning;
  /** The sentence that was shown. */
  readonly statement: string;
  readonly means: SignOffMeans;
  /** A file gave it: counts in a rehearsal, never makes a live report final. */
  readonly scripted: boolean;
  /** The person proved to be themselves by PIN for this signature. */
  readonly reauthenticated: boolean;
  readonly reservation?: string;
  readonly receivedBy?: Person;
  readonly evidence: readonly EvidenceRef[];
  /** Local date, time and offset as printed, and the zone's name. */
  readonly signedAt: string;
  readonly zone: string;
  /** What it is bound to. `result` is the SHA-256 of the canonical results that the subject covers. */
  readonly covers: {
    readonly planHash: Sha256;
    readonly result: Sha256;
    readonly evidence: readonly Sha256[];
    readonly head: Sha256;
  };
  /** Points of the drawn signature, in units of its box (0..1). */
  readonly drawn?: readonly (readonly (readonly [number, number])[])[];
}

export interface RollbackItem {
  readonly id: StepId;
  readonly of?: StepId;
  readonly host?: HostId;
  readonly title: string;
  /** `none`: there is no undo; shown in red. */
  readonly kind: 'run' | 'manual' | 'restore' | 'none' | 'step';
}
