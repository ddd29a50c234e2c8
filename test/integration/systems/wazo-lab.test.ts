import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import type { WazoState } from '../../../src-main/lab/systems/wazo.ts';
import { ended, hostOf, labForTest, login, open, until, type TestLab } from '../lab/lab-client.ts';

let practice: TestLab;
beforeAll(async () => {
  const timings = { powerOffMs: 20, bootMs: 50, watchMs: 50, fosStartMs: 60_000 };
  practice = await labForTest({ systems: ['wazo'], timings });
});
afterAll(() => practice.end());
// Each test finds fos1 in service.
beforeEach(() => on('xivo-berofos master'));

const act = (id: string): string => practice.lab.system('wazo').act(id);
const state = (): WazoState => practice.lab.system('wazo').state() as WazoState;

/** Runs a line on the slave as Drillbook does. */
async function on(line: string): Promise<string> {
  const client = await login(hostOf(practice.lab, 'wazo-2'));
  const { stdout, stderr, exit } = await ended(await open(client, 'exec /bin/sh -s'), `${line}\n`);
  client.end();
  return `${stdout}${stderr}exit ${exit}`;
}

test('names that are no fos and number are refused, unknown ones and wrong lines too', async () => {
  const names = await Promise.all(['fos0', 'fosA', 'box1', 'fos9'].map((name) => on(`bnfos --set wdog=0 -f ${name}`)));
  expect(names).toEqual([
    'bnfos: "fos0" is no name of a berofos: it must be fos1, fos2 and so on\nexit 1',
    'bnfos: "fosA" is no name of a berofos: it must be fos1, fos2 and so on\nexit 1',
    'bnfos: "box1" is no name of a berofos: it must be fos1, fos2 and so on\nexit 1',
    'bnfos: fos9: not in bnfos.conf\nexit 1',
  ]);
  expect(await on('bnfos --set colour=1 -f fos1')).toBe('bnfos: cannot set colour\nexit 1');
});

test('a device with a password answers only to the login of the file', async () => {
  const without = await on(
    "cp etc/bnfos.conf keep; sed 's/^login/#login/' keep > etc/bnfos.conf; bnfos --set wdog=0 -f fos1; cat keep > etc/bnfos.conf",
  );
  act('wrong-password fos1');
  const wrong = await on('bnfos --set wdog=0 -f fos1; xivo-berofos slave');
  act('right-password fos1');
  const right = await on('bnfos --set wdog=0 -f fos1');
  expect([without, wrong, right, state().berofos['fos1']?.relays]).toEqual([
    'bnfos: fos1: login required\nexit 0',
    'bnfos: fos1: login refused: wrong password\nxivo-berofos: fos1: login refused: wrong password\nexit 1',
    'fos1: wdog is 0\nexit 0',
    'A-B',
  ]);
});

test('flash mode and reset go by the black button, the LEDs tell; without power A is connected with D', () => {
  const leds = (...ids: readonly string[]): readonly string[] =>
    ids.map((id) => act(`${id} fos2`).replace(/.*LEDs: /, ''));
  expect([
    leds('connect', 'power-on', 'power-off'),
    leds('hold-button', 'power-on', 'release-button'),
    leds('power-off', 'power-on', 'hold-button', 'release-button', 'power-off', 'power-on'),
    act('power-off fos1'),
    state().berofos['fos1']?.relays,
    act('power-on fos1'),
  ]).toEqual([
    ['dark', 'red and green lit on all ports', 'dark'],
    ['dark', 'red of D blinks', 'red of D blinks'],
    [
      'dark',
      'red and green lit on all ports',
      'red of D blinks fast',
      'red of D blinks fast',
      'dark',
      'red and green lit on all ports',
    ],
    'power-off fos1: LEDs: dark',
    'A-D',
    'power-on fos1: LEDs: red and green lit on all ports',
  ]);
});

test('the slave takes the lines by itself when the master dies, and gives them back', async () => {
  const before = state().syslog.length;
  act('power-off master');
  await until(() => state().berofos['fos1']?.relays === 'A-D');
  act('power-on master');
  await until(() => state().berofos['fos1']?.relays === 'A-B');
  expect(
    state()
      .syslog.slice(before)
      .map((line) => line.replace(/^.*wazo-2 /, '')),
  ).toEqual(['berofos: fos1 switched to slave', 'berofos: fos1 switched to master']);
});

test('a lab that keeps is found again with its devices as they were', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drillbook-wazo-kept-'));
  const start = (): Promise<Lab> => createLab({ folder, ports: 'free', systems: ['wazo'], keep: true });
  const first = await start();
  for (const id of ['connect fos2', 'hold-button fos2', 'power-on fos2', 'wrong-password fos1']) {
    first.system('wazo').act(id);
  }
  const before = first.system('wazo').state() as WazoState;
  await first.dispose();
  const second = await start();
  const after = second.system('wazo').state() as WazoState;
  await second.system('wazo').forget();
  await second.dispose();
  await rm(folder, { recursive: true });
  expect([before.berofos['fos2']?.leds, after]).toEqual(['red of D blinks', before]);
});

// Last: it leaves another file behind.
test('a scan overwrites the file, and finds what is not near only by its address', async () => {
  act('unpack fos3');
  act('connect fos3');
  act('power-on fos3');
  const near = await on('bnfos --scan -x; cat etc/bnfos.conf');
  const far = await on('bnfos --scan -x -h 192.168.0.77; bnfos --scan -x -h 192.168.0.103');
  expect([
    near.includes('[fos1]\nmac = 00:19:32:00:12:1D\n'),
    near.includes('#login = <user>:<password>'),
    far,
  ]).toEqual([true, true, 'fos1: 00:19:32:00:12:3F at 192.168.0.103\nbnfos: no berofos found at 192.168.0.77\nexit 0']);
  expect(state().conf).toContain('[fos1]\nmac = 00:19:32:00:12:3F\nhost = 192.168.0.103\n');
});
