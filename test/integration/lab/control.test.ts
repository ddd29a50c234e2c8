import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LabAnswer, LabOrder } from '../../../src-shared/rpc/lab-calls.ts';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import { askLab } from '../../../src-main/lab/lab-control.ts';
import { until } from './lab-client.ts';

let folder: string;
let lab: Lab;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-control-'));
  lab = await createLab({ folder, ports: 'free', systems: ['tvox', 'wazo'], timings: { powerOffMs: 50, bootMs: 50 } });
});
afterEach(async () => {
  await lab.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function ask(order: LabOrder): Promise<LabAnswer> {
  const answer = await askLab(folder, order);
  if (!answer) throw new Error('nobody answers');
  return answer;
}

const refused = (order: LabOrder): Promise<string> =>
  ask(order).then(
    ({ said }) => `done: ${said}`,
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : ''),
  );

test('everything that can be set is set from another program, and seen from there', async () => {
  const said = [
    await ask({ do: 'act', action: 'activate' }),
    await ask({ do: 'fault', host: 'voice-a', kind: 'slow', value: '40' }),
    await ask({ do: 'fault', host: 'voice-b', kind: 'hang-command' }),
    await ask({ do: 'time', name: 'phonesMs', ms: 0 }),
    await ask({ do: 'time', system: 'wazo', name: 'bootMs', ms: 70 }),
    await ask({ do: 'power', host: 'voice-b', to: 'mains' }),
  ].map((answer) => answer.said);
  await until(() => lab.state().power['voice-b'] === 'off');
  const { status } = await ask({ do: 'state' });
  const [tvox, wazo] = status.systems;
  expect(said).toEqual([
    'OCC of voice-c: activate pressed',
    'voice-a: slow',
    'voice-b: hang-command',
    'phonesMs of TVox: 0 ms',
    'bootMs of Wazo: 70 ms'.replace('Wazo', wazo?.title ?? ''),
    'voice-b: mains cut',
  ]);
  expect({
    names: status.systems.map(({ name }) => name),
    warning: tvox?.warning,
    hosts: tvox?.hosts.map(({ id, power, fault }) => [id, power, fault]),
    timings: tvox?.timings,
    boot: wazo?.timings.find(({ name }) => name === 'bootMs'),
  }).toEqual({
    names: ['tvox', 'wazo'],
    warning: 'Split brain: the client is active and a master is on.',
    hosts: [
      ['voice-a', 'on', { kind: 'slow', value: '40' }],
      ['voice-b', 'off', { kind: 'hang-command' }],
      ['voice-c', 'on', undefined],
      ['dns', undefined, undefined],
      ['dns2', undefined, undefined],
    ],
    timings: [
      { name: 'powerOffMs', ms: 50 },
      { name: 'bootMs', ms: 50 },
      { name: 'phonesMs', ms: 0 },
      { name: 'dnsLagMs', ms: 0 },
    ],
    boot: { name: 'bootMs', ms: 70 },
  });
});

test('what the lab does not know is said with what it knows', async () => {
  const known = 'these run: tvox, wazo';
  expect([
    await refused({ do: 'act', action: 'dance' }),
    await refused({ do: 'fault', host: 'nobody', kind: 'refuse' }),
    await refused({ do: 'fault', system: 'tvox', host: 'dns', kind: 'refuse' }),
    await refused({ do: 'fault', host: 'voice-a', kind: 'slow', value: 'soon' }),
    await refused({ do: 'time', name: 'bootMs', ms: 1 }),
    await refused({ do: 'act', system: 'genesys', action: 'activate' }),
    await refused({ do: 'wrong' } as unknown as LabOrder),
  ]).toEqual([
    `No system of this lab knows the action “dance”; ${known}`,
    `No system of this lab knows the host nobody; ${known}`,
    'dns takes no login: power and faults are for voice-a, voice-b, voice-c',
    '“soon” is no time in ms',
    'Several systems know the time bootMs; say which: tvox, wazo',
    'This lab has no genesys: it has tvox, wazo',
    'This is no order that the lab knows.',
  ]);
});

test('for this user only; a second lab on the folder leaves it alone; what a killed program left is taken over', async () => {
  const path = join(folder, 'control.sock');
  const mode = (await stat(path)).mode & 0o777;
  const inventory = await readFile(lab.inventoryPath, 'utf8');
  const second = await createLab({ folder, ports: 'free', keep: true });
  const apart = second.inventoryPath !== lab.inventoryPath && second.inventoryText !== inventory;
  await second.dispose();
  const untouched = (await readFile(lab.inventoryPath, 'utf8')) === inventory && !existsSync(second.inventoryPath);
  const names = (await ask({ do: 'state' })).status.systems.map(({ name }) => name);
  const noise = await new Promise<string>((resolve) => {
    const socket = connect(path, () => socket.write('\u0000{"do":\n'));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
  await lab.dispose();
  expect([mode, apart, untouched, names, JSON.parse(noise), await askLab(folder, { do: 'state' })]).toEqual([
    0o600,
    true,
    true,
    ['tvox', 'wazo'],
    { code: 'lab.order-refused', message: expect.any(String) as string },
    undefined,
  ]);
});
