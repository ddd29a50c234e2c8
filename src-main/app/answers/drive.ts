import type { Person } from '../../../src-shared/run/facts.ts';
import type { Clock } from '../../engine/ports.ts';
import type { OpenRun } from '../open-run.ts';
import { askingOf, openAsks } from './open-asks.ts';
import type { Ask, Respondent, Response } from './respondent.ts';

export interface DriveOptions {
  /** Asked in this order; the first that has something to say answers. */
  readonly respondents: readonly Respondent[];
  /** Who starts the run once it is approved and preflight is clean. */
  readonly operator: Person;
  readonly clock: Clock;
  /** Aborted: nobody is asked any more; what is under way ends, then `drive` returns. */
  readonly signal: AbortSignal;
  /** An answer that was not taken, with the reason in one sentence. It is not given a second time. */
  readonly onRefused: (ask: Ask, text: string) => void;
}

/**
 * Takes a run as far as it goes: preflight, approval, start, then everything that people are asked, until the run has
 * ended or only waits for answers that nobody gives. Returns those. Rejects only when the journal cannot be written.
 */
export async function drive(run: OpenRun, options: DriveOptions): Promise<readonly Ask[]> {
  const tried = new Set<string>();
  for (;;) {
    const { answered, laterAt } = options.signal.aborted
      ? { answered: false, laterAt: Infinity }
      : await askOnce(run, options, tried);
    if (answered) continue;
    const moved = await nextChange(run, laterAt, options);
    if (moved === 'quiet') return openAsks(run.state, options.clock.now());
  }
}

interface Round {
  readonly answered: boolean;
  /** When the earliest answer that waits for its time can be given; milliseconds since 1970. */
  readonly laterAt: number;
}

/** Goes through what is open until one answer is taken: each answer changes what is open. */
async function askOnce(run: OpenRun, options: DriveOptions, tried: Set<string>): Promise<Round> {
  let laterAt = Infinity;
  // Somebody paused the run: what is open stays open until it goes on.
  const asks = run.state.name === 'paused' ? [] : openAsks(run.state, options.clock.now());
  for (const ask of asks) {
    const asking = askingOf(ask, run.state);
    if (tried.has(asking)) continue;
    const response = await oneResponse(ask, asks, run, options);
    if (options.signal.aborted) break;
    if (response.kind === 'taken-back') return { answered: true, laterAt };
    if (response.kind === 'later') laterAt = Math.min(laterAt, response.at);
    else tried.add(asking);
    if (response.kind === 'refused') {
      // Trying may have changed the ground itself (a guard taken again): it is not tried again for that.
      tried.add(askingOf(ask, run.state));
      options.onRefused(ask, response.text);
    }
    if (response.kind === 'answered') return { answered: true, laterAt };
  }
  return { answered: false, laterAt };
}

async function oneResponse(
  ask: Ask,
  asks: readonly Ask[],
  run: OpenRun,
  { respondents, operator, signal }: DriveOptions,
): Promise<Response> {
  if (ask.kind === 'preflight') return decided(await run.command({ type: 'start-preflight' }));
  if (ask.kind === 'start') {
    if (asks.some(({ kind }) => kind === 'problem')) return { kind: 'none' };
    const started = await run.command({ type: 'start', by: operator });
    if (started.ok) return { kind: 'answered' };
    // Preflight got too old while people made up their minds: it is taken once more.
    return decided(await run.command({ type: 'start-preflight' }));
  }
  for (const respondent of respondents) {
    const response = await respondent.respond(ask, run, signal);
    if (response.kind !== 'none') return response;
  }
  return { kind: 'none' };
}

function decided(decision: Awaited<ReturnType<OpenRun['command']>>): Response {
  return decision.ok ? { kind: 'answered' } : { kind: 'refused', text: decision.refusal };
}

/** Has people say what became of each unknown, while the run is paused and nothing else begins: a rollback needs it. */
export async function decideUnknowns(run: OpenRun, options: DriveOptions): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const asks = openAsks(run.state, options.clock.now());
    const ask = asks.find((one) => one.kind === 'unknown' && !tried.has(askingOf(one, run.state)));
    if (ask === undefined || options.signal.aborted) return;
    tried.add(askingOf(ask, run.state));
    const response = await oneResponse(ask, asks, run, options);
    if (response.kind === 'refused') options.onRefused(ask, response.text);
  }
}

/** Waits until a fact comes, the run is quiet, or it is time for an answer that had to wait. */
async function nextChange(run: OpenRun, laterAt: number, { clock }: DriveOptions): Promise<'changed' | 'quiet'> {
  const over = new AbortController();
  const changed = Promise.withResolvers<'changed'>();
  const subscription = run.onRecords(() => {
    changed.resolve('changed');
  });
  const quiet = run.quiet(over.signal).then(
    () => (over.signal.aborted ? ('changed' as const) : ('quiet' as const)),
    (thrown: unknown) => {
      if (over.signal.aborted) return 'changed' as const;
      throw thrown;
    },
  );
  const waits = [changed.promise];
  // What is due already is being taken: the run is not quiet before it is there.
  const wait = laterAt - clock.now();
  const due = wait > 0 && wait < Infinity ? clock.sleep(wait, over.signal) : undefined;
  if (due !== undefined) waits.push(due.then(() => 'changed' as const));
  try {
    // With an answer that waits for its time, a quiet run is not the end.
    return await Promise.race(due === undefined ? [...waits, quiet] : waits);
  } finally {
    over.abort();
    await subscription.dispose();
    await quiet.catch(() => undefined);
  }
}
