import type { CaseId, HostId, RoleId, RunId, Sha256, StepId } from '../base/ids.ts';
import type { PlanContact, PlanDocument, SignOffMeaning } from '../plan/plan.ts';
import type { Acceptance, Lang } from '../run/acceptance.ts';
import type { EvidenceRef, RecordingRef, RunAbout, RunMode, SignOffMeans, Verdict } from '../run/facts.ts';
import type { SplitEnv } from './common-env.ts';
import type { OpenSignatureView } from './open-signature-view.ts';
import type { PreflightView } from './preflight-view.ts';
import type { ProbeOutage } from '../run/probes-outage.ts';
import type { RecoveryPoint } from '../run/rpo.ts';
import type { RunStateName, StepState } from '../run/state.ts';

/**
 * Everything that a report says, as data: `report --format json` prints it, `reportSections` makes pages of it. Times
 * are ISO 8601 UTC, durations milliseconds. Texts from hosts and people are as they were; renderers make them safe.
 */
export interface ReportModel {
  readonly format: 1;
  readonly lang: Lang;
  readonly generatedAt: string;
  readonly run: RunView;
  readonly outcome: OutcomeView;
  readonly document?: PlanDocument;
  readonly people: readonly PersonView[];
  /** Those of this run's steps, which `for` names by their titles, and those for nothing in particular. */
  readonly contacts: readonly PlanContact[];
  readonly hosts: readonly HostView[];
  readonly forms: readonly FormView[];
  readonly exceptions?: string;
  /** The final page; empty where no case exists. */
  readonly finalSignatures: readonly SignatureView[];
  /** Approval and `sign` steps. */
  readonly otherSignatures: readonly SignatureView[];
  readonly timeline: TimelineView;
  readonly steps: readonly StepView[];
  /** Absent where the runbook declares no probes. */
  readonly outage?: OutageView;
  readonly compare: readonly CompareView[];
  readonly deviations: readonly DeviationView[];
  readonly coverage: CoverageView;
  readonly notes: readonly NoteView[];
  readonly preflight: PreflightView;
  readonly evidence: readonly EvidenceView[];
  readonly integrity: IntegrityView;
}

export interface RunView {
  readonly id: RunId;
  readonly title: string;
  readonly summary?: string;
  readonly system?: string;
  readonly runbook: string;
  readonly version: string;
  readonly mode: RunMode;
  readonly practice: boolean;
  readonly about: RunAbout;
  readonly state: RunStateName;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

export interface OutcomeView {
  /** One sentence, for the cover: `Accepted with 2 caveats`. */
  readonly sentence: string;
  /** What supports it: verdicts, signatures, how the run ended. */
  readonly support: readonly string[];
  readonly tone: 'good' | 'warning' | 'bad' | 'open';
  readonly final: boolean;
  readonly openSignatures: readonly OpenSignatureView[];
  readonly acceptance: Acceptance;
}

export interface PersonView {
  readonly role: RoleId;
  readonly roleTitle: string;
  readonly name?: string;
  readonly organisation?: string;
  readonly title?: string;
  /** Who held the role before, and why it was handed over. */
  readonly before: readonly { readonly name: string; readonly at: string; readonly reason: string }[];
}

export interface HostView {
  readonly id: HostId;
  readonly name: string;
  readonly address: string;
  readonly site?: string;
}

export interface SignatureView {
  readonly subject: string;
  readonly role: RoleId;
  readonly roleTitle: string;
  /** `absent`: optional, and nobody signed; `missing`: required, and nobody signed. */
  readonly state: 'signed' | 'voided' | 'refused' | 'missing' | 'absent';
  readonly name?: string;
  readonly organisation?: string;
  readonly title?: string;
  readonly meaning?: SignOffMeaning;
  readonly statement?: string;
  readonly signedAt?: string;
  readonly zone?: string;
  readonly means?: SignOffMeans;
  readonly scripted?: boolean;
  readonly reauthenticated?: boolean;
  readonly receivedBy?: string;
  readonly reservation?: string;
  /** Why it was refused, or no longer stands. */
  readonly reason?: string;
  /** SHA-256 of the results that it covers. */
  readonly covers?: Sha256;
  readonly head?: Sha256;
  readonly drawn?: readonly (readonly (readonly [number, number])[])[];
}

export interface FormView {
  readonly id: StepId;
  readonly title: string;
  readonly description?: string;
  readonly host?: HostView;
  /** First 12 hex of the host key seen at preflight are enough for people; here the whole fingerprint. */
  readonly hostKey?: string;
  readonly groups: readonly FormGroupView[];
  readonly exemptions?: string;
  /** Tester, witness and further roles as they stand now. */
  readonly signatures: readonly SignatureView[];
  /** Voided and refused ones, oldest first. */
  readonly history: readonly SignatureView[];
}

export interface FormGroupView {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly intro?: string;
  readonly notApplicable?: string;
  readonly comment?: string;
  readonly cases: readonly CaseView[];
}

export interface CaseView {
  readonly id: CaseId;
  readonly number: string;
  readonly procedure: string;
  readonly expected: string;
  /** The verdict that stands. */
  readonly verdict?: Verdict;
  /** All of them, oldest first: a retest does not erase what it corrects. */
  readonly verdicts: readonly VerdictView[];
  readonly agreed?: { readonly by: string; readonly how: 'note' | 'mail'; readonly counts: boolean };
  readonly evidence: readonly CaseEvidenceView[];
}

export interface VerdictView {
  readonly is: Verdict;
  readonly at: string;
  readonly by: string;
  readonly caveat?: string;
  readonly comment?: string;
  readonly retest?: string;
  readonly early: boolean;
  readonly scripted: boolean;
}

/** Evidence beside its case: the number under which the register holds it, and the lines that show the matter. */
export interface CaseEvidenceView {
  readonly number: string;
  readonly label: string;
  readonly end?: string;
  readonly bad?: true;
  /** The first lines of the script; `bad`: it ended otherwise than it should. */
  readonly command?: readonly string[];
  /** Where the script is more than a line: the line by which it is known, and the anchor under which all is printed. */
  readonly script?: { readonly short: string; readonly anchor: string };
  readonly lines: readonly { readonly text: string; readonly marked: boolean }[];
  /** Lines that stand only in the register. */
  readonly more: number;
  /** A file that somebody attached; a picture is drawn. */
  readonly file?: EvidenceRef;
}

export interface EvidenceView {
  readonly number: string;
  readonly what: string;
  readonly source: string;
  readonly at?: string;
  readonly file?: EvidenceRef;
  readonly recording?: RecordingRef;
  readonly step?: StepId;
  readonly text?: string;
  readonly truncated: boolean;
  /** Present where all of the text stands with the case, under the anchor `case-…`. */
  readonly shownWith?: CaseId;
  /** The case with which a picture is drawn; all others stand in the register. */
  readonly ofCase?: CaseId;
}

export interface TimelineView {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly rows: readonly TimelineRow[];
  readonly rto?: { readonly targetMs?: number; readonly actualMs?: number; readonly from: string; readonly to: string };
  readonly rpo?: RecoveryPoint;
  readonly split: TimeSplit;
  readonly plannedMs: number;
}

export interface TimelineRow {
  readonly step: StepId;
  readonly title: string;
  readonly state: StepState;
  readonly simulated: boolean;
  readonly overridden: boolean;
  readonly notDone?: true;
  readonly critical: boolean;
  readonly plannedStartMs?: number;
  readonly plannedEndMs?: number;
  readonly startMs?: number;
  readonly endMs?: number;
}

/** Where the time went; the parts add up to the run's length. */
export interface TimeSplit {
  readonly machineMs: number;
  readonly operatorMs: number;
  readonly witnessMs: number;
  readonly holdMs: number;
}

export interface StepView {
  readonly id: StepId;
  readonly title: string;
  readonly phase: string;
  readonly kind: string;
  readonly description?: string;
  readonly state: StepState;
  readonly simulated: boolean;
  readonly overridden: boolean;
  readonly notDone?: true;
  readonly why: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly destructive: boolean;
  /** The script, the instructions or the check, to the last character. */
  readonly action: string;
  /** `action` is to be set in a fixed face. */
  readonly script: boolean;
  readonly env: readonly (readonly [name: string, value: string])[];
  /** What its hosts have otherwise. */
  readonly hostEnv: Pick<SplitEnv, 'names' | 'rows'>;
  readonly expectations: readonly string[];
  readonly undo?: string;
  /** `undo` is to be set in a fixed face. */
  readonly undoScript: boolean;
  readonly guards: readonly {
    readonly step: StepId;
    readonly result: string;
    readonly detail: string;
    readonly at: string;
  }[];
  readonly attempts: readonly AttemptView[];
  readonly terminals: readonly TerminalView[];
  readonly confirmed?: {
    readonly by: string;
    readonly note?: string;
    readonly answers: readonly (readonly [question: string, answer: string])[];
    readonly onWordOf?: string;
    readonly scripted: boolean;
    readonly evidence: readonly FileNumber[];
  };
  readonly choice?: {
    readonly option: string;
    readonly by?: string;
    readonly at?: string;
    readonly scripted?: boolean;
  };
  /** What people said that did not work; `settles`: the step failed for it, and its `why` says the same. */
  readonly reports: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    readonly scripted: boolean;
    readonly settles: boolean;
    readonly evidence: readonly FileNumber[];
  }[];
}

/** A file that a person gave, by its number in the register. */
export interface FileNumber {
  readonly number: string;
  readonly name: string;
}

export interface AttemptView {
  readonly host: string;
  readonly number: number;
  readonly undo: boolean;
  readonly startedAt: string;
  readonly durationMs?: number;
  readonly end: string;
  readonly outcome: 'passed' | 'failed' | 'unknown' | 'owed' | 'running';
  readonly why: string;
  readonly lines: readonly { readonly text: string; readonly marked: boolean }[];
  readonly recording?: RecordingRef;
  readonly leftRunning: boolean;
}

/** A terminal that a person had within a step, with what was typed there. */
export interface TerminalView {
  readonly host: string;
  readonly by: string;
  readonly openedAt: string;
  readonly closedAt?: string;
  readonly end: string;
  readonly typed: readonly { readonly at: string; readonly text: string }[];
  readonly typedLeftOut: number;
  readonly recording?: RecordingRef;
}

/** What the probes of a run saw. */
export interface OutageView {
  /** The drawn meter goes from the run's start to the last that is known. */
  readonly from: string;
  readonly to: string;
  readonly rtoMs?: number;
  readonly probes: readonly ProbeOutage[];
}

/** A declared value of one host, or how a probe stood. */
export interface CompareView {
  readonly title: string;
  readonly host: string;
  readonly before?: string;
  readonly after?: string;
  readonly rolledBack?: string;
  /** Against what the run, or its rollback, left; present where both were taken. */
  readonly changed?: boolean;
}

export interface DeviationView {
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly by: string;
  readonly reason: string;
}

export interface CoverageView {
  readonly steps: number;
  /** The sum of the three below. */
  readonly provenSteps: number;
  /** By what the program itself did and saw. */
  readonly machineSteps: number;
  /** By what a person confirmed or chose. */
  readonly personSteps: number;
  /** Result forms and sign-offs. */
  readonly signedSteps: number;
  readonly cases: number;
  readonly provenCases: number;
  /** Cases whose verdict stands beside output that the program took. */
  readonly machineCases: number;
  /** What a person said without the program having seen it: it counts as proven, and the reader shall know. */
  readonly onPersons: readonly { readonly what: string; readonly by: string; readonly how: string }[];
  readonly notProven: readonly {
    readonly what: string;
    readonly tone: 'unknown' | 'owed' | 'failed' | 'skipped' | 'person';
    readonly word: string;
    readonly why: string;
  }[];
}

export interface NoteView {
  readonly at: string;
  readonly eventAt?: string;
  readonly by: string;
  readonly text: string;
  readonly step?: StepId;
  readonly evidence: readonly string[];
}

export interface IntegrityView {
  readonly planHash: Sha256;
  readonly head: Sha256;
  readonly records: number;
  readonly certificate?: Sha256;
  readonly follows?: { readonly runId: RunId; readonly head: Sha256 };
  readonly seal?: { readonly head: Sha256; readonly publicKey: string; readonly signature: string };
  readonly sessions: readonly {
    readonly at: string;
    readonly version: string;
    readonly host: string;
    readonly tornBytes: number;
  }[];
  /** Files that the record names and that were not there when the report was made. */
  readonly missing: readonly string[];
  /** Recordings that are too large to be attached. */
  readonly notAttached: readonly { readonly file: string; readonly bytes: number; readonly sha256: Sha256 }[];
}
