import type { ClientChannel } from 'ssh2';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { converse } from './conversation.ts';
import { posixAttempt } from './remote-attempt.ts';
import { signalCommand } from './ssh2-internals.ts';

/** The host gets so long to end what it was told to end, and to prove it. */
const stopLimitMs = 25_000;
const channelWaitMs = 2_000;

/**
 * Ends the session $G, and what came of it in sessions of its own, with TERM, 3 s later with KILL, as this user and with
 * sudo where the inventory allows it. Prints `gone` only on proof: a process list that shows other people's processes (it
 * holds process 1) and none of ours, or the system's own "no such process". A zombie has ended. The shell of sshd leads
 * its session; where it does not, its children cannot be told from others: then nothing but itself is ended, and nothing
 * is proven. A child with a session of its own (`setsid`) is known by its parent, as long as that one lives: $kin keeps
 * it in mind. What had cut itself off before (a double fork) is not found.
 */
const stopScript = `
LC_ALL=C; export LC_ALL
list() {
  ps -e -o pid= -o pgid= -o sid= -o ppid= -o stat= 2>/dev/null || ps -o pid,pgid,sid,ppid,stat 2>/dev/null ||
    ps -e -o pid= -o pgid= 2>/dev/null
}
look() {
  seen=; found=; loose=; again=1
  all=$(list)
  while [ -n "$again" ]; do
    again=; found=
    while read -r p g s up t rest; do
      [ "$p" != 1 ] || seen=1
      case $t in Z*) continue ;; esac
      if [ "$g" = "$G" ] || [ "$s" = "$G" ]; then found="$found -$g"
      elif [ "$p" = "$G" ]; then found="$found $p"; loose=1; continue
      else case " $kin " in *" $p "*|*" \${up:-unknown} "*) found="$found $p" ;; *) continue ;; esac; fi
      case " $kin " in *" $p "*) ;; *) kin="$kin $p"; again=1 ;; esac
    done <<END
$all
END
  done
}
send() {
  for one in \${found:--$G}; do
    kill -s "$1" -- "$one" 2>/dev/null || { [ "$SUDO" != nopasswd ] || sudo -n kill -s "$1" -- "$one" 2>/dev/null; }
  done
}
check() {
  look
  [ -z "$loose" ] || lost=1
  [ -z "$found" ] || return
  if [ -z "$seen" ]; then
    case $(kill -s 0 -- "-$G" 2>&1) in *[Nn]'o such process'*) ;; *) return ;; esac
  fi
  [ -n "$lost" ] || echo gone
  exit 0
}
nap() { sleep 0.1 2>/dev/null || sleep 1; }
lost=; kin=none
for signal in TERM KILL; do
  check; send "$signal"
  turn=0
  while [ $turn -lt 30 ]; do check; nap; turn=$((turn + 1)); done
done
check
`;

/** A script that is to be stopped: its host, its shell's process id (it came with the mark), its channel. */
export interface StopRequest {
  readonly connection: Connection;
  readonly host: PlanHost;
  readonly pid: number;
  readonly channel: ClientChannel;
  /** The script's channel is closed. */
  readonly freed: Promise<void>;
  /** The end of the script has come meanwhile. */
  readonly hasEnded: () => boolean;
  readonly clock: Clock;
}

/** `ended`: its end came before anything was done to stop it. `gone`: the host proved that nothing of it is left. */
export type Stopped = 'ended' | 'gone' | 'not-proven';

/** Ends what a script started on the host: its whole session. */
export async function stopSession(request: StopRequest): Promise<Stopped> {
  const { clock, host } = request;
  const limit = new AbortController();
  const over = new AbortController();
  // Our own limit: the caller's signal has already fired, it is why we are here.
  void clock.sleep(stopLimitMs, over.signal).then(() => {
    limit.abort(new Error('the host did not answer in time'));
  });
  const attempt = posixAttempt(stopScript, { G: String(request.pid), SUDO: host.sudo });
  try {
    const { channel, signalled } = await openForStop(request, attempt.command, limit.signal);
    // The host's answers come in order. After a sleep of this machine the end may have been waiting to be read: it counts.
    if (!signalled && request.hasEnded()) {
      channel.close();
      return 'ended';
    }
    let output = '';
    const talk = converse(channel, {
      mark: attempt.mark,
      tty: false,
      clock,
      drainMs: 1000,
      onOutput: (stream, bytes) => {
        if (stream === 'stdout' && output.length < 100) output += Buffer.from(bytes).toString();
      },
    });
    channel.end(attempt.input);
    const aborted = new Promise<void>((resolve) => {
      limit.signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    });
    await Promise.race([talk.closed, talk.drained, aborted]);
    // The only answer that counts; a channel that broke off in the middle of it has said nothing.
    channel.close();
    return output.trim() === 'gone' ? 'gone' : 'not-proven';
  } catch {
    // Whatever kept us from asking the host: nothing is proven, and that is the answer.
    return 'not-proven';
  } finally {
    over.abort();
  }
}

/** A server that bears no channel beside the running one is told to signal the script: that frees a place for the proof. */
async function openForStop(
  { connection, channel, freed, clock }: StopRequest,
  command: string,
  signal: AbortSignal,
): Promise<{ readonly channel: ClientChannel; readonly signalled: boolean }> {
  let signalled = false;
  for (const name of ['TERM', 'KILL', 'KILL'] as const) {
    // A server forgets a closed session a moment after it has said so.
    for (const wait of [0, 50, 200]) {
      await clock.sleep(wait, signal);
      const opened = await connection.openBeside(command, signal).catch(() => undefined);
      if (opened !== undefined) return { channel: opened, signalled };
    }
    signalCommand(channel, name);
    signalled = true;
    const waited = new AbortController();
    await Promise.race([freed, clock.sleep(channelWaitMs, AbortSignal.any([signal, waited.signal]))]);
    waited.abort();
  }
  throw new Error('the server opened no channel');
}
