import type { CaseId, HostId, RoleId, Sha256, StepId, SubjectId } from '../base/ids.ts';
import type { SignOffMeaning } from '../plan/plan.ts';
import type {
  Agreement,
  EvidenceRef,
  Fact,
  FailureChoice,
  FactData,
  OnWordOf,
  Person,
  SignOffMeans,
  UnknownChoice,
  Verdict,
} from './facts.ts';

/** What people, the clock and the world ask of a run, in the imperative. `scripted`: a file of answers speaks. */
export type Command =
  | { readonly type: 'open-session'; readonly session: FactData['session-opened'] }
  | { readonly type: 'name-person'; readonly role: RoleId; readonly person: Person; readonly identifiedBy?: string }
  | {
      readonly type: 'hand-over-role';
      readonly role: RoleId;
      readonly to: Person;
      readonly reason: string;
      readonly bothSigned: boolean;
      /** Who made sure of the person who takes over, and how. */
      readonly identifiedBy?: string;
    }
  | { readonly type: 'start-preflight' }
  | { readonly type: 'accept-preflight'; readonly subject: string; readonly by: Person; readonly reason: string }
  | { readonly type: 'declare-rto'; readonly time: string; readonly by: Person }
  | { readonly type: 'start'; readonly by: Person }
  | { readonly type: 'pause'; readonly by?: Person; readonly reason: string }
  | { readonly type: 'continue'; readonly by: Person }
  | { readonly type: 'abort'; readonly by?: Person; readonly reason: string }
  | { readonly type: 'roll-back'; readonly by?: Person; readonly reason: string }
  | { readonly type: 'stop-step'; readonly step: StepId; readonly by: Person; readonly reason: string }
  | {
      readonly type: 'confirm';
      readonly step: StepId;
      readonly by: Person;
      readonly note?: string;
      readonly answers: Readonly<Record<string, unknown>>;
      readonly evidence: readonly EvidenceRef[];
      readonly onWordOf?: OnWordOf;
      readonly scripted: boolean;
    }
  /** What a person was to do did not work. */
  | {
      readonly type: 'report-failure';
      readonly step: StepId;
      readonly by: Person;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
      readonly scripted: boolean;
    }
  | {
      readonly type: 'choose';
      readonly step: StepId;
      readonly by: Person;
      readonly option: string;
      readonly scripted: boolean;
    }
  | {
      readonly type: 'decide-failure';
      readonly step: StepId;
      readonly choice: FailureChoice;
      readonly by: Person;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
      readonly scripted: boolean;
    }
  | {
      readonly type: 'decide-unknown';
      readonly step: StepId;
      readonly host: HostId | 'app';
      readonly choice: UnknownChoice;
      readonly by: Person;
      readonly reason: string;
      readonly scripted: boolean;
    }
  | { readonly type: 'skip'; readonly step: StepId; readonly by: Person; readonly reason: string }
  | { readonly type: 'override-guard'; readonly step: StepId; readonly by: Person; readonly reason: string }
  | {
      readonly type: 'give-verdict';
      readonly case: CaseId;
      readonly is: Verdict;
      readonly by: Person;
      readonly caveat?: string;
      readonly agreedBy?: Agreement;
      readonly comment?: string;
      /** Why the case is tested again; required once it has a verdict. */
      readonly retest?: string;
      readonly evidence: readonly EvidenceRef[];
      readonly scripted: boolean;
    }
  /** Takes the automatic evidence of a case once more, for a retest. */
  | { readonly type: 'take-evidence'; readonly case: CaseId; readonly by: Person }
  | { readonly type: 'agree-caveat'; readonly case: CaseId; readonly agreedBy: Agreement }
  | {
      readonly type: 'write-comment';
      readonly kind: 'comment' | 'exemptions' | 'exceptions';
      readonly subject: string;
      readonly text: string;
      readonly by: Person;
    }
  | {
      readonly type: 'sign-off';
      /** In which language the sentence was shown; English where nothing is said. */
      readonly lang?: 'en' | 'it';
      readonly subject: SubjectId;
      readonly role: RoleId;
      readonly person: Person;
      readonly meaning?: SignOffMeaning;
      readonly statement?: string;
      readonly means: SignOffMeans;
      readonly reauthenticated: boolean;
      readonly scripted: boolean;
      readonly reservation?: string;
      readonly receivedBy?: Person;
      readonly evidence: readonly EvidenceRef[];
      readonly drawn?: readonly (readonly (readonly [number, number])[])[];
    }
  | {
      readonly type: 'refuse-sign-off';
      readonly subject: SubjectId;
      readonly role: RoleId;
      readonly by: Person;
      readonly reason: string;
      readonly scripted: boolean;
    }
  | {
      readonly type: 'add-note';
      readonly text: string;
      readonly by: Person;
      readonly eventAt?: string;
      readonly step?: StepId;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'open-terminal';
      readonly host: HostId;
      readonly by: Person;
      /** The `terminal` step that it belongs to; without one a reason is asked for. */
      readonly step?: StepId;
      readonly reason?: string;
      readonly columns: number;
      readonly rows: number;
    }
  | { readonly type: 'seal'; readonly publicKey: string; readonly signature: string; readonly certificate: Sha256 }
  /** Something was seen in the world: the end of an attempt, a judged guard, evidence, a host that answers. */
  | { readonly type: 'observe'; readonly fact: ObservedFact }
  /** Time has passed or facts were added: what can begin or settle now? */
  | { readonly type: 'advance' };

export type ObservedFact = Extract<
  Fact,
  {
    readonly type:
      | 'preflight-host-probed'
      | 'preflight-check-taken'
      | 'preflight-finished'
      | 'guard-taking'
      | 'guard-judged'
      | 'before-kept'
      | 'attempt-ended'
      | 'evidence-taken'
      | 'compare-taken'
      | 'probe-sampled'
      | 'probes-counted'
      | 'probes-stopped'
      | 'host-answered'
      | 'terminal-closed';
  }
>;

/** What `decide` may ask of the outside: the time, and a hash of text. Nothing else varies. */
export interface Circumstances {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly sha256: (text: string) => Sha256;
  /** Local date, time and offset of `now` in a zone, as printed on forms: `2026-11-21 03:04:05 +01:00`. */
  readonly localTime: (now: number, zone: string) => string;
}

/** Facts to append, or one sentence that says what would have to be different. */
export type Decision =
  { readonly ok: true; readonly facts: readonly Fact[] } | { readonly ok: false; readonly refusal: string };
