import type { Clock } from '../engine/ports.ts';

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  // An aborted sleep ends early and quietly: whoever sleeps looks at the signal.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, ms));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    }),
};
