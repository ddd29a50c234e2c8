import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteHosts, Shell, ShellRequest } from '../../../src-main/engine/ports.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import { startProxy } from './cuttable-proxy.ts';
import { hostOf, remoteHosts, until } from './remote.ts';
import { startSshd, type Sshd } from './sshd.ts';

let sshd: Sshd;
let hosts: RemoteHosts;
beforeAll(async () => {
  sshd = await startSshd({ config: ['AcceptEnv SERVICE'] });
  hosts = remoteHosts([sshd]);
});
afterAll(async () => {
  await hosts.dispose();
  await sshd.stop();
});

interface Opened {
  readonly shell: Shell;
  readonly seen: () => string;
}

async function open(over: Partial<ShellRequest> = {}, host: PlanHost = hostOf(sshd)): Promise<Opened> {
  let seen = '';
  const shell = await hosts.openShell({
    host,
    columns: 100,
    rows: 30,
    signal: new AbortController().signal,
    onOutput: (bytes) => {
      seen += Buffer.from(bytes).toString();
    },
    ...over,
  });
  return { shell, seen: () => seen };
}

test('a shell in a terminal: its size, its type, its environment, echo, a new size, its exit status', async () => {
  const { shell, seen } = await open({ env: { SERVICE: 'it’s $HOME' } });
  await shell.write('stty size; echo "$TERM"; echo "[$SERVICE]"; tty -s && echo terminal\n');
  await until(() => seen().includes('\r\nterminal'));
  expect(seen()).toMatch(/30 100\r\nxterm-256color\r\n\[it’s \$HOME\]\r\n/);
  shell.resize(132, 50);
  await shell.write('stty size; exit 7\n');
  expect(await shell.ended).toEqual({ kind: 'exit', code: 7 });
  expect(seen()).toContain('50 132\r\n');
  await shell.write('after the end\n');
});

test('closing hangs up; what ran in the foreground is gone', async () => {
  const { shell, seen } = await open();
  await shell.write('echo pid=$$; sleep 1000\n');
  await until(() => /pid=\d+\r/.test(seen()));
  const pid = Number(/pid=(\d+)\r/.exec(seen())?.[1]);
  shell.close();
  expect(await shell.ended).toEqual({ kind: 'closed' });
  await until(() => !isAlive(pid));
});

test('a signal that ends the shell is told as one', async () => {
  const { shell } = await open();
  await shell.write('kill -9 $$\n');
  expect(await shell.ended).toEqual({ kind: 'signal', signal: 'SIGKILL' });
});

test('a cut link is neither an exit nor a close', async () => {
  const proxy = await startProxy(sshd.address, sshd.port);
  const { shell, seen } = await open({}, hostOf(sshd, { port: proxy.port, hostKey: sshd.hostKeyLine }));
  await until(() => seen() !== '');
  proxy.cut();
  expect(await shell.ended).toMatchObject({ kind: 'lost' });
  await proxy.stop();
});

test('output waits for a receiver that is behind', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let bytes = 0;
  let calls = 0;
  const { shell } = await open({
    onOutput: (chunk) => {
      bytes += chunk.length;
      calls += 1;
      return held;
    },
  });
  await shell.write('stty -echo; head -c 20000000 /dev/zero; exit\n');
  await until(() => calls > 0);
  // The window of the channel is 2 MiB: what the host could not send yet, it keeps.
  expect(bytes).toBeLessThan(3_000_000);
  release();
  expect(await shell.ended).toEqual({ kind: 'exit', code: 0 });
  expect(bytes).toBeGreaterThan(20_000_000);
});

test('the fifth terminal on a host is refused in words; a place that is free again is given', async () => {
  const four = await Promise.all([1, 2, 3, 4].map(() => open()));
  await expect(open()).rejects.toMatchObject({ code: 'ssh.too-many-terminals' });
  four[0]?.shell.close();
  await four[0]?.shell.ended;
  const again = await open();
  for (const { shell } of [...four.slice(1), again]) {
    shell.close();
    await shell.ended;
  }
});

test('whoever gives up while it is being opened gets no shell', async () => {
  const leave = new AbortController();
  leave.abort(new Error('changed my mind'));
  await expect(open({ signal: leave.signal })).rejects.toThrow('changed my mind');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
