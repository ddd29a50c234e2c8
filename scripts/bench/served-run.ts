import { WebSocket } from 'ws';
import { socketPort } from '../../src-main/host-web/socket-port.ts';
import { createCoreLink } from '../../src-renderer/platform/core-link.ts';
import { asId, type RoleId, type RunId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { Link } from '../../src-shared/rpc/calls.ts';
import type { Answer } from '../../src-shared/rpc/run-calls.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { RunState } from '../../src-shared/run/state.ts';

const operator = { name: 'Bench', role: asId<RoleId>('operator') };

/** A run of a served app, driven over the same calls as a window makes, without one. */
export interface ServedRun {
  readonly run: RunId;
  start(): Promise<void>;
  /** Resolves when the state after some fact meets the condition. */
  until(condition: (state: RunState) => boolean): Promise<RunState>;
  close(): void;
}

/** Makes a run in the app at `url` and brings it to where it can be started. */
export async function makeServedRun(url: string, runbook: string, inventory: string): Promise<ServedRun> {
  const { link, close } = await connectTo(url);
  const given = { runbook, inventory, set: {} };
  const made = await link.call('plan.make', { ...given, secrets: [] });
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('\n'));
  const people = { [operator.role]: operator };
  const rest = { mode: 'rehearsal' as const, about: { zone: 'UTC' }, allowDestructive: [], people };
  const { run } = await link.call('run.create', { ...given, ...rest, secrets: {}, planHash: made.planHash });
  const until = (condition: (state: RunState) => boolean): Promise<RunState> =>
    new Promise((resolve) => {
      let state = initialState(made.plan, made.planHash);
      const following = link.subscribe('run.records', {
        params: () => ({ run, from: state.seq + 1 }),
        onItem: ({ records }) => {
          state = records.reduce<RunState>(evolve, state);
          if (!condition(state)) return;
          void following.dispose();
          resolve(state);
        },
      });
    });
  await agreed(link.call('run.command', { run, command: { type: 'start-preflight' } }));
  await until(({ preflight }) => preflight.finishedAt !== undefined);
  const subject = asId<SubjectId>('approval/sign/approver');
  const { role } = operator;
  await agreed(link.call('run.sign', { run, subject, role, person: operator, means: 'flag', evidence: [] }));
  const start = (): Promise<void> =>
    agreed(link.call('run.command', { run, command: { type: 'start', by: operator } }));
  return { run, start, until, close };
}

async function agreed(answer: Promise<Answer>): Promise<void> {
  const given = await answer;
  if (!given.ok) throw new Error(given.refusal);
}

/** As a browser comes in: the token of the address for a cookie, then the socket. */
async function connectTo(url: string): Promise<{ readonly link: Link; readonly close: () => void }> {
  const { origin, host } = new URL(url);
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/link`, { headers: { Cookie: cookie, Origin: origin } });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let used = false;
  const link = createCoreLink(() => {
    // Closed is closed here: nobody is waiting for it to mend.
    if (used) return new Promise(() => undefined);
    used = true;
    return Promise.resolve(socketPort(socket));
  });
  return {
    link,
    close: () => {
      socket.terminate();
    },
  };
}
