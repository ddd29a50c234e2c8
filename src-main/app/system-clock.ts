import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '../engine/ports.ts';

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  sleep: async (ms, signal) => {
    // An aborted sleep ends early; whoever sleeps looks at the signal.
    await after(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
  },
};
