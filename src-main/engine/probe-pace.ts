import type { PlanCheck, PlanProbe } from '../../src-shared/plan/plan.ts';

/** How a probe is asked, and what an answer that does not come, or comes late, says of the service; milliseconds. */
export interface ProbePace {
  /** From one look to the next, while the service gives no answer or a wrong one. */
  readonly againMs: number;
  /** Looks of the probe that may be under way at the same time. */
  readonly most: number;
  /** What an answer takes before the first was heard; infinite where only the service knows. */
  readonly usualMs: number;
  /** Silence that long beyond the usual is an outage, at once: a user was not served. */
  readonly silentMs: number;
  /** Where silence alone says nothing: an answer that was that much later than usual was an outage until then. */
  readonly lateMs: number;
}

/** The end of an outage is known to so many milliseconds, and never worse than to a quarter of the interval. */
const finestMs = 250;
/** Sockets of this machine are cheap. */
const mostSockets = 16;

/** What depends on the kind of the check, and on who looks. */
export function paceOf({ check, everyMs }: PlanProbe): ProbePace {
  const againMs = Math.min(everyMs, Math.max(finestMs, everyMs / 4));
  // A host's silence may be that of the way to it, which is no outage; and a channel of it belongs to the steps.
  if (onHosts(check)) return { againMs, most: 1, usualMs: Infinity, silentMs: Infinity, lateMs: 2_000 };
  const most = asksAgainByItself(check) ? 1 : mostSockets;
  return { againMs, most, usualMs: isQuick(check) ? 0 : Infinity, silentMs: 1_000, lateMs: Infinity };
}

/** True where a host looks, not only this machine. */
export function onHosts(check: PlanCheck): boolean {
  return check.kind === 'run' || check.from.some((from) => from !== 'app');
}

/** One look sends again and again, and ends with the first answer. */
function asksAgainByItself(check: PlanCheck): boolean {
  return check.kind === 'ping' || (check.kind === 'sip' && check.details.transport === 'udp');
}

/** A page may take long to be made; and that a port is closed takes as long as silence does. */
function isQuick(check: PlanCheck): boolean {
  return check.kind !== 'http' && !(check.kind === 'tcp' && check.is === 'closed');
}
