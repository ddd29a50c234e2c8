import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drive } from '../../src-main/app/answers/drive.ts';
import { createApp } from '../../src-main/app/app.ts';
import type { OpenRun } from '../../src-main/app/open-run.ts';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { createFlagRespondent } from '../../src-main/host-cli/flag-respondent.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { HostId, RoleId } from '../../src-shared/base/ids.ts';

const operator = { name: 'Bench', role: asId<RoleId>('operator') };
const nobody = (): Promise<undefined> => Promise.resolve(undefined);

/** A runbook of one phase, as JSON (which is YAML): `count` steps that run `script` on every host. Gives its path. */
export function writeRunbook(folder: string, id: string, count: number, hosts: number, script: string): string {
  const steps = Array.from({ length: count }, (_, n) => ({
    id: `s${n + 1}`,
    title: `Step ${n + 1}`,
    on: 'hosts',
    run: script,
    expect: { stdout: { contains: 'active' } },
  }));
  const path = join(folder, `${id}.yaml`);
  const targets = { hosts: { title: 'Hosts', hosts: `1..${hosts}` } };
  const phases = [{ id: 'work', title: 'Work', steps }];
  writeFileSync(path, JSON.stringify({ drillbook: 1, id, title: 'Bench', version: '1', targets, phases }));
  return path;
}

export interface RunCost {
  /** Milliseconds from nothing (no run, no connection) to the last fact. */
  readonly wholeMs: number;
  /** Milliseconds from the start, when preflight has connected, to the last fact. */
  readonly stepsMs: number;
}

/** Plans, makes, approves and drives a run through the application, as the command line does. Files go to `data`. */
export async function driveRun(data: string, runbook: string, inventory: string): Promise<RunCost> {
  process.env['DRILLBOOK_DATA'] = data;
  const app = createApp({
    credentials: { password: nobody, passphrase: nobody },
    secret: nobody,
    acceptNewHostKeys: false,
    knownHostsFiles: [],
  });
  // Made once in an installation's life.
  await app.installation();
  const began = performance.now();
  const request = { runbook, inventory, set: {}, secrets: new Set<string>() };
  const plan = await app.plan(request);
  if (!plan.ok) throw new Error(plan.problems.map(({ message }) => message).join('\n'));
  const about = { zone: 'UTC' };
  const people = { [operator.role]: operator };
  const run = await app.createRun(
    { ...request, mode: 'rehearsal', about, people, allowDestructive: allHosts(plan.plan) },
    plan,
  );
  try {
    return await driven(run, began);
  } finally {
    await run.close();
  }
}

function allHosts({ inventory }: OpenRun['plan']): readonly HostId[] {
  return Object.keys(inventory.hosts).map((id) => asId<HostId>(id));
}

async function driven(run: OpenRun, began: number): Promise<RunCost> {
  const at = { started: NaN, ended: NaN };
  run.onRecords((records) => {
    if (records.some(({ type }) => type === 'run-started')) at.started = performance.now();
    if (records.some(({ type }) => type === 'run-ended')) at.ended = performance.now();
  });
  const refused: string[] = [];
  await drive(run, {
    respondents: [createFlagRespondent(operator)],
    operator,
    clock: systemClock,
    signal: new AbortController().signal,
    onRefused: (ask, text) => refused.push(`${ask.kind} ${ask.id}: ${text}`),
  });
  const { name, why } = run.state;
  if (name !== 'completed') throw new Error(`The run is ${name}: ${why}\n${refused.join('\n')}`);
  return { wholeMs: at.ended - began, stepsMs: at.ended - at.started };
}
