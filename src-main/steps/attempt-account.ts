import type { OpenRecording } from './script-attempt.ts';
import type { Clock } from '../engine/ports.ts';

/** What an attempt without a script says of itself: in the recording, and its last lines in the journal. */
export interface AttemptAccount {
  say(...lines: readonly string[]): Promise<void>;
  /** At most 40 lines of at most 400 characters. */
  tail(): readonly string[];
}

const limits = { lines: 40, length: 400 };

/** Lines are text of ours, or made visible and masked before. */
export function createAttemptAccount(recording: Promise<OpenRecording>, clock: Clock): AttemptAccount {
  const kept: string[] = [];
  return {
    say: async (...lines) => {
      kept.push(...lines);
      if (lines.length === 0) return;
      // A disk that refuses is told when the recording is closed; the attempt itself goes on.
      const open = await recording.catch(() => undefined);
      const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
      await open?.recording.write('stdout', bytes, clock.mono() - open.since);
    },
    tail: () => {
      const more = kept.length - limits.lines;
      const shown =
        more > 0
          ? [...kept.slice(0, limits.lines - 9), `… ${more + 1} lines: see the recording`, ...kept.slice(-8)]
          : kept;
      return shown.map((line) => (line.length > limits.length ? `${line.slice(0, limits.length)}…` : line));
    },
  };
}
