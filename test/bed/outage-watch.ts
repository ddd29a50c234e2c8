import { createSocket } from 'node:dgram';

/** What the users of a SIP address saw, measured by itself: one OPTIONS every 50 ms, each answered or not. */
export interface OutageWatch {
  /** Ends it. Milliseconds from the first unanswered request to the first answered one after it, for each gap. */
  end(): readonly number[];
}

const everyMs = 50;
/** On one bridge an answer takes a millisecond; one of this age does not come any more. */
const lostAfterMs = 500;

/** Asks `address` from now on. Written without the code that it judges. */
export function watchOutage(address: string, port: number): OutageWatch {
  const sent = new Map<number, number>();
  const answered = new Set<number>();
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    const number = /^Call-ID: watch-(\d+)@/m.exec(message.toString())?.[1];
    if (number !== undefined && message.toString().startsWith('SIP/2.0 200')) answered.add(Number(number));
  });
  // A port that is closed for a while is what is being measured.
  socket.on('error', () => undefined);
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    sent.set(count, performance.now());
    socket.send(options(address, port, count), port, address, () => undefined);
  }, everyMs);
  return {
    end: () => {
      clearInterval(timer);
      socket.close();
      const now = performance.now();
      return gapsOf([...sent].filter(([, at]) => now - at > lostAfterMs).map(([n, at]) => [at, answered.has(n)]));
    },
  };
}

function gapsOf(asked: readonly (readonly [at: number, answered: boolean])[]): readonly number[] {
  const gaps: number[] = [];
  let since: number | undefined;
  for (const [at, isAnswered] of asked) {
    if (!isAnswered) since ??= at;
    else if (since !== undefined) {
      gaps.push(at - since);
      since = undefined;
    }
  }
  const last = asked.at(-1);
  if (since !== undefined && last !== undefined) gaps.push(last[0] - since);
  return gaps;
}

function options(address: string, port: number, n: number): string {
  return [
    `OPTIONS sip:${address}:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP watch.invalid;branch=z9hG4bKwatch${n};rport`,
    `From: <sip:watch@watch.invalid>;tag=${n}`,
    `To: <sip:${address}:${port}>`,
    `Call-ID: watch-${n}@watch.invalid`,
    `CSeq: ${n} OPTIONS`,
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
