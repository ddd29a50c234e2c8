import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { AttemptEnd } from '../../src-shared/run/facts.ts';
import type { SeenScript } from '../../src-shared/run/judge.ts';
import type {
  AttemptResult,
  Clock,
  OutputStream,
  Recording,
  Recordings,
  RemoteHosts,
  ScriptEnd,
  TerminalSize,
} from '../engine/ports.ts';
import { HeadAndTail } from './head-and-tail.ts';
import { masked } from './masked.ts';
import { createSecretMask } from './secret-mask.ts';

export interface ScriptOutside {
  readonly remote: RemoteHosts;
  readonly recordings: Recordings;
  readonly clock: Clock;
  /** Values that must never be written down; the same for every script of the run. */
  readonly secrets: readonly string[];
  /** The value of a secret parameter; undefined where none was given. */
  readonly secretOf: (id: string) => string | undefined;
}

export interface ScriptWork {
  readonly host: PlanHost;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tty: boolean;
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
  /** Absent: the output is judged and not kept. The script does not wait until it is open; whoever opened it closes it. */
  readonly recording?: Promise<OpenRecording>;
}

/** A recording with the monotonic time of its beginning: several scripts may follow one another in it. */
export interface OpenRecording {
  readonly recording: Recording;
  readonly since: number;
}

export interface ScriptSeen extends SeenScript {
  readonly durationMs: number;
  readonly leftRunning: boolean;
  readonly unreachable: boolean;
}

/** Opens a recording that begins at this moment. The file itself is made a turn later: the command goes out before. */
export async function openRecording(
  outside: ScriptOutside,
  name: string,
  title: string,
  size?: TerminalSize,
): Promise<OpenRecording> {
  const { recordings, clock } = outside;
  const [startedAt, since] = [clock.now(), clock.mono()];
  // On a busy machine each call to the disk takes the processor from the command that is about to be sent.
  await nextTurn();
  return { recording: await recordings.open(name, title, startedAt, size), since };
}

/** Ends a recording. What the disk refused is said in the attempt's sentence: the end that was seen stays. */
export async function closeRecording<Result extends Pick<AttemptResult, 'why'>>(
  open: Promise<OpenRecording>,
  result: Result,
): Promise<Result & Pick<AttemptResult, 'recording'>> {
  try {
    return { ...result, recording: await (await open).recording.close() };
  } catch (thrown) {
    return { ...result, why: `${result.why}; its recording could not be kept: ${messageOf(thrown)}` };
  }
}

type Write = (stream: OutputStream, bytes: Uint8Array) => void | Promise<void>;

/** Writes in order, also what comes before the file is open. A file that cannot be opened is said when it is closed. */
function recordInto(recording: Promise<OpenRecording> | undefined, clock: Clock): Write {
  let ready: OpenRecording | undefined;
  const opened = recording?.then(
    (open) => (ready = open),
    () => undefined,
  );
  return (stream, bytes) => {
    if (ready !== undefined) return ready.recording.write(stream, bytes, clock.mono() - ready.since);
    return opened?.then((open) => open?.recording.write(stream, bytes, Math.max(0, clock.mono() - open.since)));
  };
}

/** Runs a script on one host, keeps its output in a recording, and gives what can be judged: head, tail and end. */
export async function runScript(outside: ScriptOutside, work: ScriptWork): Promise<ScriptSeen> {
  const { remote, clock, secrets } = outside;
  const write = recordInto(work.recording, clock);
  const kept = { stdout: new HeadAndTail(), stderr: new HeadAndTail() };
  const masks = { stdout: createSecretMask(secrets), stderr: createSecretMask(secrets) };
  const keep = (stream: OutputStream, bytes: Uint8Array): void | Promise<void> => {
    if (bytes.length === 0) return;
    kept[stream].push(bytes);
    return write(stream, bytes);
  };
  const { host, script, env, tty, timeoutMs, signal } = work;
  const result = await remote.run({
    host,
    script,
    env,
    tty,
    signal,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    onOutput: (stream, bytes) => keep(stream, masks[stream].push(bytes)),
  });
  await keep('stdout', masks.stdout.flush());
  await keep('stderr', masks.stderr.flush());
  // Only where no script ran: else the words of login files would stand in every step, before what was asked for.
  const instead = result.marked ? '' : insteadOf(result.noise, secrets);
  if (instead !== '') await write('stdout', Buffer.from(instead));
  return {
    end: endOf(result.end),
    marked: result.marked,
    ...(result.markedOn === undefined ? {} : { markedOn: result.markedOn }),
    ...(instead === '' ? {} : { instead }),
    stdout: kept.stdout.text(),
    stderr: kept.stderr.text(),
    durationMs: Math.round(result.durationMs),
    leftRunning: result.leftRunning,
    unreachable: result.end.kind === 'not-sent' && result.end.unreachable,
  };
}

/** Without secrets too: a login file that reads our input may print it again. */
function insteadOf(noise: string | undefined, secrets: readonly string[]): string {
  return noise === undefined ? '' : Buffer.from(masked(Buffer.from(noise), secrets)).toString();
}

function endOf(end: ScriptEnd): AttemptEnd {
  switch (end.kind) {
    case 'not-sent':
      return { kind: 'not-sent', code: end.code, message: end.message };
    case 'exit':
    case 'signal':
    case 'lost':
    case 'no-status':
    case 'timed-out':
    case 'cancelled':
      return end;
    default:
      return assertNever(end, 'end of a script');
  }
}
