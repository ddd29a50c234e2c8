import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { asId, type RunId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { doubtsOf, outcomeSentence, runNameOf } from '../../../src-shared/run/acceptance.ts';
import { casesOf } from '../../../src-shared/run/forms-gate.ts';
import { verdictOf, type RunState } from '../../../src-shared/run/state.ts';
import { waitingFor } from '../../../src-shared/run/waiting.ts';
import type { Held, RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import type { App } from '../app.ts';
import type { StoredRun } from '../read-run.ts';
import { outcomeOf } from '../run-status.ts';

/** Reading a run folds its whole journal: what did not change since is not read again. */
export interface RunList {
  list(heldOf: (run: RunId) => Promise<Held>): Promise<readonly RunEntry[]>;
}

type Entry = Omit<RunEntry, 'held'>;
const runFolderName = /^\d{8}T\d{6}Z-.+-[0-9a-f]{4}$/;

export function createRunList(app: App, runsFolder: string): RunList {
  const known = new Map<string, { readonly stamp: string; readonly entry: Entry }>();
  const read = async (name: string): Promise<Entry> => {
    const folder = join(runsFolder, name);
    const { size, mtimeMs } = await stat(join(folder, 'journal.jsonl')).catch(() => ({ size: 0, mtimeMs: 0 }));
    const stamp = `${size} ${mtimeMs}`;
    const before = known.get(name);
    if (before?.stamp === stamp) return before.entry;
    const entry = await app.readRun(folder).then(entryOf, (thrown: unknown) => brokenEntry(name, folder, thrown));
    known.set(name, { stamp, entry });
    return entry;
  };
  return {
    list: async (heldOf) => {
      const names = await readdir(runsFolder).catch(() => []);
      const entries: RunEntry[] = [];
      // One after the other: a hundred journals at once would hold a hundred states in memory.
      for (const name of names
        .filter((one) => runFolderName.test(one))
        .sort()
        .reverse()) {
        entries.push({ ...(await read(name)), held: await heldOf(asId<RunId>(name)) });
      }
      return entries;
    },
  };
}

function outcomeEntry(state: RunState): Entry['outcome'] {
  if (outcomeOf(state) === null) return undefined;
  const [name, doubts] = [runNameOf(state), doubtsOf(state)];
  return {
    name,
    doubts: [doubts.failed, doubts.unknown, doubts.owed, doubts.skipped, doubts.simulated, doubts.overridden].flat()
      .length,
    words: { en: outcomeSentence(name, doubts, 'en'), it: outcomeSentence(name, doubts, 'it') },
  };
}

function waitsFor(state: RunState): readonly string[] {
  const pressing = waitingFor(state).filter(({ kind, optional }) => !optional && kind !== 'owed');
  return [...new Set(pressing.map(({ who }) => roleTitle(state.plan, who)))];
}

function entryOf({ runId, folder, plan, state, records }: StoredRun): Entry {
  const { created } = state;
  const outcome = outcomeEntry(state);
  const steps = plan.steps.map(({ id }) => state.steps.get(id)?.state);
  return {
    run: runId,
    folder,
    runbook: {
      id: plan.runbook.id,
      version: plan.runbook.version,
      title: plan.runbook.title,
      ...(plan.runbook.system === undefined ? {} : { system: plan.runbook.system }),
    },
    mode: created?.mode ?? 'rehearsal',
    practice: plan.inventory.practice,
    state: state.name,
    ...(outcome === undefined ? {} : { outcome }),
    waitsFor: waitsFor(state),
    about: created?.about ?? { zone: 'UTC' },
    people: Object.entries(state.people).map(([role, { name }]) => ({ role, name })),
    createdAt: records[0]?.at ?? '',
    ...(state.startedAt === undefined ? {} : { startedAt: state.startedAt }),
    ...(state.endedAt === undefined ? {} : { endedAt: state.endedAt }),
    verdicts: verdictsOf(state),
    owed: steps.filter((one) => one === 'owed').length,
    unknown: steps.filter((one) => one === 'unknown').length,
  };
}

function verdictsOf(state: RunState): RunEntry['verdicts'] {
  const given = state.plan.forms.flatMap(casesOf).map(({ id }) => verdictOf(state.cases.get(id)));
  const count = (verdict: string): number => given.filter((one) => one === verdict).length;
  return { cases: given.length, pass: count('PASS'), fail: count('FAIL'), other: count('OTHER') };
}

/** A folder that cannot be read stays in sight: it is somebody's record. */
function brokenEntry(name: string, folder: string, thrown: unknown): Entry {
  return {
    run: asId<RunId>(name),
    folder,
    runbook: { id: '', version: '', title: name },
    mode: 'rehearsal',
    practice: false,
    state: 'draft',
    about: { zone: 'UTC' },
    people: [],
    waitsFor: [],
    createdAt: name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6.000Z'),
    verdicts: { cases: 0, pass: 0, fail: 0, other: 0 },
    owed: 0,
    unknown: 0,
    problem: messageOf(thrown),
  };
}
