import type { ClientChannel } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { isUnreachable } from '../../src-shared/base/is-unreachable.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, ScriptEnd, ScriptRequest, ScriptResult } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import type { Conversation } from './conversation.ts';
import { converse } from './conversation.ts';
import { powershellAttempt } from './powershell-attempt.ts';
import { posixAttempt } from './remote-attempt.ts';
import type { Stopped } from './stop-group.ts';
import { stopSession } from './stop-group.ts';
import { placeTerminalFile } from './terminal-attempt.ts';

/** A stopped script gets so long to leave its channel before we close it. */
const leaveMs = 2_000;

/** A script that is stopped before its mark came: its shell is given so long to say its process id. */
const markWaitMs = 5_000;

type Why = 'closed' | 'drained' | 'timed-out' | 'cancelled';

interface Prepared {
  readonly command: string;
  /** `undefined`: nothing is sent, and the input stays open (a terminal). */
  readonly input: Buffer | undefined;
  readonly mark: string;
  /** Removes what preparing left on the host, if the command never came to do it. */
  readonly discard: () => Promise<void>;
}

/**
 * Runs one script over one connection. What happens on the host or the link is a ScriptEnd; it throws only when
 * `onOutput` failed, after the script has ended.
 */
export async function runScript(
  connection: Connection,
  request: ScriptRequest,
  clock: Clock,
  drainMs: number,
): Promise<ScriptResult> {
  // Up to the line with `channel.end` nothing of the script can have run: a failure there is `not-sent`.
  let prepared: Prepared | undefined;
  let channel: ClientChannel;
  try {
    prepared = await prepare(connection, request, clock);
    channel = await connection.open(prepared.command, request.tty, request.signal);
  } catch (error) {
    await prepared?.discard();
    return notSent(error, request.signal);
  }
  const started = clock.mono();
  const talk = converse(channel, { mark: prepared.mark, tty: request.tty, onOutput: request.onOutput, clock, drainMs });
  // From here on the whole command may have reached the host, whatever we see of it.
  if (prepared.input !== undefined) channel.end(prepared.input);
  const why = await firstOf(talk, request, clock);
  const end = await settle(why, talk, channel, connection, request, clock);
  talk.mute();
  if (!talk.marked) await prepared.discard();
  if (talk.outputFault !== undefined) throw talk.outputFault as Error;
  const noise = talk.noise();
  const { marked, markedOn } = talk;
  return {
    end,
    marked,
    ...(markedOn === undefined ? {} : { markedOn }),
    leftRunning: why === 'drained',
    durationMs: clock.mono() - started,
    ...(noise === '' ? {} : { noise }),
  };
}

/** The end of a script that never began. A cancel is said as such, even where a refusal came in the same moment. */
export function notSent(error: unknown, signal: AbortSignal): ScriptResult {
  const rest = { marked: false, leftRunning: false, durationMs: 0 };
  if (signal.aborted) return { ...rest, end: { kind: 'cancelled', gone: true } };
  const known =
    error instanceof DrillError ? error : new DrillError('ssh.protocol', messageOf(error), { cause: error });
  const unreachable = isUnreachable(known);
  return { ...rest, end: { kind: 'not-sent', code: known.code, message: known.message, unreachable } };
}

/** The command and its input. With a terminal this runs a first command on the host, which writes the file. */
async function prepare(connection: Connection, request: ScriptRequest, clock: Clock): Promise<Prepared> {
  const { host, script, env, tty } = request;
  if (isWindows(host)) {
    return { ...powershellAttempt(script, env), discard: () => Promise.resolve() };
  }
  if (!tty) return { ...posixAttempt(script, env), discard: () => Promise.resolve() };
  return { ...(await placeTerminalFile(connection, request, clock)), input: undefined };
}

/** A status that was seen counts before a time limit or a cancel that come while its streams still drain. */
async function firstOf(talk: Conversation, request: ScriptRequest, clock: Clock): Promise<Why> {
  const over = new AbortController();
  const races: Promise<Why>[] = [talk.closed.then(() => 'closed'), talk.drained.then(() => 'drained')];
  if (request.timeoutMs !== undefined) {
    races.push(clock.sleep(request.timeoutMs, over.signal).then(() => 'timed-out' as const));
  }
  races.push(
    new Promise<Why>((resolve) => {
      const cancelled = (): void => {
        resolve('cancelled');
      };
      if (request.signal.aborted) cancelled();
      request.signal.addEventListener('abort', cancelled, { signal: over.signal });
    }),
  );
  const first = await Promise.race(races);
  over.abort('over');
  if ((first === 'timed-out' || first === 'cancelled') && talk.exit !== undefined) {
    return await Promise.race(races.slice(0, 2));
  }
  return first;
}

/** What was seen of the end, and nothing more: without a status the link decides between `lost` and `no-status`. */
async function settle(
  why: Why,
  talk: Conversation,
  channel: ClientChannel,
  connection: Connection,
  request: ScriptRequest,
  clock: Clock,
): Promise<ScriptEnd> {
  if (why === 'timed-out' || why === 'cancelled') {
    const stopped = await stop(talk, channel, connection, request, clock);
    if (stopped !== 'ended' || talk.exit === undefined) return { kind: why, gone: stopped === 'gone' };
  }
  if (why === 'drained') channel.close();
  if (talk.exit !== undefined) return talk.exit;
  if (connection.endedBecause !== undefined) return { kind: 'lost', message: connection.endedBecause };
  return { kind: 'no-status' };
}

/** Ends the script on the host, then leaves its channel. */
async function stop(
  talk: Conversation,
  channel: ClientChannel,
  connection: Connection,
  { host }: ScriptRequest,
  clock: Clock,
): Promise<Stopped> {
  // The whole command is on its way: the shell may still be in its login files, with our text in its input.
  if (!isWindows(host)) await settledWithin(markWaitMs, clock, talk.known, talk.closed);
  const { pid } = talk;
  const known = pid !== undefined && !isWindows(host);
  const hasEnded = (): boolean => talk.exit !== undefined;
  const request = { connection, host, pid: pid ?? 0, channel, freed: talk.closed, hasEnded, clock };
  const stopped = known ? await stopSession(request) : 'not-proven';
  await settledWithin(leaveMs, clock, talk.closed);
  channel.close();
  return stopped;
}

async function settledWithin(ms: number, clock: Clock, ...any: readonly Promise<void>[]): Promise<void> {
  const over = new AbortController();
  await Promise.race([...any, clock.sleep(ms, over.signal)]);
  over.abort('over');
}

function isWindows({ platform }: PlanHost): boolean {
  return platform === 'windows' || platform === 'windows-nlb';
}
