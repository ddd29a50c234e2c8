import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { OutputItem, RecordsItem } from '../../../src-shared/rpc/calls.ts';
import type { Held, RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { isRunLocked } from '../../journal/run-lock.ts';
import type { App } from '../app.ts';
import type { OpenRun } from '../open-run.ts';
import { createAnnouncer } from './announcer.ts';
import { createRunList } from './run-list.ts';

/** The runs of this installation, and those that this process holds. */
export interface RunDesk {
  list(): Promise<readonly RunEntry[]>;
  /** Takes the lock, unless this process has it. Throws DrillError `run.locked`, `journal.corrupt`, `run.secret-missing`. */
  hold(run: RunId): Promise<OpenRun>;
  /** Keeps a run that was just made. */
  keep(run: OpenRun): void;
  release(run: RunId): Promise<void>;
  /** Throws DrillError `run.not-held` where another program has it, or nobody. */
  held(run: RunId): OpenRun;
  holds(): readonly OpenRun[];
  heldOf(run: RunId): Promise<Held>;
  folderOf(run: RunId): string;
  /** Sends durable records from number `from` on until `signal`; a run that another program writes is followed too. */
  records(run: RunId, from: number, send: (item: RecordsItem) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Sends what one of its recordings is told now, from offset `from` on; ends with the recording. */
  output(
    run: RunId,
    name: string,
    from: number,
    send: (item: OutputItem) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** A run was taken, let go of, or its state changed. */
  onChange(listener: (run: RunId) => void): Disposable;
  close(): Promise<void>;
}

/** Records in one item: small enough to show the first at once, big enough that ten thousand are ten items. */
const batch = 1_000;
/** How often the journal of a run that another program writes is looked at, in milliseconds. */
const followEvery = 1_000;

export function createRunDesk(app: App): RunDesk {
  const folder = join(app.dataFolder, 'runs');
  const list = createRunList(app, folder);
  const open = new Map<RunId, Promise<OpenRun>>();
  const held = new Map<RunId, OpenRun>();
  const changes = createAnnouncer<RunId>();
  const folderOf = (run: RunId): string => join(folder, run);
  const heldOf = async (run: RunId): Promise<Held> => {
    if (held.has(run)) return 'here';
    return (await isRunLocked(folderOf(run))) ? 'elsewhere' : 'free';
  };
  const keep = (run: OpenRun): void => {
    let name = run.state.name;
    held.set(run.runId, run);
    open.set(run.runId, Promise.resolve(run));
    run.onRecords((_records, state) => {
      if (state.name !== name) changes.say(run.runId);
      name = state.name;
    });
    changes.say(run.runId);
  };
  const release = async (run: RunId): Promise<void> => {
    const one = held.get(run);
    held.delete(run);
    open.delete(run);
    await one?.close();
    changes.say(run);
  };
  return {
    list: () => list.list(heldOf),
    keep,
    release,
    heldOf,
    folderOf,
    holds: () => [...held.values()],
    onChange: (listener) => changes.on(listener),
    hold: (run) => {
      // Two windows that open the same run at once get the same one.
      const taking = open.get(run) ?? app.openRun(folderOf(run));
      open.set(run, taking);
      taking.then(
        (taken) => {
          if (!held.has(run)) keep(taken);
        },
        () => open.delete(run),
      );
      return taking;
    },
    held: (run) => {
      const one = held.get(run);
      if (one !== undefined) return one;
      throw new DrillError('run.not-held', `${run} is only shown here: open it to act on it.`);
    },
    records: (run, from, send, signal) => followRun({ app, run, held, changes, heldOf, folderOf }, from, send, signal),
    output: (run, name, from, send, signal) => sendOutput(held.get(run), name, from, send, signal),
    close: async () => {
      await Promise.all([...held.keys()].map(release));
    },
  };
}

async function sendOutput(
  run: OpenRun | undefined,
  name: string,
  from: number,
  send: (item: OutputItem) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (run === undefined) throw new DrillError('run.not-held', 'Not open here: its output is in the recordings.');
  for await (const chunk of run.output.read(name, from, signal)) await send(chunk);
}

interface Following {
  readonly app: App;
  readonly run: RunId;
  readonly held: ReadonlyMap<RunId, OpenRun>;
  readonly changes: { readonly on: (listener: (run: RunId) => void) => Disposable };
  readonly heldOf: (run: RunId) => Promise<Held>;
  readonly folderOf: (run: RunId) => string;
}

async function followRun(
  { app, run, held, changes, heldOf, folderOf }: Following,
  from: number,
  send: (item: RecordsItem) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let next = from;
  let shown: Held | undefined;
  let stamp = '';
  while (!signal.aborted) {
    const one = held.get(run);
    const journal = join(folderOf(run), 'journal.jsonl');
    const now = one === undefined ? await stampOf(journal) : '';
    const records = one !== undefined ? one.records : now === stamp ? [] : (await app.readRun(folderOf(run))).records;
    stamp = now;
    const state = await heldOf(run);
    const fresh = one === undefined ? records.filter(({ seq }) => seq >= next) : newer(records, next);
    next = (fresh.at(-1)?.seq ?? next - 1) + 1;
    if (fresh.length > 0 || state !== shown) await sendAll(fresh, state, send);
    shown = state;
    await nextRecords(one, next, run, changes, signal);
  }
}

/** Record n stands at index n - 1: no search through the whole journal for each batch. */
function newer(records: readonly JournalRecord[], next: number): readonly JournalRecord[] {
  return records.slice(Math.max(0, next - 1));
}

async function sendAll(
  records: readonly JournalRecord[],
  held: Held,
  send: (item: RecordsItem) => Promise<void>,
): Promise<void> {
  for (let at = 0; at + batch < records.length; at += batch) {
    await send({ records: records.slice(at, at + batch), held, caughtUp: false });
  }
  const rest = records.length === 0 ? 0 : Math.floor((records.length - 1) / batch) * batch;
  await send({ records: records.slice(rest), held, caughtUp: true });
}

/** Until there may be more: a record of a run that is held here, the run taken or let go of, or a look at the file. */
async function nextRecords(
  one: OpenRun | undefined,
  next: number,
  run: RunId,
  changes: Following['changes'],
  signal: AbortSignal,
): Promise<void> {
  const come = Promise.withResolvers<undefined>();
  const done = (): void => {
    come.resolve(undefined);
  };
  const subscriptions = [
    one?.onRecords(done),
    changes.on((changed) => {
      if (changed === run) done();
    }),
  ];
  const timer = one === undefined ? setTimeout(done, followEvery) : undefined;
  signal.addEventListener('abort', done, { once: true });
  // What became durable between the look and the subscription is not waited for.
  if (one !== undefined && one.records.length >= next) done();
  try {
    await come.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', done);
    for (const subscription of subscriptions) await subscription?.dispose();
  }
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? 'none' : `${found.size} ${found.mtimeMs}`;
}
