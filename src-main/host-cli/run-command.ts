import { asId, type HostId, type RoleId } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { RunMode } from '../../src-shared/run/facts.ts';
import { planFollowing, type App } from '../app/app.ts';
import type { Answers } from '../app/answers/answers.ts';
import type { LoadedPlan, PlanRequest } from '../app/load-plan.ts';
import { readAnswers } from '../app/read-answers.ts';
import type { ExitCode } from './exit-code.ts';
import { performRun, type RunFormat } from './perform-run.ts';
import { printProblems } from './print-problems.ts';
import { aboutOf, givenSecrets, pairsOf, rolesOf } from './run-inputs.ts';
import type { Screen } from './screen.ts';
import { createSession } from './session.ts';
import { usageError } from './usage-error.ts';

export interface RunOptions {
  readonly inventory: string;
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly about: readonly string[];
  readonly answers?: string;
  readonly mode?: RunMode;
  readonly runs?: string;
  readonly yes: boolean;
  readonly allowDestructive: readonly string[];
  readonly seal: boolean;
  readonly follow?: string;
  readonly format: RunFormat;
  readonly acceptNewHostKeys: boolean;
}

/** `drillbook run`: plans, makes the run folder, then drives it to its end or to what waits for people. */
export async function runCommand(runbook: string, options: RunOptions): Promise<ExitCode> {
  const secrets = givenSecrets(options.secret, process.env);
  const session = createSession({
    secrets,
    acceptNewHostKeys: options.acceptNewHostKeys,
    machine: options.format === 'jsonl',
  });
  const { app, screen } = session;
  const answers = await answersOf(options.answers, screen);
  if (answers === 'invalid') return 1;
  const about = aboutOf(answers?.document.run, options.about);
  const set = pairsOf('--set', options.set);
  const named = new Set(Object.keys(pairsOf('--secret', options.secret)));
  const asked: PlanRequest = { runbook, inventory: options.inventory, set, secrets: named };
  const first = await planOf(app, asked, options.follow);
  const request = { ...asked, secrets: withOptional(named, first, secrets) };
  const loaded = request.secrets.size === named.size ? first : await planOf(app, request, options.follow);
  if (!loaded.ok) {
    printProblems(screen, loaded.problems);
    return 1;
  }
  const mode = modeOf(loaded.plan, options.mode);
  refuseSelfApproval(loaded.plan, mode, options.yes);
  const run = await app.createRun(
    {
      ...request,
      mode,
      about,
      people: rolesOf(answers),
      allowDestructive: destructiveHosts(loaded.plan, options.allowDestructive),
      ...(options.runs === undefined ? {} : { runsFolder: options.runs }),
      ...(options.follow === undefined ? {} : { follow: options.follow }),
    },
    loaded,
  );
  return performRun(run, {
    screen,
    answers,
    approve: options.yes,
    seal: options.seal,
    format: options.format,
  });
}

/** The answers file, if one is named; `invalid` where its faults were printed. */
export async function answersOf(path: string | undefined, screen: Screen): Promise<Answers | undefined | 'invalid'> {
  if (path === undefined) return undefined;
  const read = await readAnswers(path);
  if (read.ok) return read.answers;
  printProblems(screen, read.problems);
  return 'invalid';
}

function planOf(app: App, request: PlanRequest, follow: string | undefined): Promise<LoadedPlan> {
  return follow === undefined ? app.plan(request) : planFollowing(app, request, follow);
}

/** Secrets of the environment may be meant for other runbooks: of those, the ones that this plan could use. */
function withOptional(
  named: ReadonlySet<string>,
  loaded: LoadedPlan,
  secrets: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  if (!loaded.ok) return named;
  const unused = Object.entries(loaded.plan.parameters).filter(([, one]) => one.type === 'secret' && !one.given);
  return new Set([...named, ...unused.map(([id]) => id).filter((id) => secrets.has(id))]);
}

function modeOf(plan: Plan, mode: RunMode | undefined): RunMode {
  if (plan.inventory.practice) {
    if (mode === 'live')
      throw usageError('This inventory is for practice: a live run is refused on it. Leave --mode out.');
    return 'rehearsal';
  }
  if (mode === undefined) {
    throw usageError(
      'Say --mode live or --mode rehearsal: this inventory is not for practice. A rehearsal simulates destructive steps.',
    );
  }
  return mode;
}

/** A deviation in a rehearsal; in a live run the approver has to be found first. */
function refuseSelfApproval(plan: Plan, mode: RunMode, yes: boolean): void {
  const approver = plan.people[asId<RoleId>('approver')];
  if (!yes || mode !== 'live' || approver?.not.includes(asId<RoleId>('operator')) !== true) return;
  throw usageError(
    `--yes cannot approve this live run: the runbook says that the ${approver.title} is not the operator. Let that person sign, at the prompt or in the answers.`,
  );
}

function destructiveHosts(plan: Plan, names: readonly string[]): readonly HostId[] {
  const unknown = names.find((name) => plan.inventory.hosts[asId<HostId>(name)] === undefined);
  if (unknown !== undefined) {
    const known = Object.keys(plan.inventory.hosts).join(', ');
    throw usageError(`--allow-destructive ${unknown}: the plan uses no such host. It uses ${known}.`);
  }
  return names.map((name) => asId<HostId>(name));
}
