import { createPrivateKey, createPublicKey } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeskSite, type DeskSite } from './desk.ts';

let site: DeskSite;

beforeEach(() => {
  site = createDeskSite();
});

afterEach(async () => {
  await site.dispose();
});

function makeKey(name: string, kind: string, passphrase: string, ...more: readonly string[]): string {
  const file = join(site.home, '.ssh', name);
  const made = spawnSync('/usr/bin/ssh-keygen', [
    '-q',
    '-t',
    kind,
    '-N',
    passphrase,
    '-C',
    `of ${name}`,
    '-f',
    file,
    ...more,
  ]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return file;
}

const fingerprintOf = (file: string): string =>
  spawnSync('/usr/bin/ssh-keygen', ['-lf', `${file}.pub`])
    .stdout.toString()
    .split(' ')[1] ?? '';

test('keys are listed by their public part, encrypted or not, and by why they cannot be used', async () => {
  const plain = makeKey('id_ed25519', 'ed25519', '');
  const locked = makeKey('id_locked', 'ed25519', 'secret');
  const bare = makeKey('id_locked_bare', 'ecdsa', 'secret');
  const pem = makeKey('id_pem', 'rsa', 'secret', '-m', 'PEM');
  const prints = {
    plain: fingerprintOf(plain),
    locked: fingerprintOf(locked),
    bare: fingerprintOf(bare),
    pem: fingerprintOf(pem),
  };
  rmSync(`${bare}.pub`);
  writeFileSync(join(site.home, '.ssh', 'id_cut'), readFileSync(plain, 'utf8').slice(0, 120));
  writeFileSync(join(site.home, '.ssh', 'known_hosts'), '');
  const known = (await site.calls['identities.list']({})).map(({ path = '', ...one }) => [path.split('/').at(-1), one]);
  expect(known).toEqual([
    [
      'id_cut',
      expect.objectContaining({
        algorithm: '',
        encrypted: false,
        problem: expect.stringContaining('cannot be used') as string,
      }),
    ],
    [
      'id_ed25519',
      {
        source: 'file',
        algorithm: 'ssh-ed25519',
        fingerprint: prints.plain,
        comment: 'of id_ed25519',
        encrypted: false,
      },
    ],
    [
      'id_locked',
      {
        source: 'file',
        algorithm: 'ssh-ed25519',
        fingerprint: prints.locked,
        comment: 'of id_locked',
        encrypted: true,
      },
    ],
    [
      'id_locked_bare',
      { source: 'file', algorithm: 'ecdsa-sha2-nistp256', fingerprint: prints.bare, comment: '', encrypted: true },
    ],
    [
      'id_pem',
      { source: 'file', algorithm: 'ssh-rsa', fingerprint: prints.pem, comment: 'of id_pem', encrypted: true },
    ],
  ]);
});

test('keys of the agent are listed; an agent that is gone says so', async () => {
  const file = makeKey('elsewhere', 'ed25519', '');
  const print = fingerprintOf(file);
  const socket = join(site.home, 'agent.sock');
  const started = spawnSync('/usr/bin/ssh-agent', ['-a', socket]).stdout.toString();
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(started)?.[1]);
  try {
    process.env['SSH_AUTH_SOCK'] = socket;
    spawnSync('/usr/bin/ssh-add', ['-q', file]);
    rmSync(file);
    expect(await site.calls['identities.list']({})).toEqual([
      { source: 'agent', algorithm: 'ssh-ed25519', fingerprint: print, comment: 'of elsewhere', encrypted: false },
    ]);
  } finally {
    process.kill(pid);
  }
  process.env['SSH_AUTH_SOCK'] = join(site.home, 'nobody.sock');
  expect(await site.calls['identities.list']({})).toMatchObject([
    { source: 'agent', problem: expect.stringContaining('does not answer') as string },
  ]);
});

test('host keys are listed, removed one by one, and trusted after a look', async () => {
  const file = join(site.home, '.ssh', 'known_hosts');
  const [a, b] = ['a', 'b'].map((name) =>
    readFileSync(`${makeKey(name, 'ed25519', '')}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' '),
  );
  const hashed = '|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg=';
  const before = `# caf\xe9\nalpha,10.0.0.1 ${a ?? ''} note\r\n${hashed} ${b ?? ''}\n@revoked * ${b ?? ''}`;
  writeFileSync(file, Buffer.from(before, 'latin1'), { mode: 0o600 });
  const listed = await site.calls['knownHosts.list']({});
  expect(
    listed
      .filter((one) => one.file === file)
      .map(({ line, names, hashed, marker, writable }) => [line, names, hashed, marker, writable]),
  ).toEqual([
    [2, 'alpha,10.0.0.1', false, 'none', true],
    [3, '', true, 'none', true],
    [4, '*', false, 'revoked', true],
  ]);
  await expect(site.calls['knownHosts.remove']({ file, line: 3, text: listed[0]?.text ?? '' })).rejects.toMatchObject({
    code: 'known-hosts.changed',
  });
  await expect(
    site.calls['knownHosts.remove']({ file: join(site.home, 'x'), line: 1, text: '' }),
  ).rejects.toMatchObject({ code: 'ssh.known-hosts' });
  await site.calls['knownHosts.remove']({ file, line: 2, text: listed[0]?.text ?? '' });
  expect(readFileSync(file, 'latin1')).toBe(before.replace(/alpha[^\n]*\n/, ''));

  await expect(site.calls['knownHosts.trust']({ address: 'beta', port: 22, key: b ?? '' })).rejects.toMatchObject({
    code: 'ssh.host-key-revoked',
  });
  expect(await site.calls['knownHosts.trust']({ address: 'Beta', port: 2222, key: a ?? '' })).toEqual({ file });
  await site.calls['knownHosts.trust']({ address: 'beta', port: 2222, key: a ?? '' });
  expect(readFileSync(file, 'latin1')).toBe(`${before.replace(/alpha[^\n]*\n/, '')}\n[beta]:2222 ${a ?? ''}\n`);
  await expect(
    site.calls['knownHosts.trust']({ address: 'x', port: 22, key: 'ssh-ed25519 AAAA' }),
  ).rejects.toMatchObject({ code: 'ssh.known-hosts' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(site.changes).toEqual(['known-hosts', 'known-hosts', 'known-hosts']);
});

test('drafts are kept as they came, newest first', async () => {
  await site.calls['drafts.save']({ id: 'one', draft: '{"a":1}' });
  await site.calls['drafts.save']({ id: 'two', draft: '{"b":2}' });
  await site.calls['drafts.save']({ id: 'one', draft: '{"a":3}' });
  const drafts = await site.calls['drafts.list']({});
  expect(drafts.map(({ id, draft }) => [id, draft])).toEqual([
    ['one', '{"a":3}'],
    ['two', '{"b":2}'],
  ]);
  expect(statSync(join(site.data, 'drafts/one.json')).mode & 0o777).toBe(0o600);
  await site.calls['drafts.remove']({ id: 'one' });
  await site.calls['drafts.remove']({ id: 'one' });
  expect((await site.calls['drafts.list']({})).map(({ id }) => id)).toEqual(['two']);
});

test('what the host is, and what it cannot do', async () => {
  expect(await site.calls['app.info']({})).toMatchObject({
    host: 'web',
    nativeDialogs: false,
    dataFolder: site.data,
    firstStart: true,
  });
  await expect(site.calls['host.pickFile']({ title: 'x' })).rejects.toMatchObject({ code: 'host.no-dialogs' });
  await site.calls['settings.write']({ settings: '{"theme":"dark"}' });
  expect(await site.calls['settings.read']({})).toEqual({ settings: '{"theme":"dark"}' });
  expect(site.changes).toEqual(['settings']);
});

test('diagnostics tell versions, places and sizes, and no name', async () => {
  await site.calls['settings.write']({
    settings: JSON.stringify({ theme: 'dark', people: [{ name: 'Olga Operator' }], title: 'Night shift', zoom: 2 }),
  });
  writeFileSync(join(site.home, '.ssh', 'known_hosts'), 'very-secret-host ssh-ed25519 AAAA\n');
  mkdirSync(join(site.data, 'drafts'), { recursive: true });
  writeFileSync(join(site.data, 'drafts/x.json'), JSON.stringify({ host: 'very-secret-host' }));
  const { text } = await site.calls['diagnostics.read']({});
  expect(text).toContain('theme: dark\n  people: 1 entries\n  title: a text of 11 characters\n  zoom: 2');
  expect(text).toContain('drafts: 1 files');
  expect(text).toContain('ssh agent: none');
  expect(text).not.toMatch(/Olga|Night shift|very-secret/);
});

test('a question is asked until one window answers, or until nobody is left', async () => {
  const changes: number[] = [];
  site.questions.onChange(() => changes.push(site.questions.list().length));
  const first = site.questions.ask({ kind: 'password', about: 'dr@a', prompt: 'Password' });
  const second = site.questions.ask({ kind: 'passphrase', about: '~/.ssh/key', prompt: '' });
  const [one] = site.questions.list();
  expect(one).toEqual({ id: one?.id, kind: 'password', about: 'dr@a', prompt: 'Password' });
  await site.calls['question.answer']({ id: one?.id ?? '', value: 'secret' });
  await site.calls['question.answer']({ id: one?.id ?? '', value: 'late' });
  expect(await first).toBe('secret');
  await site.desk.close();
  expect(await second).toBeUndefined();
  expect(changes).toEqual([1, 2, 1, 0]);
});

test('an unencrypted PKCS #8 key is read, too', async () => {
  const made = makeKey('id_rsa', 'rsa', '', '-m', 'PEM');
  const print = fingerprintOf(made);
  const key = createPrivateKey(readFileSync(made));
  writeFileSync(made, key.export({ type: 'pkcs8', format: 'pem' }));
  expect(createPublicKey(key).asymmetricKeyType).toBe('rsa');
  expect(existsSync(`${made}.pub`)).toBe(true);
  expect(await site.calls['identities.list']({})).toMatchObject([
    { algorithm: 'ssh-rsa', fingerprint: print, encrypted: false },
  ]);
});
