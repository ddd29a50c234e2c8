import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { askLab } from '../../src-main/lab/lab-control.ts';
import type { LabOrder, LabSystemName, LabSystemStatus } from '../../src-shared/rpc/lab-calls.ts';
import { runbookFile, type ShippedRun } from './shipped-run.ts';

const command = join(import.meta.dirname, '../../out/cli/main.mjs');

/** As short as nothing depends on them; those that a runbook measures stay long enough to be seen. Milliseconds. */
const quick: Readonly<Record<LabSystemName, Readonly<Record<string, number>>>> = {
  tvox: { powerOffMs: 50, bootMs: 100, phonesMs: 200 },
  genesys: {
    powerOffMs: 50,
    bootMs: 100,
    reactionMs: 100,
    promoteMs: 100,
    resolveMs: 60_000,
    drainMs: 500,
    agentsMs: 300,
  },
  'sip-ha': { powerOffMs: 50, bootMs: 100, failoverMs: 300, takeoverMs: 100, phonesMs: 200 },
  policyguru: {
    powerOffMs: 50,
    bootMs: 100,
    startMs: 100,
    captureMs: 300,
    requestMs: 10,
    blacklistMs: 300,
    dumpMs: 20,
  },
  wazo: { powerOffMs: 50, bootMs: 100, watchMs: 100, fosStartMs: 1000 },
};

/** Has the lab of the application under test, whichever program runs it, do something. */
async function order(dataFolder: string, what: LabOrder): Promise<readonly LabSystemStatus[]> {
  const answer = await askLab(join(dataFolder, 'lab'), what);
  if (answer === undefined) throw new Error('No practice lab runs in this data folder');
  return answer.status.systems;
}

/** Short times, then what happened to the site before; returns when every host has come to rest. */
export async function setTheScene(
  dataFolder: string,
  system: LabSystemName,
  before: readonly LabOrder[] = [],
): Promise<void> {
  for (const [name, ms] of Object.entries(quick[system])) await order(dataFolder, { do: 'time', system, name, ms });
  for (const one of before) await order(dataFolder, one);
  await expect
    .poll(async () => {
      const status = (await order(dataFolder, { do: 'state' })).find(({ name }) => name === system);
      return status?.hosts.filter(({ power = 'off' }) => power !== 'on' && power !== 'off');
    })
    .toEqual([]);
}

/** Another shipped runbook of the system, to its end by its answers: what it leaves behind is where this one begins. */
export async function runBefore(dataFolder: string, run: ShippedRun, runbook: string): Promise<void> {
  const status = (await order(dataFolder, { do: 'state' })).find(({ name }) => name === run.system);
  const [file, answers] = [runbookFile(run, runbook), runbookFile(run, runbook, 'answers.yaml')];
  const words = ['run', file, '--inventory', status?.inventory ?? '', '--answers', answers];
  const env = { ...process.env, DRILLBOOK_DATA: dataFolder };
  const { status: code, stdout } = spawnSync(process.execPath, [command, ...words], { env, encoding: 'utf8' });
  expect(code, stdout).toBe(0);
}
