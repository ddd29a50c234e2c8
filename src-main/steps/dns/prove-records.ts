import type { RecordType } from '../../../src-shared/plan/world-check.ts';
import type { Clock } from '../../engine/ports.ts';
import type { NameServer } from './exchange.ts';
import { lookUp, type LookedUp } from './look-up.ts';

export interface Resolver extends NameServer {
  /** As people know it. */
  readonly shown: string;
  /** As an expression names it. */
  readonly key: string;
}

/** What is asked of every resolver; no records: there shall be none of this type. */
export interface Proof {
  readonly name: string;
  readonly type: RecordType;
  readonly records: readonly string[];
  readonly resolvers: readonly Resolver[];
  readonly withinMs: number;
  readonly everyMs: number;
}

export interface Proven {
  readonly proven: boolean;
  /** The last answer of each resolver, in their order. */
  readonly answers: readonly { readonly resolver: Resolver; readonly answer: LookedUp; readonly says: string }[];
  readonly samples: number;
}

/** Asks all resolvers until each gives the records, or the time is over; `say` hears what is new. */
export async function proveRecords(
  proof: Proof,
  outside: { readonly clock: Clock; readonly signal: AbortSignal; readonly say: (line: string) => Promise<void> },
): Promise<Proven> {
  const { clock, signal, say } = outside;
  const started = clock.mono();
  const said = new Map<string, string>();
  for (let samples = 1; ; samples += 1) {
    const asked = clock.mono();
    const answers = await Promise.all(
      proof.resolvers.map(async (resolver) => {
        const answer = await lookUp(resolver, proof.name, proof.type, signal);
        return { resolver, answer, says: answerWords(resolver.shown, answer) };
      }),
    );
    for (const { resolver, says } of signal.aborted ? [] : answers) {
      // The TTL counts down each time: it is no news by itself.
      const news = says.replace(/ \(TTL \d+ s\)/u, '');
      if (said.get(resolver.shown) !== news) await say(`${seconds(clock.mono() - started)}  ${says}`);
      said.set(resolver.shown, news);
    }
    const proven = answers.every(({ answer }) => gives(answer, proof.records));
    if (proven || signal.aborted || clock.mono() - started >= proof.withinMs) return { proven, answers, samples };
    await clock.sleep(Math.max(0, proof.everyMs - (clock.mono() - asked)), signal);
  }
}

/** True where a server gives exactly these records, or says that there are none. */
export function gives(answer: LookedUp, records: readonly string[]): boolean {
  if (records.length === 0) return answer.kind === 'nothing';
  return answer.kind === 'records' && answer.records.join('\n') === records.join('\n');
}

/** What one server says, with its TTL. */
export function answerWords(server: string, answer: LookedUp): string {
  switch (answer.kind) {
    case 'records':
      return `${server} says ${answer.records.join(', ')} (TTL ${answer.ttl} s)`;
    case 'nothing':
      return `${server} says that there is ${answer.why}`;
    case 'error':
      return `${server} answers ${answer.rcode}`;
    case 'silent':
      return `${server} gives no answer`;
    case 'refused':
      return `${server}: nothing listens there`;
    case 'trouble':
      return `${server} could not be asked: ${answer.message}`;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}
