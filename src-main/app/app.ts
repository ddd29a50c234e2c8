import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { asId, type HostId, type RoleId, type RunId, type Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { missingSecrets, wrongKey } from '../../src-shared/plan/missing-secrets.ts';
import { conflictingRole } from '../../src-shared/run/people.ts';
import { initialState } from '../../src-shared/run/evolve.ts';
import type { Person, RunAbout, RunCreated, RunMode } from '../../src-shared/run/facts.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { Clock, Credentials, Installation, Pins, RunStorage } from '../engine/ports.ts';
import { openRun, type OpenRun as StoredOpenRun } from '../journal/open-run.ts';
import { createPins } from '../journal/pins.ts';
import type { RecordingsOptions } from '../journal/recordings.ts';
import { createRunFolder, readPlan } from '../journal/run-folder.ts';
import { holdRun, type HoldOptions } from './hold-run.ts';
import { loadPlan, type LoadedPlan, type PlanRequest } from './load-plan.ts';
import type { OpenRun } from './open-run.ts';
import { openItems } from './open-items.ts';
import { createOutputHub } from './output/output-hub.ts';
import { createRecordingThread } from './output/recording-thread.ts';
import { openOwnInstallation, ownDataFolder } from './own-data.ts';
import { readRun, unborn, type StoredRun } from './read-run.ts';
import { keepFrozen, readFrozen } from './uploads.ts';
import { systemClock } from './system-clock.ts';
import { version } from './version.ts';

export interface AppOptions {
  readonly credentials: Credentials;
  readonly acceptNewHostKeys: boolean;
  /** The value of a secret parameter; asked once for each that the plan uses. */
  readonly secret: (id: string, title: string) => Promise<string | undefined>;
  /** Instead of the user's own and the system's. */
  readonly knownHostsFiles?: readonly string[];
  readonly clock?: Clock;
}

export interface RunRequest extends Omit<PlanRequest, 'secrets' | 'follows'> {
  readonly secrets: ReadonlySet<string>;
  readonly mode: RunMode;
  readonly about: RunAbout;
  readonly people: Readonly<Record<RoleId, Person>>;
  readonly allowDestructive: readonly HostId[];
  /** Instead of `<data>/runs`. */
  readonly runsFolder?: string;
  /** Folder of the sealed run whose open items this one takes up. */
  readonly follow?: string;
}

/** What differs from run to run. */
type Holding = Pick<HoldOptions, 'zone' | 'secrets' | 'output'>;

/** The application behind every host: the command line today, windows later. */
export interface App {
  plan(request: PlanRequest): Promise<LoadedPlan>;
  /** Freezes the plan in a new run folder and opens it. Throws DrillError `plan.*`, `run.refused`. */
  createRun(request: RunRequest, plan: Extract<LoadedPlan, { readonly ok: true }>): Promise<OpenRun>;
  /** Opens a run to go on with it. Throws DrillError `run.locked`, `journal.corrupt`. */
  openRun(folder: string): Promise<OpenRun>;
  /** Reads a run without taking its lock. */
  readRun(folder: string): Promise<StoredRun>;
  installation(): Promise<Installation>;
  readonly dataFolder: string;
  readonly pins: Pins;
}

export function createApp(options: AppOptions): App {
  const clock = options.clock ?? systemClock;
  const data = ownDataFolder();
  const installation = (): Promise<Installation> => openOwnInstallation(clock);
  const recorder = createRecordingThread();
  const pins = createPins(join(data, 'pins.json'));
  const own = options.knownHostsFiles ?? [join(homedir(), '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'];
  // The lab's hosts are known to every practice, and to nothing else.
  const knownHostsFiles = (plan: Plan): readonly string[] =>
    plan.inventory.practice ? [...own, join(data, 'lab', 'known_hosts')] : own;
  const hold = async (storage: RunStorage, plan: Plan, planHash: Sha256, hold: Holding): Promise<OpenRun> => {
    const agentSocket = process.env['SSH_AUTH_SOCK'];
    return holdRun({
      storage,
      plan,
      planHash,
      clock,
      ...hold,
      pins,
      installation: await installation(),
      credentials: options.credentials,
      acceptNewHostKeys: options.acceptNewHostKeys,
      knownHostsFiles: knownHostsFiles(plan),
      homeFolder: homedir(),
      ...(agentSocket === undefined ? {} : { agentSocket }),
    });
  };
  return {
    dataFolder: data,
    pins,
    installation,
    readRun,
    plan: loadPlan,
    createRun: async (request, planned) => {
      refuseLivePractice(planned.plan, request.mode);
      refuseSharedRoles(planned, request.people);
      // Asked before the folder is made: a secret that nobody gives must not leave an empty run behind.
      const secrets = await askSecrets(planned.plan, options.secret);
      const uploads = await readFrozen(planned.plan, request.runbook);
      const runs = request.runsFolder ?? join(data, 'runs');
      const made = await createRunFolder(resolve(runs), planned.plan.runbook.id, planned.planText, clock.now());
      await keepFrozen(uploads, made.folder);
      const output = createOutputHub(recorder);
      const { storage } = await openRun(made.folder, clock, { listener: output, takeOver: output.takeOver });
      const { certificateFingerprint } = await installation();
      const created = createdFact(request, planned, made.runId, certificateFingerprint);
      await storage.journal.append([{ type: 'run-created', data: created }]);
      return hold(storage, planned.plan, planned.planHash, { zone: request.about.zone, secrets, output });
    },
    openRun: async (folder) => {
      const secrets = await askSecrets((await readPlan(resolve(folder))).plan, options.secret);
      const output = createOutputHub(recorder);
      const recorded = { listener: output, takeOver: output.takeOver };
      const { plan, hash, storage } = await openBegun(resolve(folder), clock, recorded);
      const zone = storage.journal.records.find((record) => record.type === 'run-created')?.data.about.zone ?? 'UTC';
      return hold(storage, plan, hash, { zone, secrets, output });
    },
  };
}

async function openBegun(folder: string, clock: Clock, recorded: RecordingsOptions): Promise<StoredOpenRun> {
  const opened = await openRun(folder, clock, recorded);
  if (opened.storage.journal.records.length > 0) return opened;
  await opened.storage.journal.close();
  throw unborn(folder);
}

/** A plan for `--follow`: the same runbook, with only what the sealed run left open. Throws DrillError `run.refused`. */
export async function planFollowing(app: App, request: PlanRequest, follow: string): Promise<LoadedPlan> {
  const before = await app.readRun(follow);
  if (before.state.name !== 'sealed') {
    throw new DrillError('run.refused', `${before.runId} is ${before.state.name}: only a sealed run can be followed.`);
  }
  const whole = await app.plan({ ...request, follows: { runId: before.runId, head: before.state.head } });
  if (!whole.ok) return whole;
  const open = openItems(whole, before.state);
  if (open === undefined)
    throw new DrillError('run.refused', `${before.runId} left nothing open: there is nothing to follow.`);
  return open;
}

/** Two people for two roles that exclude each other: said before the first step, not when the second one signs. */
function refuseSharedRoles(
  { plan, planHash }: Extract<LoadedPlan, { readonly ok: true }>,
  people: RunRequest['people'],
): void {
  const state: RunState = { ...initialState(plan, planHash), people };
  for (const [role, person] of Object.entries(people)) {
    const other = conflictingRole(state, asId<RoleId>(role), person);
    if (other === undefined) continue;
    throw new DrillError('run.refused', `${person.name} is the ${role} and the ${other}: these must be two people.`);
  }
}

function refuseLivePractice({ inventory }: Plan, mode: RunMode): void {
  if (mode !== 'live' || !inventory.practice) return;
  throw new DrillError('run.refused', 'A live run is refused on a practice inventory: rehearse on it instead.');
}

function createdFact(
  request: RunRequest,
  { plan, planHash }: Extract<LoadedPlan, { readonly ok: true }>,
  runId: RunId,
  certificate: Sha256,
): RunCreated {
  const { id, version: runbookVersion, title } = plan.runbook;
  return {
    format: 1,
    runId,
    planHash,
    runbook: { id, version: runbookVersion, title },
    mode: request.mode,
    practice: plan.inventory.practice,
    allowDestructive: request.allowDestructive,
    about: request.about,
    people: request.people,
    certificate,
    version,
  };
}

async function askSecrets(plan: Plan, ask: AppOptions['secret']): Promise<Readonly<Record<string, string>>> {
  const [missing] = missingSecrets(plan);
  if (missing !== undefined) throw new DrillError('run.secret-missing', missing);
  const values: Record<string, string> = {};
  for (const [id, parameter] of Object.entries(plan.parameters)) {
    if (parameter.type !== 'secret' || !parameter.given) continue;
    const value = await ask(id, parameter.title);
    if (value === undefined)
      throw new DrillError('run.secret-missing', `The secret ${id} (${parameter.title}) was not given.`);
    values[id] = value;
  }
  const wrong = wrongKey(plan, values);
  if (wrong !== undefined) throw new DrillError('run.secret-invalid', wrong);
  return values;
}
