import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import { startProxy } from './cuttable-proxy.ts';
import { endOf, hostOf, remoteHosts, runOn, until } from './remote.ts';
import type { Sshd } from './sshd.ts';
import { freePort, startSshd } from './sshd.ts';

let sshds: readonly Sshd[];

beforeAll(async () => {
  sshds = await Promise.all(['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((address) => startSshd({ address })));
});
afterAll(() => Promise.all(sshds.map((sshd) => sshd.stop())));

const at = (index: number): Sshd => sshds[index]!;
const never = new AbortController().signal;
const id = (text: string): HostId => asId<HostId>(text);

/** a is reached directly, b through a, c through b. */
function chain(over: Readonly<Record<string, Partial<PlanHost>>> = {}): readonly PlanHost[] {
  return ['a', 'b', 'c'].map((name, index) =>
    hostOf(at(index), {
      id: id(name),
      name,
      ...(index === 0 ? {} : { jump: id(String.fromCharCode(96 + index)) }),
      ...over[name],
    }),
  );
}

function overChain(hosts: readonly PlanHost[], known: readonly Sshd[] = sshds): ReturnType<typeof remoteHosts> {
  return remoteHosts(known, { lookup: (wanted) => hosts.find((host) => host.id === wanted)! });
}

test('a chain of three: every hop checks its own host key', async () => {
  const hosts = chain();
  const remote = overChain(hosts);
  const ran = await runOn(remote, hosts[2]!, 'echo "$SSH_CONNECTION" | cut -d" " -f1,3');
  await remote.dispose();
  const strict = overChain(hosts, [at(0), at(2)]);
  const refused = await runOn(strict, hosts[2]!, 'echo ran');
  await strict.dispose();
  expect([ran.stdout, ran.result.end, refused.result.end]).toEqual([
    '127.0.0.1 127.0.0.3\n'.replace('127.0.0.1', ran.stdout.split(' ')[0]!),
    { kind: 'exit', code: 0 },
    {
      kind: 'not-sent',
      code: 'ssh.jump-failed',
      unreachable: false,
      message: expect.stringContaining('c (') as string,
    },
  ]);
});

test('jumps that fail: nothing behind the jump host, the jump host itself dark, a circle', async () => {
  const dark = await freePort();
  const behind = chain({ b: { port: dark } });
  const jump = chain({ a: { port: dark } });
  const circle = chain({ a: { jump: id('c') } });
  const ends = await Promise.all(
    [[behind, 1] as const, [jump, 2] as const, [circle, 2] as const].map(async ([hosts, index]) => {
      const remote = overChain(hosts);
      const { result } = await runOn(remote, hosts[index]!, 'true');
      await remote.dispose();
      return result.end.kind === 'not-sent' ? [result.end.code, result.end.unreachable] : result.end;
    }),
  );
  expect(ends).toEqual([
    ['ssh.unreachable', true],
    ['ssh.jump-failed', true],
    ['ssh.jump-failed', false],
  ]);
});

/** A host behind a proxy, known by its key. */
async function behindProxy() {
  const proxy = await startProxy('127.0.0.1', at(0).port);
  const host = hostOf(at(0), { port: proxy.port, hostKey: at(0).hostKeyLine });
  const hosts = remoteHosts([], { timing: { keepaliveMs: 400, answerMs: 1500 } });
  return { proxy, host, hosts };
}

test('a link cut in mid-command: lost, nothing sent again, and the next use makes a new connection', async () => {
  const { proxy, host, hosts } = await behindProxy();
  const output: string[] = [];
  const running = runOn(hosts, host, 'echo $$; exec sleep 100', {
    onOutput: (_stream, bytes) => void output.push(Buffer.from(bytes).toString()),
  });
  await until(() => output.length > 0);
  proxy.cut();
  const lost = await running;
  // A cut link leaves the command on the host, where it is ours to end.
  process.kill(Number(output[0]));
  const again = await runOn(hosts, host, 'echo again');
  await hosts.dispose();
  await proxy.stop();
  expect([lost.result.end.kind, lost.result.marked, output.length, endOf(again), again.stdout]).toEqual([
    'lost',
    true,
    1,
    { end: { kind: 'exit', code: 0 }, marked: true, leftRunning: false },
    'again\n',
  ]);
});

test('a kept connection that is dead: nothing was sent, so that a new one is made', async () => {
  const { proxy, host, hosts } = await behindProxy();
  await hosts.connect(host, never);
  proxy.blackhole();
  const ran = await runOn(hosts, host, 'echo ran');
  await hosts.dispose();
  await proxy.stop();
  expect([endOf(ran), ran.stdout]).toEqual([
    { end: { kind: 'exit', code: 0 }, marked: true, leftRunning: false },
    'ran\n',
  ]);
});

test('a link that swallows everything: keepalive ends it, and a stop there proves nothing', async () => {
  const { proxy, host, hosts } = await behindProxy();
  const output: string[] = [];
  const onOutput = (_stream: unknown, bytes: Uint8Array): void => void output.push(Buffer.from(bytes).toString());
  const running = runOn(hosts, host, 'echo $$; exec sleep 100', { onOutput });
  const limited = runOn(hosts, host, 'echo $$; exec sleep 100', { onOutput, timeoutMs: 600 });
  await until(() => output.length === 2);
  proxy.blackhole();
  const ends = (await Promise.all([running, limited])).map(({ result }) => result.end);
  for (const pid of output) process.kill(Number(pid));
  await hosts.dispose();
  await proxy.stop();
  expect(ends.map((end) => (end.kind === 'lost' ? [end.kind, end.message] : end))).toEqual([
    ['lost', 'Keepalive timeout'],
    { kind: 'timed-out', gone: false },
  ]);
});

test('a port that takes the connection and says nothing: a timeout; nobody waits longer than they want', async () => {
  // It reads, so that it sees us go.
  const silent = createServer((socket) => socket.resume().on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { readonly port: number };
  const hosts = remoteHosts(sshds, { timing: { answerMs: 300 } });
  const host = hostOf(at(0), { port });
  const impatient = AbortSignal.timeout(50);
  const results = await Promise.all([runOn(hosts, host, 'true'), runOn(hosts, host, 'true', { signal: impatient })]);
  await hosts.dispose();
  await new Promise((resolve) => silent.close(resolve));
  expect(results.map(({ result }) => result.end)).toEqual([
    {
      kind: 'not-sent',
      code: 'ssh.timeout',
      message: `Host A (${host.user}@127.0.0.1:${port}) did not answer for 0.3 s during the login`,
      unreachable: true,
    },
    { kind: 'cancelled', gone: true },
  ]);
});

test('MaxStartups drops connections before greeting: they are tried again', async () => {
  const narrow = await startSshd({ config: ['MaxStartups 2:50:4'] });
  const hosts = remoteHosts([narrow]);
  const names = Array.from({ length: 16 }, (_, i) => `h${String(i)}`);
  const facts = await Promise.all(
    names.map((name) => hosts.connect(hostOf(narrow, { id: id(name) }), never).then(({ user }) => user, String)),
  );
  await hosts.dispose();
  await narrow.stop();
  expect(facts).toEqual(names.map(() => narrow.user));
});

test('`ports` of the inventory says where the app reaches the host', async () => {
  const hosts = remoteHosts([at(0)]);
  const ran = await runOn(hosts, hostOf(at(0), { port: 22, ports: { 22: at(0).port } }), 'echo ran');
  await hosts.dispose();
  expect(ran.stdout).toBe('ran\n');
});
