import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { parse, stringify } from 'yaml';
import type { Lab, LabHostInfo } from '../../src-main/lab/create-lab.ts';
import { practiceSite } from './practice-site.ts';

const root = join(import.meta.dirname, '../..');
const shipped = join(root, 'runbooks/tvox');

/** Ids of runs that stand where the cockpit asks for something, each for another kind of answer. */
export interface SampleRuns {
  readonly done: string;
  readonly confirm: string;
  readonly form: string;
  readonly sign: string;
  readonly prepare: string;
  readonly failed: string;
  readonly unknown: string;
  readonly choose: string;
  /** Its guard is false as soon as somebody holds it. */
  readonly stop: string;
}

/** Runs as people leave them, made by the command line in a data folder; the lab is left with its client in service. */
export async function makeSampleRuns(dataFolder: string, lab: Lab): Promise<SampleRuns> {
  const activation = (name: string, without: readonly string[], others: object = {}): Promise<string> =>
    drill(dataFolder, name, join(shipped, 'activation.yaml'), lab.inventoryPath, activationAnswers(without, others));
  const { runbook, inventory } = practiceSite(dataFolder, lab);
  const trouble = (name: string, answers: readonly object[], killedAt?: string): Promise<string> =>
    drill(dataFolder, name, runbook, inventory, { people, answers: [...answers, ...approval] }, killedAt);
  // Alone: it is the one in which the approver of them all sets her PIN.
  const failed = await trouble('failed', []);
  const [prepare, sign, unknown, choose, stop] = await Promise.all([
    // A tester who was never here: this desk has no PIN of hers.
    activation('prepare', ['approval/sign/approver'], { tester: { name: 'Tina Tester', organisation: 'Vendor' } }),
    activation('sign', ['decision/go']),
    trouble('unknown', [], 'work/slow'),
    trouble('choose', [...retried, ...pager, { step: 'hands/press', confirm: { by: 'operator' } }]),
    trouble('stop', [...retried, ...pager]),
  ]);
  const done = await activation('done', []);
  await resetLab(lab);
  const form = await activation('form', ['acceptance/calls-work/**', 'acceptance/**']);
  await resetLab(lab);
  const confirm = await activation('confirm', ['activate/press']);
  return { done, confirm, form, sign, prepare, failed, unknown, choose, stop };
}

const people = {
  operator: { name: 'Olga Operator', organisation: 'Practice vendor' },
  approver: { name: 'Anna Approver', organisation: 'Practice customer', pin: '2468' },
};
const approval = [{ step: 'approval/sign/approver', sign: { as: 'approver' } }];
const retried = [{ step: 'work/flaky', decide: { by: 'operator', failed: 'retry', reason: 'It often needs two.' } }];
const pager = [{ step: 'hands/pager', confirm: { by: 'operator', note: 'Silent until five.' } }];

function activationAnswers(without: readonly string[], others: object): object {
  const document = parse(readFileSync(join(shipped, 'activation.answers.yaml'), 'utf8')) as {
    readonly run: object;
    readonly people: object;
    readonly answers: readonly { readonly step: string }[];
  };
  const hour = 3_600_000;
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString().replace(/\.\d+Z$/, '+00:00');
  return {
    ...document,
    run: { ...document.run, window: { from: at(-hour), to: at(3 * hour) } },
    people: { ...document.people, ...others },
    answers: document.answers.filter(({ step }) => !without.includes(step)),
  };
}

/** As before the first run: the masters on and answering, the client asleep, the name where it was. */
async function resetLab(lab: Lab): Promise<void> {
  const masters = lab.hosts.filter(({ id }) => id === 'voice-a' || id === 'voice-b');
  lab.tvox.press('deactivate');
  for (const { id } of masters) lab.powerOn(id);
  lab.tvox.pointNameAt('voice-a');
  const allAnswer = async (): Promise<boolean> => (await Promise.all(masters.map(answers))).every(Boolean);
  await expect.poll(allAnswer, { timeout: 30_000 }).toBe(true);
}

async function answers({ address, port }: LabHostInfo): Promise<boolean> {
  const socket = connect({ host: address, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Runs until nobody answers, or is killed in the middle of a step; gives the id of the run. */
async function drill(
  dataFolder: string,
  name: string,
  runbook: string,
  inventory: string,
  answers: object,
  killedAt?: string,
): Promise<string> {
  const answersFile = join(dataFolder, `${name}.answers.yaml`);
  writeFileSync(answersFile, stringify(answers));
  cpSync(join(shipped, 'evidence'), join(dataFolder, 'evidence'), { recursive: true });
  const words = ['run', runbook, '--inventory', inventory, '--answers', answersFile, '--format', 'jsonl', '--no-seal'];
  const child = spawn(process.execPath, [join(root, 'out/cli/main.mjs'), ...words], {
    env: { ...process.env, DRILLBOOK_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  let run: string | undefined;
  let started = name === 'prepare';
  for await (const line of createInterface(child.stdout)) {
    const record = JSON.parse(line) as { readonly runDir?: string; readonly type?: string; readonly data?: object };
    if (record.runDir !== undefined) run = basename(record.runDir);
    if (record.type === 'run-started') started = true;
    if (record.type === 'attempt-started' && JSON.stringify(record.data).includes(`"${killedAt ?? ' '}"`)) {
      child.kill('SIGKILL');
    }
  }
  if (run === undefined || !started) throw new Error(`The sample run ${name} could not be made: ${complaint}`);
  return run;
}
