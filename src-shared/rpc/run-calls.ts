import { Type } from 'typebox';
import type { RunId, Sha256 } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { EvidenceRef, RunAbout, RunMode, SignOff } from '../run/facts.ts';
import type { RunStateName } from '../run/state.ts';
import {
  closed,
  evidence,
  hostId,
  instant,
  language,
  nothing,
  path,
  person,
  roleId,
  runId,
  sentence,
  stepId,
  strings,
  subjectId,
} from './fields.ts';
import { userCommand } from './user-command.ts';

const about = Type.Unsafe<RunAbout>(
  Type.Object(
    {
      customer: Type.Optional(sentence),
      site: Type.Optional(sentence),
      change: Type.Optional(sentence),
      occasion: Type.Optional(Type.Unsafe({ enum: ['incident', 'exercise', 'planned change'] })),
      window: Type.Optional(Type.Object({ from: instant, to: instant }, closed)),
      zone: Type.String({ minLength: 1, maxLength: 64 }),
    },
    closed,
  ),
);
const pin = Type.String({ minLength: 1, maxLength: 64 });
const strokes = Type.Unsafe<NonNullable<SignOff['drawn']>>(
  Type.Array(Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { maxItems: 4_000 }), { maxItems: 200 }),
);
const terminal = Type.String({ minLength: 1, maxLength: 200 });
const columns = Type.Integer({ minimum: 2, maximum: 1000 });
const rows = Type.Integer({ minimum: 1, maximum: 1000 });

/** Runs: made, held (one writer each), commanded, signed. A refusal is a result, not an error. */
export const runParams = {
  'runs.list': nothing,
  'run.create': Type.Object(
    {
      runbook: path,
      inventory: path,
      set: strings,
      /** Values of secret parameters: kept in memory as long as the run is held. */
      secrets: strings,
      mode: Type.Unsafe<RunMode>({ enum: ['live', 'rehearsal'] }),
      about,
      people: Type.Record(Type.String(), person),
      allowDestructive: Type.Array(hostId),
      /** What the window showed: another plan by now is refused. */
      planHash: Type.String(),
      follow: Type.Optional(runId),
    },
    closed,
  ),
  /** Takes the run's lock; this process may act on it from then on. */
  'run.hold': Type.Object({ run: runId }, closed),
  /** Lets go of it: what is under way is left as the journal has it. */
  'run.release': Type.Object({ run: runId }, closed),
  'run.read': Type.Object({ run: runId }, closed),
  'run.command': Type.Object({ run: runId, command: userCommand }, closed),
  'run.sign': Type.Object(
    {
      run: runId,
      subject: subjectId,
      role: roleId,
      person,
      means: Type.Unsafe<'pin' | 'paper' | 'mail' | 'flag'>({ enum: ['pin', 'paper', 'mail', 'flag'] }),
      pin: Type.Optional(pin),
      reservation: Type.Optional(sentence),
      receivedBy: Type.Optional(person),
      evidence,
      drawn: Type.Optional(strokes),
      /** In which language the sentence was shown that is signed. */
      lang: Type.Optional(language),
    },
    closed,
  ),
  /** Signed by both where both PINs are given and right; a person without a PIN sets it first. */
  'run.handOver': Type.Object(
    {
      run: runId,
      role: roleId,
      to: person,
      reason: sentence,
      identifiedBy: Type.Optional(sentence),
      fromPin: Type.Optional(pin),
      toPin: Type.Optional(pin),
    },
    closed,
  ),
  'run.seal': Type.Object({ run: runId }, closed),
  'people.hasPin': Type.Object({ person }, closed),
  'people.setPin': Type.Object({ person, pin }, closed),
  'evidence.put': Type.Object(
    { run: runId, name: Type.String({ minLength: 1, maxLength: 200 }), base64: Type.String() },
    closed,
  ),
  'evidence.read': Type.Object({ run: runId, file: path }, closed),
  /** An interactive shell; outside a `terminal` step it is a deviation and needs a reason. */
  'terminal.open': Type.Object(
    {
      run: runId,
      host: hostId,
      by: person,
      step: Type.Optional(stepId),
      reason: Type.Optional(sentence),
      columns,
      rows,
    },
    closed,
  ),
  'terminal.write': Type.Object({ run: runId, terminal, text: Type.String({ maxLength: 64 * 1024 }) }, closed),
  'terminal.resize': Type.Object({ run: runId, terminal, columns, rows }, closed),
  'terminal.close': Type.Object({ run: runId, terminal }, closed),
  /** Names of the recordings that are being written now. */
  'output.live': Type.Object({ run: runId }, closed),
  /** Events of a recording from event number `from`, at most `limit`. */
  'recording.read': Type.Object(
    {
      run: runId,
      file: path,
      from: Type.Integer({ minimum: 0 }),
      limit: Type.Integer({ minimum: 1, maximum: 50_000 }),
    },
    closed,
  ),
  /** The last events of a recording: what a glance can show, however long it is. */
  'recording.end': Type.Object({ run: runId, file: path }, closed),
};

export interface RunResults {
  'runs.list': readonly RunEntry[];
  'run.create': { readonly run: RunId };
  'run.hold': null;
  'run.release': null;
  'run.read': RunOpened;
  'run.command': Answer;
  'run.sign': Answer;
  'run.handOver': Answer;
  'run.seal': Answer;
  'people.hasPin': boolean;
  'people.setPin': null;
  'evidence.put': EvidenceRef;
  'evidence.read': { readonly base64: string };
  'terminal.open': { readonly terminal: string; readonly recording: string };
  'terminal.write': null;
  'terminal.resize': null;
  'terminal.close': null;
  'output.live': readonly string[];
  'recording.read': RecordingPart;
  'recording.end': RecordingEnd;
}

/** Done, up to this record; or one sentence that says what would have to be different. */
export type Answer = { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly refusal: string };

/** `here`: this process may act on it; `elsewhere`: another program has it; `free`: nobody. */
export type Held = 'here' | 'elsewhere' | 'free';

export interface RunEntry {
  readonly run: RunId;
  readonly folder: string;
  readonly held: Held;
  readonly runbook: { readonly id: string; readonly version: string; readonly title: string; readonly system?: string };
  readonly mode: RunMode;
  readonly practice: boolean;
  readonly state: RunStateName;
  /** Once the run has ended; `name`: its state under a seal. */
  readonly outcome?: {
    readonly name: RunStateName;
    /** Steps that failed, are owed, unknown, skipped, simulated or done against a guard. */
    readonly doubts: number;
    readonly words: Readonly<Record<'en' | 'it', string>>;
  };
  /** Titles of the roles without whom it does not go on, each once. */
  readonly waitsFor: readonly string[];
  readonly about: RunAbout;
  readonly people: readonly { readonly role: string; readonly name: string }[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly verdicts: { readonly cases: number; readonly pass: number; readonly fail: number; readonly other: number };
  readonly owed: number;
  readonly unknown: number;
  /** Why the folder cannot be read as a run. */
  readonly problem?: string;
}

/** A run at its record `seq`; everything later comes by the stream `run.records`. */
export interface RunOpened {
  readonly run: RunId;
  readonly folder: string;
  readonly held: Held;
  readonly plan: Plan;
  readonly planHash: Sha256;
  readonly tornBytes: number;
}

export interface RecordingPart {
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly events: readonly RecordingEvent[];
  /** Number of the event after the last one here; absent at the end. */
  readonly next?: number;
  /** What of the file could not be read. */
  readonly problem?: string;
}

export interface RecordingEnd extends Omit<RecordingPart, 'next'> {
  /** Bytes of the file that come before the first event here. */
  readonly earlier: number;
}

/** `i`: typed by a person; `m`: a change of stream, `text` names it. */
export interface RecordingEvent {
  readonly atMs: number;
  readonly kind: 'o' | 'i' | 'm';
  readonly text: string;
}
