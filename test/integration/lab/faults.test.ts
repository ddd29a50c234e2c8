import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { hostOf, labForTest, login, script, type TestLab } from './lab-client.ts';

let started: TestLab;

beforeEach(async () => {
  started = await labForTest();
});
afterEach(() => started.end());

const attempt = (options = {}): Promise<string> =>
  login(hostOf(started.lab, 'voice-a'), options).then(
    (client) => {
      client.end();
      return 'in';
    },
    (error: unknown) => messageOf(error),
  );

test('refuse: the ssh port is closed until the fault is cleared', async () => {
  const { lab } = started;
  await lab.setFault('voice-a', { kind: 'refuse' });
  const during = await attempt();
  await lab.clearFault('voice-a');
  expect([during.replace(/ .*/, ''), await attempt()]).toEqual(['connect', 'in']);
});

test('hang at connect: accepted, never answered', async () => {
  await started.lab.setFault('voice-a', { kind: 'hang', at: 'connect' });
  expect(await attempt({ readyTimeout: 200 })).toBe('Timed out while waiting for handshake');
});

test('hang at command: login works, the command neither begins nor ends', async () => {
  await started.lab.setFault('voice-a', { kind: 'hang', at: 'command' });
  const client = await login(hostOf(started.lab, 'voice-a'));
  const pending = Symbol('pending');
  const end = await Promise.race([script(client, 'echo never'), later(300, pending)]);
  client.destroy();
  expect(end).toBe(pending);
});

test('drop: the link is cut in mid-command, without a status, and the command goes on', async () => {
  const { lab } = started;
  await lab.setFault('voice-a', { kind: 'drop', afterMs: 200 });
  const cut = await login(hostOf(lab, 'voice-a'));
  const seen = await script(cut, 'echo begun; sleep 0.5; echo done > proof');
  await lab.clearFault('voice-a');
  const again = await login(hostOf(lab, 'voice-a'));
  const proof = await script(again, 'while [ ! -s proof ]; do sleep 0.05; done; cat proof');
  again.end();
  expect([seen, proof.stdout]).toEqual([{ stdout: 'begun\n', stderr: '' }, 'done\n']);
});

test('slow: each command begins later', async () => {
  await started.lab.setFault('voice-a', { kind: 'slow', byMs: 300 });
  const client = await login(hostOf(started.lab, 'voice-a'));
  const before = performance.now();
  const { stdout } = await script(client, 'echo late');
  client.end();
  expect([stdout, performance.now() - before >= 290]).toEqual(['late\n', true]);
});

test('wrong output: what the imitated system says, and nothing else', async () => {
  await started.lab.setFault('voice-a', { kind: 'wrong-output', text: 'Segmentation fault\n' });
  const client = await login(hostOf(started.lab, 'voice-a'));
  const end = await script(client, 'tvox-dr role; hostname');
  client.end();
  expect(end).toEqual({ stdout: 'Segmentation fault\nvoice-a\n', stderr: '', exit: 0 });
});

test('changed host key: seen before any credential is sent', async () => {
  await started.lab.setFault('voice-a', { kind: 'changed-host-key' });
  const during = await attempt();
  await started.lab.clearFault('voice-a');
  expect([during, await attempt()]).toEqual(['Host denied (verification failed)', 'in']);
});

test('a fault may be there from the start, and one for a host that does not exist is an error', async () => {
  const other = await labForTest({ faults: { 'voice-b': { kind: 'refuse' } } });
  const outcome = await login(hostOf(other.lab, 'voice-b')).then(
    () => 'in',
    () => 'refused',
  );
  await other.end();
  expect(outcome).toBe('refused');
  expect(() => started.lab.clearFault('voice-x')).toThrow('it has voice-a, voice-b, voice-c');
});

function later<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
}
