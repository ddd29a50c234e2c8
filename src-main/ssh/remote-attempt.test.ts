import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMarkFilter } from './mark-filter.ts';
import { posixAttempt } from './remote-attempt.ts';

interface Ran {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function feed(command: readonly string[], input: Buffer): Promise<Ran> {
  const [file, ...args] = command;
  const child = spawn(file ?? '', args, { stdio: 'pipe' });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A shell that stops reading half a command closes its input while we still write.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
    });
  });
}

async function runAttempt(command: readonly string[], attempt: ReturnType<typeof posixAttempt>): Promise<unknown> {
  const ran = await feed(command, attempt.input);
  const out = createMarkFilter(attempt.mark);
  const err = createMarkFilter(attempt.mark);
  const [stdout, stderr] = [out.push(ran.stdout).toString(), err.push(ran.stderr).toString()];
  return { code: ran.code, stdout, stderr, marked: out.marked && err.marked };
}

const posixShells = ['sh', 'bash', 'dash'].map((shell) => [shell, [shell, '-s']] as const);
// sshd starts the login shell as `$SHELL -c COMMAND`; fish takes 50 ms a start.
const loginShells = ['sh', 'bash', 'dash', 'ksh', 'mksh', 'zsh', 'tcsh', 'fish'].flatMap((shell) => {
  const path = `/usr/bin/${shell}`;
  if (existsSync(path)) return [[shell, [path, '-c', 'exec /bin/sh -s']] as const];
  process.stderr.write(`skipped: login shell ${shell} is not installed\n`);
  return [];
});

const scripts: readonly (readonly [string, string, unknown])[] = [
  [
    'exit status of the last command',
    'echo out; echo err >&2; (exit 7)',
    { code: 7, stdout: 'out\n', stderr: 'err\n' },
  ],
  ['exit inside', 'echo a; exit 9; echo b', { code: 9, stdout: 'a\n', stderr: '' }],
  ['status 0', 'true', { code: 0, stdout: '', stderr: '' }],
  ['cannot eat itself', 'cat; read x; echo "read: $?"', { code: 0, stdout: 'read: 1\n', stderr: '' }],
  ['quotes', `echo 'it'"'"'s' "\\$HOME" # no line end`, { code: 0, stdout: `it's $HOME\n`, stderr: '' }],
  ['here-document', "cat <<'E'\n$x '\nE\n", { code: 0, stdout: "$x '\n", stderr: '' }],
  ['empty', '', { code: 0, stdout: '', stderr: '' }],
];

test.each(loginShells)('login shell %s: every script keeps its status and its streams', async (_shell, command) => {
  const results = await Promise.all(scripts.map(([, script]) => runAttempt(command, posixAttempt(script, {}))));
  expect(results).toEqual(scripts.map(([, , expected]) => ({ ...(expected as object), marked: true })));
});

async function prefixesThatRan(command: readonly string[], step: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-prefix-'));
  const canary = join(folder, 'ran');
  const { input } = posixAttempt(`touch '${canary}'; echo "$A" # it's }\n`, { A: `}\n'; touch ${canary}; exit; }\n` });
  const brace = input.lastIndexOf('}');
  const ran: number[] = [];
  for (let length = 0; length <= brace; length += step) {
    const { stdout } = await feed(command, input.subarray(0, length));
    if (stdout.length > 0 || existsSync(canary)) ran.push(length);
  }
  const whole = await feed(command, input.subarray(0, brace + 1));
  if (whole.code !== 0 || !existsSync(canary)) ran.push(-1);
  rmSync(folder, { recursive: true });
  return ran;
}

test.each(posixShells)('%s runs nothing of any prefix without the closing brace', async (_shell, command) => {
  expect(await prefixesThatRan(command, 1)).toEqual([]);
});

test.each(loginShells)('nothing of a prefix runs through the login shell %s', async (_shell, command) => {
  expect(await prefixesThatRan(command, 23)).toEqual([]);
});

const nasty = [
  '$(touch CANARY)',
  '`touch CANARY`',
  "'; touch CANARY; '",
  '\\',
  "'",
  '\n\n',
  ' ',
  '*',
  '-n',
  '\x01\x7f',
];

test.each(posixShells)('%s: 10,000 random byte strings arrive unchanged and none runs', async (_shell, command) => {
  const canary = join(tmpdir(), `drillbook-canary-${randomBytes(6).toString('hex')}`);
  let wrong = 0;
  for (let round = 0; round < 10; round += 1) {
    const values = Array.from({ length: 1000 }, (_, i) => {
      const prefix = (nasty[i % nasty.length] ?? '').replace('CANARY', canary);
      const random = randomBytes(i % 61).map((byte) => (byte === 0 ? 0x27 : byte));
      return i % 3 === 0 ? Buffer.concat([Buffer.from(prefix), random]) : Buffer.from(random);
    });
    const env = Object.fromEntries(values.map((value, i) => [`V${String(i)}`, value]));
    // /proc shows what the shell really gave to a child; env -0 is not everywhere.
    const attempt = posixAttempt('exec cat /proc/self/environ', env);
    const ran = await feed(command, attempt.input);
    const output = createMarkFilter(attempt.mark).push(ran.stdout).toString('latin1');
    const seen = new Map(
      output.split('\0').map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
    wrong += values.filter((value, i) => seen.get(`V${String(i)}`) !== value.toString('latin1')).length;
  }
  expect([wrong, existsSync(canary)]).toEqual([0, false]);
});
