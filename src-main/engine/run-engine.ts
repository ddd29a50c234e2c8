import type { Disposable } from '../../src-shared/base/disposable.ts';
import { nextWake } from '../../src-shared/run/advance.ts';
import type { Circumstances, Command, Decision, ObservedFact } from '../../src-shared/run/commands.ts';
import { initialState } from '../../src-shared/run/evolve.ts';
import type { FactData } from '../../src-shared/run/facts.ts';
import { isEvidenceStale } from '../../src-shared/run/forms-gate.ts';
import { activeSteps, indexOf } from '../../src-shared/run/plan-index.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { HostId, Sha256, StepId } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { FactPump } from './fact-pump.ts';
import { Performer } from './performer.ts';
import type { Clock, Journal, RemoteHosts, StepWork } from './ports.ts';
import { ProbeRunner } from './probe-runner.ts';

export interface RunEngineOptions {
  readonly plan: Plan;
  readonly planHash: Sha256;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly work: StepWork;
  readonly remote: RemoteHosts;
  readonly secrets: Readonly<Record<string, string>>;
  readonly sha256: Circumstances['sha256'];
  readonly localTime: Circumstances['localTime'];
  readonly session: FactData['session-opened'];
  /** Milliseconds between two looks at a host that owes something; 15 s unless told. */
  readonly owedEveryMs?: number;
}

/** One run in motion: decide, append, perform. It owns neither the journal nor the connections. */
export interface RunEngine extends Disposable {
  readonly state: RunState;
  command(command: Command): Promise<Decision>;
  confirm(command: Extract<Command, { readonly type: 'confirm' }>): Promise<Decision>;
  onRecords(listener: (records: readonly JournalRecord[], state: RunState) => void): Disposable;
  /** Resolves when nothing is under way and nothing will begin by itself. Rejects when the journal cannot be written. */
  quiet(signal: AbortSignal): Promise<void>;
}

const guardEveryMs = 5_000;

/** Opens a session on the journal: what was cut off becomes unknown, what may go on goes on. */
export async function createRunEngine(options: RunEngineOptions): Promise<RunEngine> {
  const { plan, planHash, journal, clock, work, remote, secrets, session } = options;
  const closing = new AbortController();
  const pump = new FactPump(journal, initialState(plan, planHash), () => ({
    now: clock.now(),
    sha256: options.sha256,
    localTime: options.localTime,
  }));
  const seen = {
    state: (): RunState => pump.state,
    observe: async (fact: ObservedFact): Promise<void> => {
      await pump.command({ type: 'observe', fact });
    },
  };
  const performer = new Performer({
    ...seen,
    work,
    secrets,
    guardEveryMs,
    sleep: (ms, signal) => clock.sleep(ms, signal),
  });
  const probes = new ProbeRunner({ ...seen, clock, take: (probe, signal) => performer.takeProbe(probe, signal) });
  // Before anything begins: a master that came back with the mains must not wait behind steps that count on it being off.
  const there = await owingHostsThatAnswer(pump.state, remote, closing.signal);
  await pump.together([{ type: 'open-session', session }, ...there.map(hostAnswered)]);
  performer.resume();
  probes.follow();
  pump.onRecords((records) => {
    for (const record of records) performer.perform(record);
    probes.follow();
  });
  const changes = new Changes(pump);
  const debts = watchDebts(pump, remote, clock, options.owedEveryMs ?? 15_000, closing.signal).catch(() => undefined);
  const alarm = wakeUp(pump, clock, changes, closing.signal);
  return {
    get state() {
      return pump.state;
    },
    command: async (command) => {
      if (command.type === 'give-verdict') await freshEvidence(pump, changes, command, closing.signal);
      if (command.type === 'seal') await probes.settled();
      return pump.command(command);
    },
    confirm: async (command) => {
      await freshGuards(pump, changes, command.step, closing.signal);
      return pump.command(command);
    },
    onRecords: (listener) => pump.onRecords(listener),
    quiet: async (signal) => {
      while (!signal.aborted && isMoving(pump, performer, probes)) await changes.next(signal);
      throwFailure(performer, probes);
    },
    dispose: async () => {
      closing.abort();
      await probes.stop();
      await performer.stop();
      await Promise.allSettled([alarm, debts]);
    },
  };
}

/** Takes the guards of an open step once more: a confirmation counts only while they hold. */
async function freshGuards(pump: FactPump, changes: Changes, step: StepId, signal: AbortSignal): Promise<void> {
  const run = pump.state.steps.get(step);
  const guarded = activeSteps(pump.state).find((one) => one.id === step)?.guard.length ?? 0;
  if (guarded === 0 || run?.state !== 'needs-person' || run.guardOverridden !== undefined) return;
  await pump.command({ type: 'observe', fact: { type: 'guard-taking', data: { step, moment: 'confirm' } } });
  while (pump.state.steps.get(step)?.guardTaking === true && !signal.aborted) await changes.next(signal);
}

/** A retest is judged on what is seen now: evidence that comes by itself is taken before the new verdict counts. */
async function freshEvidence(
  pump: FactPump,
  changes: Changes,
  { case: id, by, retest }: Extract<Command, { readonly type: 'give-verdict' }>,
  signal: AbortSignal,
): Promise<void> {
  const one = indexOf(pump.state.plan).case.get(id)?.case;
  if (retest === undefined || one === undefined || !isEvidenceStale(pump.state, one)) return;
  await pump.command({ type: 'take-evidence', case: id, by });
  while ((pump.state.cases.get(id)?.evidencePending.length ?? 0) > 0 && !signal.aborted) await changes.next(signal);
}

/** What broke inside ends the waiting: nobody would come to mend it. */
function throwFailure(...parts: readonly { readonly failure: Error | undefined }[]): void {
  for (const { failure } of parts) if (failure !== undefined) throw failure;
}

function isMoving(pump: FactPump, performer: Performer, probes: ProbeRunner): boolean {
  if (performer.failure !== undefined || probes.failure !== undefined) return false;
  return pump.busy || performer.busy || probes.busy || pump.state.busy.size > 0 || nextWake(pump.state) < Infinity;
}

/** Lets one wait for the next change: a batch of records, or a look every 50 ms at what leaves no record. */
class Changes {
  readonly #pump: FactPump;

  constructor(pump: FactPump) {
    this.#pump = pump;
  }

  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        void subscription.dispose();
        resolve();
      };
      const timer = setTimeout(done, 50);
      const subscription = this.#pump.onRecords(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

/** Asks what can begin when the next retry or the next evidence is due. */
async function wakeUp(pump: FactPump, clock: Clock, changes: Changes, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const wait = nextWake(pump.state) - clock.now();
    if (wait <= 0) await pump.command({ type: 'advance' }).catch(() => undefined);
    if (wait > 0 && wait < 60) await clock.sleep(wait, signal);
    else await changes.next(signal);
  }
}

const hostAnswered = (host: HostId): Command => ({
  type: 'observe',
  fact: { type: 'host-answered', data: { host } },
});

/** Hosts that owe something and let us in now: all are tried at once, a silent one costs the time of one login. */
async function owingHostsThatAnswer(
  state: RunState,
  remote: RemoteHosts,
  signal: AbortSignal,
): Promise<readonly HostId[]> {
  if (!['running', 'paused', 'rolling-back'].includes(state.name)) return [];
  const runs = activeSteps(state).flatMap((step) => state.steps.get(step.id)?.hosts ?? []);
  const owing = new Set(runs.flatMap(({ host, state: is }) => (is === 'owed' && host !== 'app' ? [host] : [])));
  const tried = [...owing].map(async (id) => {
    const host = state.plan.inventory.hosts[id];
    if (host === undefined) return [];
    // Still dark: that is what the debt says.
    return remote.connect(host, signal).then(
      () => [id],
      () => [],
    );
  });
  return (await Promise.all(tried)).flat();
}

/** Looks every 15 seconds whether hosts that owe something answer again. */
async function watchDebts(
  pump: FactPump,
  remote: RemoteHosts,
  clock: Clock,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleep(everyMs, signal);
    if (signal.aborted) return;
    const there = await owingHostsThatAnswer(pump.state, remote, signal);
    if (there.length > 0) await pump.together(there.map(hostAnswered));
  }
}
