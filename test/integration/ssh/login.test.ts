import { execFileSync, spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import type { RemoteHostsOptions } from '../../../src-main/ssh/remote-hosts.ts';
import { hostOf, remoteHosts, until } from './remote.ts';
import type { Sshd } from './sshd.ts';
import { freePort, startSshd } from './sshd.ts';

let sshd: Sshd;
let folder: string;
let known: string;

beforeAll(async () => {
  sshd = await startSshd({ hostKeys: ['rsa', 'ecdsa', 'ed25519'], config: ['MaxAuthTries 3'] });
  ({ folder } = sshd);
  known = readFileSync(sshd.knownHosts, 'utf8');
});
afterAll(() => sshd.stop());

const lineOf = (kind: string): string => known.split('\n').find((line) => line.includes(kind)) ?? '';
const keyOf = (kind: string): string => lineOf(kind).split(' ').slice(1).join(' ');
const otherKey = (): string => {
  const raw = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const name = Buffer.from('ssh-ed25519');
  const wire = Buffer.concat([Buffer.from([0, 0, 0, 11]), name, Buffer.from([0, 0, 0, 32]), raw]);
  return `ssh-ed25519 ${wire.toString('base64')}`;
};

/** What a connect says: the key's algorithm, or the error's code. */
async function connect(over: Partial<PlanHost> = {}, options: Partial<RemoteHostsOptions> = {}): Promise<string> {
  const hosts = remoteHosts([sshd], { timing: { answerMs: 5000 }, ...options });
  try {
    const facts = await hosts.connect(hostOf(sshd, over), new AbortController().signal);
    return facts.hostKeyNew ? `new ${facts.hostKeyAlgorithm}` : facts.hostKeyAlgorithm;
  } catch (error) {
    return error instanceof DrillError ? error.code : String(error);
  } finally {
    await hosts.dispose();
  }
}

function knownHosts(text: string): Partial<RemoteHostsOptions> {
  const file = join(folder, `known-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, text);
  return { knownHostsFiles: [join(folder, 'does-not-exist'), file] };
}

const salt = randomBytes(20);

test.each([
  ['only ed25519 is known, and the server prefers others', () => lineOf('ed25519'), 'ssh-ed25519'],
  ['only rsa is known', () => lineOf('ssh-rsa'), 'ssh-rsa'],
  ['only ecdsa is known', () => lineOf('ecdsa'), 'ecdsa-sha2-nistp256'],
  ['a hashed name with a port', () => `${hashOf(`[127.0.0.1]:${sshd.port}`)} ${keyOf('ed25519')}`, 'ssh-ed25519'],
  ['nothing is known', () => '', 'ssh.host-key-unknown'],
  ['another port is known', () => `127.0.0.1 ${keyOf('ed25519')}`, 'ssh.host-key-unknown'],
  ['another key is known', () => lineOf('ed25519').replace(keyOf('ed25519'), otherKey()), 'ssh.host-key-changed'],
  [
    'revoked',
    () => `${known}\n@revoked * ${keyOf('ed25519')}\n@revoked * ${keyOf('ecdsa')}\n@revoked * ${keyOf('ssh-rsa')}`,
    'ssh.host-key-revoked',
  ],
  ['a certificate authority', () => `@cert-authority * ${otherKey()}`, 'ssh.host-certificate'],
])('host key: %s', async (_name, text, expected) => {
  const asked: string[] = [];
  const credentials = {
    password: (_host: PlanHost, prompt: string) => Promise.resolve(void asked.push(prompt)),
    passphrase: (path: string) => Promise.resolve(void asked.push(path)),
  };
  expect([await connect({}, { ...knownHosts(text()), credentials }), asked]).toEqual([expected, []]);
});

function hashOf(name: string): string {
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

test('the key of the inventory is the only one, whatever known_hosts says', async () => {
  const empty = knownHosts('');
  const results = [
    await connect({ hostKey: keyOf('ssh-rsa') }, empty),
    await connect({ hostKey: keyOf('ed25519') }, empty),
    await connect({ hostKey: otherKey() }),
    await connect({ hostKey: 'nonsense' }),
    await connect({ hostKey: keyOf('ed25519') }, knownHosts(`@revoked * ${keyOf('ed25519')}`)),
  ];
  expect(results).toEqual([
    'ssh-rsa',
    'ssh-ed25519',
    'ssh.host-key-changed',
    'ssh.host-key-changed',
    'ssh.host-key-revoked',
  ]);
});

test('--accept-new-host-keys records the first sight, and never a changed key', async () => {
  const file = join(folder, 'accept-new');
  writeFileSync(file, `# no line end`);
  const options = { knownHostsFiles: [file], acceptNewHostKeys: true };
  const nowhere = join(folder, 'no', 'such', 'folder', 'known_hosts');
  const without = await connect({}, { knownHostsFiles: [nowhere], acceptNewHostKeys: true });
  const first = await connect({}, options);
  const recorded = readFileSync(file, 'utf8');
  const second = await connect({}, options);
  const changed = `[127.0.0.1]:${sshd.port} ${otherKey()}\n`;
  writeFileSync(file, changed);
  const third = await connect({}, options);
  expect([without, readFileSync(nowhere, 'utf8'), first, recorded, second, third, readFileSync(file, 'utf8')]).toEqual([
    'new ssh-ed25519',
    `${lineOf('ed25519')}\n`,
    'new ssh-ed25519',
    `# no line end\n${lineOf('ed25519')}\n`,
    'ssh-ed25519',
    'ssh.host-key-changed',
    changed,
  ]);
});

test('messages say host, address, port and both fingerprints', async () => {
  const hosts = remoteHosts([sshd], knownHosts(lineOf('ed25519').replace(keyOf('ed25519'), otherKey())));
  const failed = await hosts.connect(hostOf(sshd), new AbortController().signal).catch((error: unknown) => error);
  await hosts.dispose();
  const text = (failed as DrillError).message.replaceAll(/SHA256:[\w+/]{43}/g, 'SHA256:…').replaceAll(folder, '');
  expect(text.replace(/known-\w+/, 'known_hosts')).toBe(
    `Host A (${sshd.user}@127.0.0.1:${sshd.port}) shows another host key than before: ` +
      'expected ssh-ed25519 SHA256:… (/known_hosts:1), seen ssh-ed25519 SHA256:…',
  );
});

/** Adds a key that may log in, made by ssh-keygen with these arguments. */
function userKey(name: string, args: readonly string[]): string {
  const file = join(folder, name);
  execFileSync('/usr/bin/ssh-keygen', ['-q', '-C', '', '-f', file, ...args]);
  appendFileSync(`${sshd.keyFile}.pub`, readFileSync(`${file}.pub`));
  return file;
}

test.each([
  ['OpenSSH ed25519', ['-t', 'ed25519', '-N', '']],
  ['OpenSSH rsa, signed with SHA-2', ['-t', 'rsa', '-b', '2048', '-N', '']],
  ['OpenSSH ecdsa', ['-t', 'ecdsa', '-N', '']],
  ['PEM rsa', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', '']],
  ['PKCS #8 rsa', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8', '-N', '']],
  ['OpenSSH encrypted', ['-t', 'ed25519', '-N', 'a phrase']],
  ['PEM encrypted', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', 'a phrase']],
  ['PKCS #8 encrypted', ['-t', 'ecdsa', '-m', 'PKCS8', '-N', 'a phrase']],
])('key: %s', async (name, args) => {
  const path = userKey(name.replaceAll(/\W/g, ''), args);
  const asked: string[] = [];
  const credentials = {
    password: () => Promise.resolve(undefined),
    passphrase: (file: string) => {
      asked.push(file);
      return Promise.resolve('a phrase');
    },
  };
  const result = await connect({ auth: { kind: 'key', path } }, { credentials });
  expect([result, asked]).toEqual(['ssh-ed25519', name.includes('encrypted') ? [path] : []]);
});

test('keys that cannot be used say so', async () => {
  const encrypted = userKey('locked', ['-t', 'ed25519', '-N', 'a phrase']);
  const stranger = join(folder, 'stranger');
  execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', stranger]);
  writeFileSync(join(folder, 'garbage'), 'garbage');
  const wrong = { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve('wrong') };
  const withKey = (path: string, options = {}): Promise<string> => connect({ auth: { kind: 'key', path } }, options);
  const results = [
    await withKey(join(folder, 'missing')),
    await withKey(join(folder, 'garbage')),
    await withKey(`${sshd.keyFile}.pub`),
    await withKey(encrypted),
    await withKey(encrypted, { credentials: wrong }),
    await withKey(stranger),
    await connect({ user: 'nobody-here' }),
    await connect({ login: false }),
  ];
  expect(results).toEqual([
    'ssh.key-unreadable',
    'ssh.key-unreadable',
    'ssh.key-unreadable',
    'ssh.no-credential',
    'ssh.key-unreadable',
    'ssh.auth-failed',
    'ssh.auth-failed',
    'ssh.no-login',
  ]);
});

test('~ in a key path is the home folder', async () => {
  copyFileSync(sshd.keyFile, join(folder, 'copy'));
  expect(await connect({ auth: { kind: 'key', path: '~/copy' } }, { homeFolder: folder })).toBe('ssh-ed25519');
});

test('an agent with the key, an agent without, and none', async () => {
  const socket = join(folder, 'agent');
  const agent = spawn('/usr/bin/ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  await until(() => existsSync(socket));
  const auth = { auth: { kind: 'agent' } } as const;
  const empty = await connect(auth, { agentSocket: socket });
  execFileSync('/usr/bin/ssh-add', ['-q', userKey('agent-rsa', ['-t', 'rsa', '-b', '2048', '-N', ''])], {
    env: { ...process.env, SSH_AUTH_SOCK: socket },
  });
  const full = await connect(auth, { agentSocket: socket });
  agent.kill();
  await until(() => agent.signalCode !== null || agent.exitCode !== null);
  const dead = await connect(auth, { agentSocket: socket });
  expect([empty, full, dead, await connect(auth)]).toEqual([
    'ssh.no-agent',
    'ssh-ed25519',
    'ssh.no-agent',
    'ssh.no-agent',
  ]);
});

/** The message of a login that fails; the host's name and address taken out. */
async function refused(over: Partial<PlanHost>, options: Partial<RemoteHostsOptions> = {}): Promise<string> {
  const hosts = remoteHosts([sshd], { timing: { answerMs: 5000 }, ...options });
  const failed = await hosts.connect(hostOf(sshd, over), new AbortController().signal).catch((error: unknown) => error);
  await hosts.dispose();
  const { code, message } = failed as DrillError;
  return `${code}: ${message.replaceAll(/Host A \([^)]*\)/g, 'A').replaceAll(folder, '')}`;
}

test('an agent that never answers is to blame itself, and no host counts as silent', async () => {
  const socket = join(folder, 'mute');
  const mute = createServer((client) => client.resume().on('error', () => undefined));
  await new Promise<void>((resolve) => mute.listen(socket, resolve));
  const said = await refused({ auth: { kind: 'agent' } }, { agentSocket: socket, timing: { answerMs: 300 } });
  mute.close();
  expect(said).toBe('ssh.no-agent: A: the ssh agent here: no answer for 0.3 s');
});

test('more keys in the agent than the host takes tries: the message says how to name one', async () => {
  const socket = join(folder, 'agent-many');
  const agent = spawn('/usr/bin/ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  await until(() => existsSync(socket));
  for (const name of ['k1', 'k2', 'k3', 'k4']) {
    const file = join(folder, name);
    execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    execFileSync('/usr/bin/ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  }
  const said = await refused({ auth: { kind: 'agent' } }, { agentSocket: socket });
  agent.kill();
  expect(said).toBe(
    'ssh.auth-failed: A ended the login: Too many authentication failures; ' +
      'the ssh agent here offered it 4 keys one by one: name the right one (`auth: { key: FILE }`)',
  );
});

test('a wrong passphrase is told as one, whatever the form of the key', async () => {
  const credentials = { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve('wrong') };
  const keys = [
    userKey('wrong-openssh', ['-t', 'ed25519', '-N', 'a phrase']),
    userKey('wrong-pem', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', 'a phrase']),
    userKey('wrong-pkcs8', ['-t', 'ecdsa', '-m', 'PKCS8', '-N', 'a phrase']),
  ];
  const said = await Promise.all(keys.map((path) => refused({ auth: { kind: 'key', path } }, { credentials })));
  expect(said.map((text) => text.replace(/ \(.*/, ''))).toEqual(
    ['openssh', 'pem', 'pkcs8'].map(
      (form) => `ssh.key-unreadable: The passphrase does not open the key /wrong-${form}`,
    ),
  );
});

test('a server with SHA-1 and CBC only is refused before login', async () => {
  const old = await startSshd({ config: ['KexAlgorithms diffie-hellman-group14-sha1'] });
  const cbc = await startSshd({ config: ['Ciphers aes128-cbc,chacha20-poly1305@openssh.com'] });
  const signs = await startSshd({ hostKeys: ['rsa'], config: ['HostKeyAlgorithms ssh-rsa'] });
  const codes = await Promise.all(
    [old, cbc, signs].map(async (server) => {
      const hosts = remoteHosts([server]);
      const failed = await hosts.connect(hostOf(server), new AbortController().signal).catch((error: unknown) => error);
      await hosts.dispose();
      return (failed as DrillError).code;
    }),
  );
  await Promise.all([old, cbc, signs].map((server) => server.stop()));
  expect(codes).toEqual(['ssh.no-common-algorithm', 'ssh.no-common-algorithm', 'ssh.no-common-algorithm']);
});

test('nothing listens, a name that is none', async () => {
  const results = [await connect({ port: await freePort() }), await connect({ address: 'no-such-host.invalid' })];
  expect(results).toEqual(['ssh.refused', 'ssh.unreachable']);
});
