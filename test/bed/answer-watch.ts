/** A time without an answer, in milliseconds since 1970. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a user of a service saw, measured by itself: one request every 50 ms, each with a socket of its own. */
export interface AnswerWatch {
  /** Milliseconds since the last answer came. */
  silentMs(): number;
  /** Ends it. From the first request that was not answered in time to the next answer, for each gap. */
  end(): readonly Gap[];
}

interface Asked {
  readonly sentAt: number;
  answeredAt?: number;
}

const everyMs = 50;
/** On one machine an answer takes milliseconds; whoever waits that long was not served. */
const lostAfterMs = 500;

/** `ask` resolves with true for an answer; it may take for ever, and a refusal is no answer. Written without what it judges. */
export function watchAnswers(ask: () => Promise<boolean>): AnswerWatch {
  const all: Asked[] = [];
  let lastAt = Date.now();
  const timer = setInterval(() => {
    const asked: Asked = { sentAt: Date.now() };
    all.push(asked);
    void ask().then((answered) => {
      if (answered) lastAt = asked.answeredAt = Date.now();
    });
  }, everyMs);
  return {
    silentMs: () => Date.now() - lastAt,
    end: () => {
      clearInterval(timer);
      return gapsOf(all);
    },
  };
}

function gapsOf(all: readonly Asked[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let cursor = 0;
  for (;;) {
    const lost = all.find(({ sentAt, answeredAt = Infinity }) => sentAt >= cursor && answeredAt - sentAt > lostAfterMs);
    if (lost === undefined) return gaps;
    const after = all.flatMap((one) => (one.sentAt >= lost.sentAt ? (one.answeredAt ?? []) : []));
    const toMs = Math.min(...after);
    // The last requests are still on their way when the watch ends.
    if (!Number.isFinite(toMs)) return gaps;
    // One request that was lost among others that were answered is a packet, no outage.
    if (toMs - lost.sentAt > lostAfterMs) gaps.push({ fromMs: lost.sentAt, toMs });
    cursor = toMs;
  }
}
