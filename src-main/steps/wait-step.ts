import type { AttemptResult, Clock, StepExecutor } from '../engine/ports.ts';

/** `wait`: a duration from the attempt's start, or until the next time that the clock of the run's zone shows `HH:MM`. */
export function createWaitStep(clock: Clock, zone: () => string): StepExecutor {
  return async ({ startedAt }, { step, signal }) => {
    const { action } = step;
    const until =
      action.kind !== 'wait'
        ? startedAt
        : 'forMs' in action
          ? startedAt + action.forMs
          : nextTime(startedAt, action.until, zone());
    // The wall clock decides: after a resume, or on a laptop that slept, the wait must not begin again.
    while (clock.now() < until && !signal.aborted) await clock.sleep(Math.min(until - clock.now(), 60_000), signal);
    const durationMs = Math.max(0, clock.now() - startedAt);
    const base = { outputs: {}, matched: [], tail: [], durationMs };
    if (signal.aborted) return stopped(base);
    return {
      ...base,
      end: { kind: 'observed', samples: 1 },
      outcome: 'passed',
      why: `waited ${Math.round(durationMs / 1000)} s`,
    };
  };
}

function stopped(base: Pick<AttemptResult, 'outputs' | 'matched' | 'tail' | 'durationMs'>): AttemptResult {
  return {
    ...base,
    end: { kind: 'cancelled', gone: true },
    outcome: 'failed',
    why: 'the wait was cut short by a person',
  };
}

/** The first moment at or after `from` (ms since 1970) at which a clock in `zone` shows `HH:MM`, in ms since 1970. */
export function nextTime(from: number, wanted: string, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const minute = 60_000;
  // Minute by minute over two days: a day may have 23 or 25 hours, and a time may be missing on one of them.
  const start = Math.ceil(from / minute) * minute;
  for (let at = start; at < start + 48 * 60 * minute; at += minute) if (format.format(at) === wanted) return at;
  return from;
}
