/**
 * Whole seconds that have gone by; of a negative time too, without its sign. Every clock and every report count so: a
 * time is never said to be longer than it was, and two places never differ by a second.
 */
export function secondsGone(ms: number): number {
  return Math.floor(Math.abs(ms) / 1000);
}
