import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import type { Take } from './probe-watch.ts';

/** A phone whose request is answered later than this was not served; milliseconds. */
const lateMs = 1_000;

/**
 * What a take says of the time in which it was made. A SIP request is sent again until it is answered: one that was
 * answered late is the end of an outage, not a time in which all was well.
 */
export function takesOf({ check }: PlanProbe, take: Take): readonly Take[] {
  const { result, askedAt, answeredAt } = take;
  const ms = Date.parse(answeredAt) - Date.parse(askedAt);
  if (check.kind !== 'sip' || result !== 'true' || ms <= lateMs) return [take];
  const dark: Take = { ...take, result: 'false', detail: `no answer for ${(ms / 1000).toFixed(1)} s` };
  return [dark, { ...take, askedAt: answeredAt }];
}
