import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import { askLab } from '../../../src-main/lab/lab-control.ts';
import { hostOf, login, script, until } from './lab-client.ts';

const createLabFile = join(import.meta.dirname, '../../../src-main/lab/create-lab.ts');

let folder: string;
let lab: Lab | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-memory-'));
});
afterEach(async () => {
  for (const system of lab?.systems ?? []) await system.forget();
  await lab?.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function start(keep = true): Promise<Lab> {
  lab = await createLab({ folder, ports: 'free', keep, timings: { powerOffMs: 50, bootMs: 100, phonesMs: 200 } });
  return lab;
}

async function say(host: string, text: string): Promise<string> {
  if (!lab) throw new Error('no lab');
  const client = await login(hostOf(lab, host));
  const { stdout } = await script(client, text);
  client.end();
  return stdout;
}

/** What somebody in the middle of an activation would look at. */
async function seen(): Promise<unknown> {
  const { power, client, nameAt, splitBrain, phones } = (lab as Lab).state();
  return { power, role: client.role, nameAt, splitBrain, phones, note: await say('voice-c', 'cat notes/one') };
}

test('a lab that ends in mid-activation is found again as it was: power, roles, name, faults, times, files', async () => {
  const first = await start();
  await say('voice-c', 'mkdir notes && echo kept > notes/one');
  for (const id of ['voice-a', 'voice-b']) first.powerOff(id, { mains: true });
  first.system('tvox').act('activate');
  first.system('tvox').act('name client');
  first.setTimings({ phonesMs: 0 });
  await first.setFault('voice-b', { kind: 'slow', byMs: 7 });
  await until(() => first.state().phones.snom.registered === 12);
  const before = await seen();
  await first.dispose();
  const second = await start();
  const after = await seen();
  const tvox = second.system('tvox');
  expect(before).toEqual({
    power: { 'voice-a': 'off', 'voice-b': 'off', 'voice-c': 'on' },
    role: 'active',
    nameAt: 'voice-c',
    splitBrain: false,
    phones: { snom: { registered: 12, all: 12 }, polycom: { registered: 8, all: 8 } },
    note: 'kept\n',
  });
  expect([after, tvox.timings()['phonesMs'], tvox.faults()]).toEqual([
    before,
    0,
    { 'voice-b': { kind: 'slow', byMs: 7 } },
  ]);
});

test('what was written just before a kill is there: nothing waits for an orderly end', async () => {
  const first = await start();
  first.system('tvox').act('activate');
  // The file as it stands now is what a killed program leaves.
  const kept = await readdir(folder);
  const hosts = first.hosts.map(({ address }) => address);
  await first.dispose();
  const second = await start();
  expect([
    kept.includes('tvox.state.json'),
    second.state().client.role,
    second.hosts.map(({ address }) => address),
  ]).toEqual([true, 'active', hosts]);
});

test('a program that is killed with -9 leaves its lab to the next one, with the control', async () => {
  const code = `
    const { createLab } = await import(${JSON.stringify(pathToFileURL(createLabFile).href)});
    const lab = await createLab({ folder: ${JSON.stringify(folder)}, ports: 'free', keep: true });
    lab.powerOff('voice-a', { mains: true });
    lab.system('tvox').act('activate');
    process.stdout.write('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  const state = (await start()).state();
  const answer = await askLab(folder, { do: 'act', action: 'deactivate' });
  expect([state.power['voice-a'], state.client.role, answer?.said]).toEqual([
    'off',
    'active',
    'OCC of voice-c: deactivate pressed',
  ]);
});

test('forgotten, unreadable or unknown: it begins anew, with empty homes', async () => {
  const roles: unknown[] = [];
  const begin = async (): Promise<void> => {
    const begun = await start();
    roles.push([begun.state().client.role, await say('voice-c', 'ls')]);
    await say('voice-c', 'touch left-over');
    begun.system('tvox').act('activate');
  };
  await begin();
  await lab?.system('tvox').forget();
  await begin();
  await lab?.dispose();
  await writeFile(join(folder, 'tvox.state.json'), '{"version":');
  await begin();
  expect(roles).toEqual([
    ['standby', ''],
    ['standby', ''],
    ['standby', ''],
  ]);
});

test('without being asked to keep anything it leaves nothing and finds nothing', async () => {
  const first = await start(false);
  first.tvox.press('activate');
  await first.dispose();
  const names = await readdir(folder);
  const second = await start(false);
  expect([names.filter((name) => name.includes('state')), second.state().client.role]).toEqual([[], 'standby']);
});
