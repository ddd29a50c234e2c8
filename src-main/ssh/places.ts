/** A limited number of places with a queue in front, first come, first served. */
export interface Places {
  /** Resolves with a function that gives the place back (once). Rejects with the signal's reason; then no place is held. */
  take(signal: AbortSignal): Promise<() => void>;
  /** Never raised again: the other side has said what it can bear. At least 1. */
  lower(limit: number): void;
  readonly taken: number;
}

export function createPlaces(initialLimit: number): Places {
  let limit = initialLimit;
  let taken = 0;
  const queue: (() => void)[] = [];

  const occupy = (): (() => void) => {
    // A channel's end and a failed opening may both give the same place back.
    let held = true;
    taken += 1;
    return () => {
      if (!held) return;
      held = false;
      taken -= 1;
      admit();
    };
  };
  const admit = (): void => {
    while (taken < limit) {
      const next = queue.shift();
      if (next === undefined) return;
      next();
    }
  };

  return {
    take(signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      if (taken < limit && queue.length === 0) return Promise.resolve(occupy());
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          queue.splice(queue.indexOf(enter), 1);
          reject(signal.reason as Error);
        };
        const enter = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(occupy());
        };
        signal.addEventListener('abort', leave, { once: true });
        queue.push(enter);
      });
    },
    // Who holds a place above the new limit keeps it.
    lower(to) {
      limit = Math.max(1, Math.min(limit, to));
    },
    get taken() {
      return taken;
    },
  };
}
