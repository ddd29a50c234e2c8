import type { Disposable } from '../../src-shared/base/disposable.ts';
import { nextWake } from '../../src-shared/run/advance.ts';
import type { Circumstances, Command, Decision } from '../../src-shared/run/commands.ts';
import { initialState } from '../../src-shared/run/evolve.ts';
import type { FactData } from '../../src-shared/run/facts.ts';
import { activeSteps } from '../../src-shared/run/plan-index.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { HostId, Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { FactPump } from './fact-pump.ts';
import { Performer } from './performer.ts';
import type { Clock, Journal, RemoteHosts, StepWork } from './ports.ts';

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
  const performer = new Performer({
    work,
    state: () => pump.state,
    observe: async (fact) => {
      await pump.command({ type: 'observe', fact });
    },
    secrets,
    guardEveryMs,
    sleep: (ms, signal) => clock.sleep(ms, signal),
  });
  await pump.command({ type: 'open-session', session });
  performer.resume();
  pump.onRecords((records) => {
    for (const record of records) performer.perform(record);
  });
  const changes = new Changes(pump);
  const debts = watchDebts(pump, remote, clock, options.owedEveryMs ?? 15_000, closing.signal);
  const alarm = wakeUp(pump, clock, changes, closing.signal);
  return {
    get state() {
      return pump.state;
    },
    command: (command) => pump.command(command),
    confirm: async (command) => {
      const run = pump.state.steps.get(command.step);
      const guarded = activeSteps(pump.state).find((step) => step.id === command.step)?.guard.length ?? 0;
      if (guarded > 0 && run?.state === 'needs-person' && run.guardOverridden === undefined) {
        await performer.takeGuards(command.step);
      }
      return pump.command(command);
    },
    onRecords: (listener) => pump.onRecords(listener),
    quiet: async (signal) => {
      await debts.firstLook;
      while (!signal.aborted && isMoving(pump, performer)) await changes.next(signal);
      if (performer.failure !== undefined) throw performer.failure;
    },
    dispose: async () => {
      closing.abort();
      await performer.stop();
      await Promise.allSettled([alarm, debts.done]);
    },
  };
}

function isMoving(pump: FactPump, performer: Performer): boolean {
  if (performer.failure !== undefined) return false;
  return pump.busy || performer.busy || pump.state.busy.size > 0 || nextWake(pump.state) < Infinity;
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

/** Looks whether hosts that owe something answer again: at once, then every 15 seconds. */
function watchDebts(
  pump: FactPump,
  remote: RemoteHosts,
  clock: Clock,
  everyMs: number,
  signal: AbortSignal,
): { readonly firstLook: Promise<void>; readonly done: Promise<void> } {
  const look = async (): Promise<void> => {
    const { state } = pump;
    if (state.name !== 'running' && state.name !== 'rolling-back') return;
    const hosts = new Set<HostId>();
    for (const step of activeSteps(state)) {
      const run = state.steps.get(step.id);
      if (run?.state !== 'owed') continue;
      for (const host of run.hosts) if (host.state === 'owed' && host.host !== 'app') hosts.add(host.host);
    }
    await Promise.all([...hosts].map((host) => answers(host)));
  };
  const answers = async (id: HostId): Promise<void> => {
    const host = pump.state.plan.inventory.hosts[id];
    if (host === undefined) return;
    try {
      await remote.connect(host, signal);
    } catch {
      // Still dark: that is what the debt says.
      return;
    }
    await pump.command({ type: 'observe', fact: { type: 'host-answered', data: { host: id } } });
  };
  const firstLook = look().catch(() => undefined);
  const repeat = async (): Promise<void> => {
    await firstLook;
    for (;;) {
      await clock.sleep(everyMs, signal);
      if (signal.aborted) return;
      await look().catch(() => undefined);
    }
  };
  return { firstLook, done: repeat() };
}
