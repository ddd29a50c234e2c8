import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { asId, type RoleId, type RunId } from '../../../src-shared/base/ids.ts';
import type { Decision } from '../../../src-shared/run/commands.ts';
import type { CallParams, Handlers } from '../../../src-shared/rpc/calls.ts';
import type { Answer, RunOpened, RunResults } from '../../../src-shared/rpc/run-calls.ts';
import type { App } from '../app.ts';
import { planFollowing } from '../app.ts';
import type { OpenRun } from '../open-run.ts';
import { readRecording, readRecordingEnd } from '../output/read-recording.ts';
import type { RunDesk } from './run-desk.ts';

export interface RunHandlerDeps {
  readonly app: App;
  readonly runs: RunDesk;
  /** Secrets that the window gave with a new run; they are asked of people otherwise. */
  readonly giveSecrets: (values: Readonly<Record<string, string>>) => { readonly dispose: () => void };
}

/** Runs, for windows: read by anybody, commanded only where this process holds them. */
export function createRunHandlers({ app, runs, giveSecrets }: RunHandlerDeps): Handlers<keyof RunResults> {
  const person = ({ name, organisation = '' }: CallParams<'people.hasPin'>['person']) => ({ name, organisation });
  return {
    'runs.list': () => runs.list(),
    'run.create': (params) => createRun(app, runs, giveSecrets, params),
    'run.hold': async ({ run }) => {
      await runs.hold(run);
      return null;
    },
    'run.release': async ({ run }) => {
      await runs.release(run);
      return null;
    },
    'run.read': ({ run }) => readRun(app, runs, run),
    'run.command': async ({ run, command }) => {
      const one = runs.held(run);
      const decision = command.type === 'confirm' ? one.confirm(command) : one.command(command);
      return answerOf(one, await decision);
    },
    'run.sign': async ({ run, ...request }) => {
      const one = runs.held(run);
      return answerOf(one, await one.sign({ ...request, scripted: false }));
    },
    'run.handOver': async ({ run, ...request }) => {
      const one = runs.held(run);
      return answerOf(one, await one.handOver(request));
    },
    'run.seal': async ({ run }) => {
      const one = runs.held(run);
      return answerOf(one, await one.seal());
    },
    'people.hasPin': (params) => app.pins.known(person(params.person)),
    'people.setPin': async (params) => {
      await app.pins.set(person(params.person), params.pin);
      return null;
    },
    'evidence.put': ({ run, name, base64 }) => runs.held(run).evidence.putBytes(name, Buffer.from(base64, 'base64')),
    'evidence.read': async ({ run, file }) => ({
      base64: (await readFile(inside(runs.folderOf(run), file))).toString('base64'),
    }),
    'terminal.open': ({ run, ...request }) => runs.held(run).openTerminal(request),
    'terminal.write': async ({ run, terminal, text }) => {
      await runs.held(run).terminal(terminal).write(text);
      return null;
    },
    'terminal.resize': ({ run, terminal, columns, rows }) => {
      runs.held(run).terminal(terminal).resize(columns, rows);
      return Promise.resolve(null);
    },
    'terminal.close': async ({ run, terminal }) => {
      await runs.held(run).terminal(terminal).close();
      return null;
    },
    'output.live': ({ run }) => Promise.resolve(runs.held(run).output.names()),
    'recording.end': ({ run, file }) => readRecordingEnd(inside(runs.folderOf(run), file)),
    'recording.read': ({ run, file, from, limit }) => readRecording(inside(runs.folderOf(run), file), from, limit),
  };
}

function answerOf(run: OpenRun, decision: Decision): Answer {
  return decision.ok ? { ok: true, seq: run.state.seq } : { ok: false, refusal: decision.refusal };
}

async function readRun(app: App, runs: RunDesk, run: RunId): Promise<RunOpened> {
  const folder = runs.folderOf(run);
  const { plan, planHash, tornBytes } = await app.readRun(folder);
  return { run, folder, held: await runs.heldOf(run), plan, planHash, tornBytes };
}

async function createRun(
  app: App,
  runs: RunDesk,
  giveSecrets: RunHandlerDeps['giveSecrets'],
  { planHash, secrets, follow, people, ...rest }: CallParams<'run.create'>,
): Promise<{ readonly run: RunId }> {
  const { runbook, inventory, set } = rest;
  const request = { runbook, inventory, set, secrets: new Set(Object.keys(secrets)) };
  const before = follow === undefined ? undefined : runs.folderOf(follow);
  const planned = before === undefined ? await app.plan(request) : await planFollowing(app, request, before);
  if (!planned.ok) throw new DrillError('run.refused', planned.problems[0]?.message ?? 'The plan has problems.');
  if (planned.planHash !== planHash) {
    throw new DrillError(
      'run.refused',
      'The runbook or the inventory changed since the plan was shown: look at it again.',
    );
  }
  const named = Object.entries(people).map(([role, one]) => [role, { ...one, role: asId<RoleId>(role) }] as const);
  const given = giveSecrets(secrets);
  try {
    const { mode, about, allowDestructive } = rest;
    const run = await app.createRun(
      { ...request, mode, about, allowDestructive, people: Object.fromEntries(named) },
      planned,
    );
    runs.keep(run);
    return { run: run.runId };
  } finally {
    given.dispose();
  }
}

/** A window names files of its run only. Throws DrillError `file.not-readable`. */
function inside(folder: string, file: string): string {
  const path = normalize(join(folder, file));
  if (path.startsWith(folder + sep)) return path;
  throw new DrillError('file.not-readable', `${file} is no file of this run.`);
}
