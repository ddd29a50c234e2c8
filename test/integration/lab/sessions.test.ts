import { afterAll, beforeAll, expect, test } from 'vitest';
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { ended, hostOf, labForTest, login, open, script, until, type TestLab } from './lab-client.ts';

let started: TestLab;
let client: Client;

beforeAll(async () => {
  started = await labForTest();
  client = await login(hostOf(started.lab, 'voice-c'));
});
afterAll(async () => {
  client.end();
  await started.end();
});

test.each([
  ['streams apart', 'echo out; echo err >&2', { stdout: 'out\n', stderr: 'err\n', exit: 0 }],
  ['exit status', 'exit 7', { stdout: '', stderr: '', exit: 7 }],
  ['a signal is an end of its own', 'kill -TERM $$', { stdout: '', stderr: '', signal: 'SIGTERM' }],
  ['who and where', 'hostname; id -un; sudo -n id -un', { stdout: 'voice-c\ndr\nroot\n', stderr: '', exit: 0 }],
  ['the real tools are there', 'printf "b\\na\\n" | sort | head -n 1', { stdout: 'a\n', stderr: '', exit: 0 }],
  ['a status below a pipe', 'hostname | grep -q nobody', { stdout: '', stderr: '', exit: 1 }],
  [
    'what looks past the lab is not there',
    'for tool in bash python3 perl node ssh curl ip iptables; do command -v "$tool"; done; echo none',
    { stdout: 'none\n', stderr: '', exit: 0 },
  ],
  [
    'sudo finds only what the lab imitates, by a full path too',
    'sudo -n /usr/sbin/iptables -F',
    { stdout: '', stderr: 'sudo: iptables: command not found (the practice lab does not imitate it)\n', exit: 1 },
  ],
  [
    'power needs sudo',
    'systemctl poweroff',
    { stdout: '', stderr: 'Call to PowerOff failed: Interactive authentication required.\n', exit: 1 },
  ],
])('%s', async (_what, text, expected) => {
  expect(await script(client, text)).toEqual(expected);
});

test('arguments of an imitated program arrive byte for byte', async () => {
  const { stderr } = await script(client, 'nc -z "a b" "$(printf "\\n\'\\"x")" ü; tvox-dr');
  expect(stderr).toBe(
    'nc: the practice lab imitates only: nc -z [-v] [-w SECONDS] HOST PORT\nusage: tvox-dr role | replication | licences | phones | alarms\n',
  );
});

test('many imitated programs at once do not mix their answers', async () => {
  const loop = 'i=0; while [ $i -lt 20 ]; do i=$((i+1)); (hostname; whoami) & done; wait';
  const { stdout } = await script(client, loop);
  expect([...stdout.matchAll(/^(voice-c|dr)$/gm)]).toHaveLength(40);
});

test('a signal of the client reaches the whole process group', async () => {
  const channel = await open(client, 'sh -c "sleep 60 & wait"');
  const end = new Promise((resolve) => {
    channel.on('exit', (_code: unknown, signal: unknown) => {
      resolve(signal);
    });
  });
  channel.resume().stderr.resume();
  channel.signal('KILL');
  expect(await end).toBe('SIGKILL');
});

test('the status comes although a background child still holds the streams; closing ends that, too', async () => {
  const channel = await open(client, 'exec /bin/sh -s');
  let stdout = '';
  channel.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  channel.stderr.resume();
  const exit = new Promise((resolve) => channel.on('exit', resolve));
  channel.end('{ sleep 60 & echo $!; exit 3; }\n');
  expect(await exit).toBe(3);
  await until(() => stdout !== '');
  channel.close();
  await until(() => !processIsThere(Number(stdout)));
});

test('a terminal is a real one', async () => {
  const { stdout, exit } = await ended(
    await open(client, 'test -t 0 && test -t 1 && stty size; exit 4', { pty: true }),
  );
  expect({ stdout, exit }).toEqual({ stdout: '24 80\r\n', exit: 4 });
});

test('a shell in a terminal: its prompt names the host, it edits lines, takes Ctrl+C, Ctrl+D and another size', async () => {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell({ cols: 100, rows: 30, term: 'xterm-256color' }, (error, shell) => {
      if (error) reject(error);
      else resolve(shell);
    });
  });
  let shown = '';
  channel.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const says = (text: string): Promise<void> => until(() => shown.includes(text));
  const prompt = `${hostOf(started.lab, 'voice-c').user}@voice-c:~$ `;
  await says(prompt);
  channel.write('echo wrogn\u007f\u007fng; stty size; hostname\r');
  await says(`wrong\r\n30 100\r\nvoice-c\r\n`);
  channel.setWindow(40, 120, 0, 0);
  await until(async () => {
    shown = '';
    channel.write('stty size\r');
    await says(prompt);
    return shown.includes('40 120');
  });
  channel.write('sleep 1000\r');
  await says('sleep 1000');
  channel.write('\u0003');
  await says('^C');
  const { exit } = await ended(channel, '\u0004');
  expect(exit).toBe(130);
});

test('more than ten sessions at once are refused, as sshd does', async () => {
  const busy = await login(hostOf(started.lab, 'voice-b'));
  const held = await Promise.all(Array.from({ length: 10 }, () => open(busy, 'cat')));
  await expect(open(busy, 'true')).rejects.toThrow('Channel open failure');
  await Promise.all(held.map((channel) => ended(channel)));
  expect(await script(busy, 'echo again')).toEqual({ stdout: 'again\n', stderr: '', exit: 0 });
  busy.end();
});

test('another user and another key are refused', async () => {
  const host = hostOf(started.lab, 'voice-c');
  const outcome = (options: Parameters<typeof login>[1]) =>
    login(host, options).then(
      () => 'in',
      (error: unknown) => messageOf(error),
    );
  expect([
    await outcome({ username: 'root' }),
    await outcome({ privateKey: ssh2.utils.generateKeyPairSync('ed25519').private }),
  ]).toEqual(['All configured authentication methods failed', 'All configured authentication methods failed']);
});

function processIsThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
