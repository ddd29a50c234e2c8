import type { ErrorCode } from '../../src-shared/base/error-codes.ts';
import type { HostId, RunId, Sha256, StepId } from '../../src-shared/base/ids.ts';
import type { HostWork, PlanHost, PlanStep, StepKind } from '../../src-shared/plan/plan.ts';
import type { AcrossResult } from '../../src-shared/run/across.ts';
import type { AttemptEnd, AttemptEnded, Fact, HostProbe, Outputs, RecordingRef } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';

/** Wall clock for people, monotonic for durations; both in milliseconds. */
export interface Clock {
  now(): number;
  mono(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted (it never rejects). */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export type OutputStream = 'stdout' | 'stderr';

/** A script for one host. It goes by standard input; `env` holds final values, byte for byte, NUL-free. */
export interface ScriptRequest {
  readonly host: PlanHost;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tty: boolean;
  /** Milliseconds from the start of the script, not of the connection. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
  /** May return a promise: the channel is read no further until it resolves. */
  readonly onOutput: (stream: OutputStream, bytes: Uint8Array) => void | Promise<void>;
}

/**
 * How a script ended, as far as it was seen. `exit` and `signal` are ends that were seen; `lost` is a link end without
 * a status; `no-status` an orderly close without one; `not-sent` means that nothing can have run: the connection or the
 * channel never came, or the closing brace was never sent. `gone` says that the remote process group was proven to be gone.
 */
export type ScriptEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'no-status' }
  | { readonly kind: 'timed-out'; readonly gone: boolean }
  | { readonly kind: 'cancelled'; readonly gone: boolean }
  | { readonly kind: 'not-sent'; readonly code: ErrorCode; readonly message: string; readonly unreachable: boolean };

export interface ScriptResult {
  readonly end: ScriptEnd;
  /** The mark came on both streams: a POSIX shell ran this. `exit` 0 without it is a failure. */
  readonly marked: boolean;
  /** The mark came on this stream only: the script ran, and what it said on the other one did not come here. */
  readonly markedOn?: OutputStream;
  /** A stream was still open 5 s after the exit status: the script left something running. */
  readonly leftRunning: boolean;
  readonly durationMs: number;
  /** What came before the mark (login files, a refusal), at most 128 KiB: for people, never judged. */
  readonly noise?: string;
}

/** An interactive shell on a host: the login shell of its user, in a pseudo-terminal. */
export interface ShellRequest {
  readonly host: PlanHost;
  readonly columns: number;
  readonly rows: number;
  /** Asked of the host, which takes what its sshd allows (`AcceptEnv`) and says nothing of the rest. */
  readonly env?: Readonly<Record<string, string>>;
  /** Aborted: the connection is waited for no longer, or the shell is closed. */
  readonly signal: AbortSignal;
  /** May return a promise: the channel is read no further until it resolves. */
  readonly onOutput: (bytes: Uint8Array) => void | Promise<void>;
}

/** How a shell ended, as far as it was seen; `closed`: from this side. */
export type ShellEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'no-status' }
  | { readonly kind: 'closed' };

export interface Shell {
  /** Resolves when the link has taken it; at once where the shell has ended, which drops it. */
  write(text: string): Promise<void>;
  resize(columns: number, rows: number): void;
  /** Hangs up: the host ends what the shell left in its foreground. */
  close(): void;
  /** Settles when all output was handed on. Rejects only with what `onOutput` threw. */
  readonly ended: Promise<ShellEnd>;
}

/** What a connection showed of a host, before any script. */
export interface HostFacts {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly hostKeyFingerprint: string;
  readonly hostKeyAlgorithm: string;
  /** The key was not known before and was recorded now (`--accept-new-host-keys`). */
  readonly hostKeyNew: boolean;
  readonly serverVersion: string;
}

/** What stands at a path of a host, links followed. */
export interface RemoteFile {
  /** Where it really is: links resolved. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface FileToPlace {
  /** As `find` gave it, where something is there. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly mode: number;
  /** Of the file that is replaced: the new one gets the same, or nothing is placed. */
  readonly owner?: Pick<RemoteFile, 'uid' | 'gid'>;
  /** The temporary file, in the same folder. It must not be there yet. */
  readonly part: string;
  /** Where the file that is replaced stays; only where there is one. It must not be there yet. */
  readonly keepAs?: string;
}

/**
 * The files of one host. Everything rejects with DrillError `copy.*`, which names the path; `copy.link-lost` where the
 * end was not seen. Whoever opened it closes it.
 */
export interface RemoteFiles {
  /** `undefined`: nothing is there, while its folder is. */
  find(path: string): Promise<RemoteFile | undefined>;
  /** Rejects with `copy.too-large` where it has more than `limit` bytes. */
  read(file: RemoteFile, limit: number): Promise<Uint8Array>;
  /**
   * Writes the temporary file to its end, keeps the old one, and puts the new one in its place in one step. Gives what
   * a reader of the record should know of how it was done.
   */
  place(file: FileToPlace): Promise<readonly string[]>;
  /** Puts a kept file back in one step: its content, mode and owner are those that it had. */
  putBack(kept: string, path: string): Promise<void>;
  remove(path: string): Promise<void>;
  close(): void;
}

/** SSH, as the engine and the step executors see it. Connections are kept and shared; channels are queued. */
export interface RemoteHosts {
  /** Connects (or finds the open connection). Throws DrillError `ssh.*`; nothing was run. */
  connect(host: PlanHost, signal: AbortSignal): Promise<HostFacts>;
  /** Never throws for what happens on the host or the link: that is a ScriptEnd. */
  run(request: ScriptRequest): Promise<ScriptResult>;
  /** Opens a shell. Throws DrillError `ssh.*`, or the signal's reason; nobody typed anything then. */
  openShell(request: ShellRequest): Promise<Shell>;
  /** Opens SFTP; with `sudo` everything is done as root, by scripts. Throws DrillError `ssh.*`, `copy.no-sftp`. */
  openFiles(host: PlanHost, sudo: boolean, signal: AbortSignal): Promise<RemoteFiles>;
  dispose(): Promise<void>;
}

/** Where passwords and passphrases come from. `undefined`: nobody can tell, the credential is not used. */
export interface Credentials {
  password(host: PlanHost, prompt: string): Promise<string | undefined>;
  passphrase(keyPath: string): Promise<string | undefined>;
  /** Absent where this machine has none: what is `saved` is then asked for each time. */
  readonly keychain?: Keychain;
}

/** Secrets that the system keeps for this user, by the name that an inventory's `auth: { saved: NAME }` gives them. */
export interface Keychain {
  read(name: string): Promise<string | undefined>;
  write(name: string, secret: string): Promise<void>;
  forget(name: string): Promise<void>;
}

export interface Journal {
  /** All records so far, oldest first. */
  readonly records: readonly JournalRecord[];
  readonly head: Sha256;
  /** Bytes after the last newline that were cut off at opening; 0 when the journal was whole. */
  readonly tornBytes: number;
  /** Resolves when the facts are on disk, in the order of the calls. Rejects, now and ever after, when a sync failed. */
  append(facts: readonly Fact[]): Promise<readonly JournalRecord[]>;
  close(): Promise<void>;
}

export interface RecordingSummary {
  /** Path below the run folder, with `/`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: Sha256;
  /** Bytes of output that were no UTF-8 and were replaced. */
  readonly invalidBytes: number;
}

export interface Recording {
  /** A promise when the disk is behind; the caller waits before it reads on. `atMs` counts from the recording's start. */
  write(stream: OutputStream, bytes: Uint8Array, atMs: number): void | Promise<void>;
  /** What a person typed, as it may be kept: an "i" event. */
  typed(text: string, atMs: number): void;
  /** Rejects with DrillError `recording.write-failed`: the disk refused output, which itself went on. */
  close(): Promise<RecordingSummary>;
}

export interface Recordings {
  /**
   * `name` is `<phase>.<step>.<attempt>.<host>`, without folder and ending; unsafe characters are replaced. `size` is that
   * of its terminal; 80 by 24 for scripts that have none.
   */
  open(name: string, title: string, startedAt: number, size?: TerminalSize): Promise<Recording>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Of a script that runs with a terminal: no size is right for all, wide lines keep messages whole. */
export const scriptTerminal: TerminalSize = { columns: 200, rows: 50 };

/** Hears the text of recordings, decoded and masked, in the moment in which it is written. */
export interface OutputListener {
  opened(name: string, file: string): OutputSink;
}

export interface OutputSink {
  text(stream: OutputStream, text: string, atMs: number): void;
  /** Nothing more comes; also where the disk refused what was written. */
  closed(): void;
}

export interface EvidenceFile {
  readonly sha256: Sha256;
  /** Path below the run folder, with `/`. */
  readonly file: string;
  readonly bytes: number;
  /** The name that the person gave it. */
  readonly name: string;
}

export interface EvidenceStore {
  /** Copies a file into the run folder; durable when it resolves. Throws DrillError `file.not-readable`. */
  putFile(path: string): Promise<EvidenceFile>;
  putBytes(name: string, bytes: Uint8Array): Promise<EvidenceFile>;
}

/** Seals and signs for this installation; made at first start. */
export interface Installation {
  /** SHA-256 of the certificate's DER, 64 lower-case hexadecimal digits. */
  readonly certificateFingerprint: Sha256;
  /** Ed25519 public key, base64 of the raw 32 bytes. */
  readonly publicKey: string;
  /** Ed25519 signature, base64. */
  seal(text: string): string;
  /** PKCS#12 with the RSA key and certificate that sign PDFs. */
  p12(): { readonly bytes: Uint8Array; readonly passphrase: string };
}

export type PinAnswer = 'right' | 'wrong' | 'not-set' | { readonly lockedForMs: number };

/** PINs by scrypt; five wrong tries lock a person for five minutes. */
export interface Pins {
  /** Throws DrillError `pin.too-short` or `pin.already-set`: nobody replaces a PIN. */
  set(person: { readonly name: string; readonly organisation: string }, pin: string): Promise<void>;
  check(person: { readonly name: string; readonly organisation: string }, pin: string, now: number): Promise<PinAnswer>;
  /** Whether this person has set a PIN on this installation. */
  known(person: { readonly name: string; readonly organisation: string }): Promise<boolean>;
}

export interface RunStorage {
  readonly runId: RunId;
  readonly folder: string;
  readonly journal: Journal;
  readonly recordings: Recordings;
  readonly evidence: EvidenceStore;
}

/** The answer of a TCP connect: `local-error` is this side's trouble (no route, no tool), never the other's. */
export type PortAnswer = 'open' | 'refused' | 'silent' | 'local-error';

export type HostLookup = (id: HostId) => PlanHost;

/** What an executor may use. `signal` is aborted when a person stops the step; the attempt then ends as `cancelled`. */
export interface StepContext {
  readonly step: PlanStep;
  readonly host: HostLookup;
  readonly signal: AbortSignal;
  /** Final values for a script on a host: secrets and `DRILLBOOK_*` included. Throws DrillError `expression.failed`. */
  readonly env: (work: HostWork) => Readonly<Record<string, string>>;
  /** Decides `expect.that` for one host's captures. */
  readonly holds: (expression: string, host: HostId | 'app', outputs: Outputs) => boolean;
  /** Why what all hosts gave together is not what the step's `across` asks for; undefined where it is, or nothing is asked. */
  readonly against: (results: readonly AcrossResult[]) => string | undefined;
}

export interface AttemptRequest {
  readonly host: HostId | 'app';
  readonly attempt: number;
  /** Name of the recording, without folder and ending. */
  readonly recording: string;
  /** Milliseconds since 1970 at which the attempt began; earlier than now after a resume. */
  readonly startedAt: number;
  /** Puts on disk what stands there; nothing may be changed before it resolves. */
  readonly keep: (found: Outputs) => Promise<void>;
  /** What the attempts of a step kept on this host, oldest first. */
  readonly kept: (step: StepId) => readonly Outputs[];
}

/** How an attempt ended: everything of the fact but which attempt it was. Never rejects for what the world does. */
export type AttemptResult = Omit<AttemptEnded, 'step' | 'host' | 'attempt'>;
export type StepExecutor = (request: AttemptRequest, context: StepContext) => Promise<AttemptResult>;

export interface CheckTaken {
  /** `not-taken`: this side could not look, so nothing is known. */
  readonly result: 'true' | 'false' | 'not-taken';
  readonly detail: string;
  readonly outputs: Outputs;
}

export interface ScriptOutput {
  readonly end: AttemptEnd;
  /** The first MiB of stdout, with secrets masked. */
  readonly text: string;
  readonly truncated: boolean;
  readonly recording?: RecordingRef;
}

/** The step kinds, as the engine calls them. A kind without an executor waits for people. */
export interface StepWork {
  readonly perform: Readonly<Partial<Record<StepKind, StepExecutor>>>;
  /** Takes a check once: for guards and preflight. Of a `copy`, what it would do now. */
  takeCheck(context: StepContext): Promise<CheckTaken>;
  /** A read-only script beside the steps: evidence of a case, a value to compare. */
  readScript(
    script: string,
    work: HostWork,
    recording: string | undefined,
    context: Omit<StepContext, 'step'>,
  ): Promise<ScriptOutput>;
  /** Connects, and looks at what the plan needs on the host. */
  probeHost(host: PlanHost, required: boolean, signal: AbortSignal): Promise<HostProbe>;
}
