import type { Disposable } from '../../src-shared/base/disposable.ts';
import type { RoleId, RunId, Sha256, SubjectId } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { Command, Decision } from '../../src-shared/run/commands.ts';
import type { EvidenceRef, Person, SignOff, SignOffMeans } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { EvidenceStore } from '../engine/ports.ts';
import type { OutputHub } from './output/output-hub.ts';

/** A run that this process holds: the only writer of its journal until `close`. */
export interface OpenRun {
  readonly runId: RunId;
  readonly folder: string;
  readonly plan: Plan;
  readonly planHash: Sha256;
  /** The state after the last durable fact. */
  readonly state: RunState;
  readonly records: readonly JournalRecord[];
  readonly evidence: EvidenceStore;
  /** What the run's recordings are being told right now. */
  readonly output: OutputHub;
  /** Announces records once they are durable, in their order. */
  onRecords(listener: (records: readonly JournalRecord[], state: RunState) => void): Disposable;
  /** Decides, appends and begins what follows. Rejects only when the journal can no longer be written. */
  command(command: Command): Promise<Decision>;
  /** Takes the step's guards once more, then confirms. */
  confirm(command: Extract<Command, { readonly type: 'confirm' }>): Promise<Decision>;
  /** Whether this person's PIN is set, so that the next one is checked and not set. */
  hasPin(person: Person): Promise<boolean>;
  /** Checks the PIN where one is given (set on its first use), then signs. */
  sign(request: SignRequest): Promise<Decision>;
  /** Gives a role to another person; signed by both where both PINs are given, and each is right. */
  handOver(request: HandOverRequest): Promise<Decision>;
  /** Seals an ended run with the installation's key. */
  seal(): Promise<Decision>;
  /**
   * Opens a shell on a host, once the fact that says so is durable. Outside a `terminal` step it needs a reason. Its
   * output is `recording` in `output`. Throws DrillError `run.refused`, `ssh.*`, `recording.write-failed`.
   */
  openTerminal(request: TerminalRequest): Promise<{ readonly terminal: string; readonly recording: string }>;
  /** An open terminal; what is asked of one that has ended throws DrillError `run.refused`. */
  terminal(id: string): OpenTerminal;
  /** Resolves when nothing is under way and nothing will begin by itself: the run has ended or waits for people. */
  quiet(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export type TerminalRequest = Omit<Extract<Command, { readonly type: 'open-terminal' }>, 'type'>;

export interface OpenTerminal {
  /** Resolves when the link has taken it. */
  write(text: string): Promise<void>;
  resize(columns: number, rows: number): void;
  /** Resolves when its end is durable; also where it has ended. */
  close(): Promise<void>;
  /** Resolves when it has ended, by whatever means, and that is durable. */
  ended(): Promise<void>;
}

export type HandOverRequest = Omit<Extract<Command, { readonly type: 'hand-over-role' }>, 'type' | 'bothSigned'> & {
  readonly fromPin?: string;
  readonly toPin?: string;
};

export interface SignRequest {
  readonly subject: SubjectId;
  readonly role: RoleId;
  readonly person: Person;
  /** `flag`: approval by `--yes`. With `pin` the means is `pin`, or `scripted` where a file gives it. */
  readonly means: SignOffMeans;
  readonly pin?: string;
  readonly scripted: boolean;
  readonly reservation?: string;
  readonly receivedBy?: Person;
  readonly evidence: readonly EvidenceRef[];
  readonly drawn?: NonNullable<SignOff['drawn']>;
  /** Of the sentence that was shown. */
  readonly lang?: 'en' | 'it';
}
