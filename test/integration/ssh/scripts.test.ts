import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteHosts } from '../../../src-main/engine/ports.ts';
import { endOf, hostOf, remoteHosts, runOn } from './remote.ts';
import type { Sshd } from './sshd.ts';
import { startSshd } from './sshd.ts';

let sshd: Sshd;
let hosts: RemoteHosts;

beforeAll(async () => {
  sshd = await startSshd();
  hosts = remoteHosts([sshd], { timing: { drainMs: 500 } });
});
afterAll(async () => {
  await hosts.dispose();
  await sshd.stop();
});

const exit = (code: number): object => ({ end: { kind: 'exit', code }, marked: true, leftRunning: false });
const killed = { ...exit(0), end: { kind: 'signal', signal: 'SIGKILL' } };

test.each([
  ['status and both streams', 'echo out; echo err >&2; exit 3', exit(3), 'out\n', 'err\n'],
  ['the last status', 'false', exit(1), '', ''],
  ['an empty input', 'cat; echo end', exit(0), 'end\n', ''],
  ['a value that looks like code', 'printf "%s" "$VALUE"', exit(0), "'; touch /tmp/x; $(id) \\\n`id`", ''],
  ['signal death', 'kill -KILL $$', killed, '', ''],
  ['streams that are closed early', 'echo a; exec >&- 2>&-; sleep 0.2; exit 4', exit(4), 'a\n', ''],
])('%s', async (_name, script, end, stdout, stderr) => {
  const ran = await runOn(hosts, hostOf(sshd), script, { env: { VALUE: "'; touch /tmp/x; $(id) \\\n`id`" } });
  expect([endOf(ran), ran.stdout, ran.stderr]).toEqual([end, stdout, stderr]);
});

test('a child in the background: the status counts, and what was left running is said', async () => {
  const ran = await runOn(hosts, hostOf(sshd), 'sleep 60 & echo $!');
  process.kill(Number(ran.stdout));
  expect(endOf(ran)).toEqual({ end: { kind: 'exit', code: 0 }, marked: true, leftRunning: true });
});

const noTerminals = process.getuid?.() !== 0;
if (noTerminals) process.stderr.write('skipped: scripts with a terminal; only an sshd of root can give terminals\n');

test.skipIf(noTerminals)('a terminal: one stream, a tty as input, no file left', async () => {
  const script = `test -t 0 && test -t 1 && echo "it's $A"; echo err >&2; echo "$0"; exit 5`;
  const ran = await runOn(hosts, hostOf(sshd), script, { tty: true, env: { A: 'a b' } });
  const [first, second, file] = ran.stdout.split('\r\n');
  expect([endOf(ran), first, second, ran.stderr, existsSync(dirname(file ?? '/'))]).toEqual([
    exit(5),
    "it's a b",
    'err',
    '',
    false,
  ]);
});

test.skipIf(noTerminals)('a script with a terminal is stopped like any other', async () => {
  const ran = await runOn(hosts, hostOf(sshd), 'sleep 100 & sleep 100', { tty: true, timeoutMs: 300 });
  expect(endOf(ran)).toEqual({ end: { kind: 'timed-out', gone: true }, marked: true, leftRunning: false });
});

test.each(noTerminals ? [false] : [false, true])(
  'neither script nor values stand in the process list (tty %s)',
  async (tty) => {
    const script = 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " "; ps -ef; echo secret-in-script';
    const ran = await runOn(hosts, hostOf(sshd), script, { tty, env: { KEY: 'value-of-key' } });
    const lines = ran.stdout.split('\n').filter((line) => /secret-in|value-of/.test(line));
    expect([endOf(ran), lines.map((line) => line.trimEnd())]).toEqual([exit(0), ['secret-in-script']]);
  },
);

test.each([
  ['timed-out', 300, undefined],
  ['cancelled', undefined, 300],
])('%s: the whole session is gone, and proven', async (kind, timeoutMs, cancelMs) => {
  // A shell that ignores TERM, a child in a process group of its own, and one that floods.
  const script = `trap '' TERM; echo $$; timeout 100 sleep 100 & echo $!; (while :; do echo x; sleep 0.01; done >&2) & wait`;
  const ran = await runOn(hosts, hostOf(sshd), script, {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(cancelMs === undefined ? {} : { signal: AbortSignal.timeout(cancelMs) }),
  });
  const alive = ran.stdout
    .trim()
    .split('\n')
    .filter((pid) => existsSync(`/proc/${pid}`) && !isZombie(pid));
  expect([endOf(ran), alive]).toEqual([{ end: { kind, gone: true }, marked: true, leftRunning: false }, []]);
});

test('children with sessions of their own, and theirs, are ended with the script; nothing else of this user is', async () => {
  const other = await runOn(hosts, hostOf(sshd), 'setsid sleep 100 >/dev/null 2>&1 & echo $!');
  const script = `setsid sh -c 'trap "" TERM; echo $$; sleep 100 & echo $!; wait' & setsid sleep 100 & echo $!; wait`;
  const ran = await runOn(hosts, hostOf(sshd), script, { timeoutMs: 500 });
  const pids = ran.stdout.trim().split('\n');
  const alive = pids.filter((pid) => existsSync(`/proc/${pid}`) && !isZombie(pid));
  const spared = existsSync(`/proc/${other.stdout.trim()}`);
  process.kill(Number(other.stdout));
  expect([endOf(ran).end, pids.length, alive, spared]).toEqual([{ kind: 'timed-out', gone: true }, 3, [], true]);
});

test('an end that came while this machine slept counts, though its time limit is over as well', async () => {
  let asleep = false;
  const ran = await runOn(hosts, hostOf(sshd), 'echo begun; sleep 0.3; echo ended', {
    timeoutMs: 600,
    onOutput: () => {
      // Nothing is read meanwhile, as when the lid of a laptop was closed.
      if (!asleep) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
      asleep = true;
    },
  });
  expect([asleep, endOf(ran)]).toEqual([true, exit(0)]);
});

function isZombie(pid: string): boolean {
  return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

test.each([
  ['is slow to begin: it is waited for, and stopped', 'sleep 1; exec /bin/sh -s', true],
  ['never begins: nothing is proven', 'exec sleep 20', false],
])('a shell that %s', async (_name, shell, gone) => {
  const slow = await startSshd({ config: [`ForceCommand ${shell}`] });
  const slowHosts = remoteHosts([slow]);
  const ran = await runOn(slowHosts, hostOf(slow), 'echo ran; sleep 100', { timeoutMs: 100 });
  await slowHosts.dispose();
  await slow.stop();
  expect(endOf(ran)).toEqual({ end: { kind: 'timed-out', gone }, marked: gone, leftRunning: false });
});

test('a cancel before anything was sent ran nothing', async () => {
  const ran = await runOn(hosts, hostOf(sshd), 'echo ran', { signal: AbortSignal.abort() });
  expect([endOf(ran), ran.stdout]).toEqual([
    { end: { kind: 'cancelled', gone: true }, marked: false, leftRunning: false },
    '',
  ]);
});

test('both streams at once, 64 MiB each, with a receiver that is slow now and then', async () => {
  const bytes = { stdout: 0, stderr: 0 };
  let chunks = 0;
  const ran = await runOn(hosts, hostOf(sshd), 'head -c 67108864 /dev/zero & head -c 67108864 /dev/zero >&2; wait', {
    onOutput: (stream, { length }) => {
      bytes[stream] += length;
      chunks += 1;
      if (chunks % 50 === 0) return new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  expect([endOf(ran), bytes]).toEqual([exit(0), { stdout: 67108864, stderr: 67108864 }]);
});

test('1 GiB of output grows memory by less than 200 MB', async () => {
  const before = process.memoryUsage().rss;
  let [peak, total] = [0, 0];
  const ran = await runOn(hosts, hostOf(sshd), 'head -c 1073741824 /dev/zero', {
    onOutput: (_stream, { length }) => {
      total += length;
      peak = Math.max(peak, process.memoryUsage.rss());
    },
  });
  expect([endOf(ran), total, peak - before < 200e6]).toEqual([exit(0), 1073741824, true]);
});

test('a receiver that fails is told so after the script has ended', async () => {
  const failing = runOn(hosts, hostOf(sshd), 'echo a; echo b; echo end > /dev/null', {
    onOutput: () => Promise.reject(new Error('disk full')),
  });
  await expect(failing).rejects.toThrow('disk full');
});

test('a server that bears two sessions: 20 scripts queue and keep their order', async () => {
  const narrow = await startSshd({ config: ['MaxSessions 2'] });
  const narrowHosts = remoteHosts([narrow]);
  const numbers = Array.from({ length: 20 }, (_, i) => String(i));
  const { signal } = new AbortController();
  const ran = await Promise.all(
    numbers.map((n) => runOn(narrowHosts, hostOf(narrow), `sleep 0.05; echo ${n}`, { signal })),
  );
  await narrowHosts.dispose();
  await narrow.stop();
  expect([ran.map(({ stdout }) => stdout.trim()), ran.map(endOf)]).toEqual([numbers, numbers.map(() => exit(0))]);
});

test.each(['', "trap '' TERM; "])(
  'a server that bears one session: a stop is proven all the same (%s)',
  async (trap) => {
    const narrow = await startSshd({ config: ['MaxSessions 1'] });
    const narrowHosts = remoteHosts([narrow]);
    const ran = await runOn(narrowHosts, hostOf(narrow), `${trap}sleep 100; sleep 100`, { timeoutMs: 300 });
    await narrowHosts.dispose();
    await narrow.stop();
    expect(endOf(ran)).toEqual({ end: { kind: 'timed-out', gone: true }, marked: true, leftRunning: false });
  },
);

test('the server changes its session keys all the time: the host key is asked for and recorded once', async () => {
  const rekeying = await startSshd({ config: ['RekeyLimit 1M'] });
  const file = `${rekeying.folder}/seen`;
  const rekeyingHosts = remoteHosts([], { knownHostsFiles: [file], acceptNewHostKeys: true });
  let total = 0;
  const ran = await runOn(rekeyingHosts, hostOf(rekeying), 'head -c 16777216 /dev/zero', {
    onOutput: (_stream, { length }) => void (total += length),
  });
  const recorded = readFileSync(file, 'utf8');
  await rekeyingHosts.dispose();
  await rekeying.stop();
  expect([endOf(ran), total, recorded]).toEqual([
    exit(0),
    16777216,
    `[127.0.0.1]:${rekeying.port} ${rekeying.hostKeyLine}\n`,
  ]);
});

test('session keys that change while the window is topped up: the link stays, every byte comes', async () => {
  // ssh2 tops the window up at 1 MiB: by then the keys have changed twice, and are changing.
  const rekeying = await startSshd({ config: ['RekeyLimit 256K'] });
  const rekeyingHosts = remoteHosts([rekeying]);
  let total = 0;
  const ran = await runOn(rekeyingHosts, hostOf(rekeying), 'head -c 4194304 /dev/zero', {
    onOutput: (_stream, { length }) => void (total += length),
  });
  await rekeyingHosts.dispose();
  await rekeying.stop();
  expect([endOf(ran), total]).toEqual([exit(0), 4194304]);
});

test('a forced command or a refusing shell: exit 0 without the mark, its words kept as noise', async () => {
  const forced = await startSshd({ config: ['ForceCommand echo This account is not available'] });
  const forcedHosts = remoteHosts([forced]);
  const ran = await runOn(forcedHosts, hostOf(forced), 'echo ran');
  await forcedHosts.dispose();
  await forced.stop();
  expect([endOf(ran), ran.stdout]).toEqual([
    { end: { kind: 'exit', code: 0 }, marked: false, leftRunning: false, noise: 'This account is not available\n' },
    '',
  ]);
});

test('a login that leads one stream away: what ran is not told as something that did not run', async () => {
  const leading = await startSshd({ config: ['ForceCommand exec 2>/dev/null; sh -c "$SSH_ORIGINAL_COMMAND"'] });
  const leadingHosts = remoteHosts([leading]);
  const ran = await runOn(leadingHosts, hostOf(leading), 'echo ran; echo away >&2');
  await leadingHosts.dispose();
  await leading.stop();
  expect([endOf(ran), ran.stdout, ran.stderr]).toEqual([
    { ...exit(0), marked: false, markedOn: 'stdout' },
    'ran\n',
    '',
  ]);
});

test('the session of sshd dies in mid-command: lost, not failed', async () => {
  const ran = await runOn(hosts, hostOf(sshd), 'echo a; sleep 0.3; kill -9 $PPID; sleep 5');
  expect([endOf(ran), ran.stdout]).toEqual([
    { end: { kind: 'lost', message: 'the connection was closed by the other side' }, marked: true, leftRunning: false },
    'a\n',
  ]);
});
