import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client, SFTPWrapper } from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostOf, labForTest, login, script, type TestLab } from './lab-client.ts';

let started: TestLab;
let client: Client;
let sftp: SFTPWrapper;

beforeAll(async () => {
  started = await labForTest();
  client = await login(hostOf(started.lab, 'voice-c'));
  sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
    client.sftp((error, session) => {
      if (error) reject(error);
      else resolve(session);
    });
  });
});
afterAll(async () => {
  client.end();
  await started.end();
});

const say = async (text: string): Promise<string> => (await script(client, text)).stdout;

/** The error code of SFTP, or `done`. */
function code(call: (done: (error?: Error | null) => void) => void): Promise<unknown> {
  return new Promise((resolve) => {
    call((error) => {
      resolve(error && 'code' in error ? error.code : 'done');
    });
  });
}

test('files go up and come down as they are, and are the files that scripts see, by any of their names', async () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  const home = (await say('pwd')).trim();
  await say('mkdir -p opt/site');
  const put = promisify((path: string, done: (error?: Error | null) => void) => {
    sftp.writeFile(path, content, { mode: 0o640 }, done);
  });
  await put('/opt/site/one');
  const get = promisify((path: string, done: (error: Error | null | undefined, bytes: Buffer) => void) => {
    sftp.readFile(path, done);
  });
  const same = await Promise.all(
    ['opt/site/one', '/opt/site/../site/one', `${home}/opt/site/one`].map(async (path) =>
      content.equals(await get(path)),
    ),
  );
  const seen = await say('stat -c "%a %s" opt/site/one; echo more >> opt/site/one && wc -c < opt/site/one');
  const real = await promisify((path: string, done: (error: Error | undefined, real: string) => void) => {
    sftp.realpath(path, done);
  })('opt/./site');
  expect([same, seen, real]).toEqual([[true, true, true], '640 300000\n300005\n', `${home}/opt/site`]);
});

test('names: made, renamed without replacing, changed, listed, removed', async () => {
  const codes = [
    await code((done) => {
      sftp.mkdir('/made', done);
    }),
    await code((done) => {
      sftp.mkdir('/made', done);
    }),
    await code((done) => {
      sftp.writeFile('made/a', 'x', done);
    }),
    await code((done) => {
      sftp.writeFile('made/b', 'y', done);
    }),
    await code((done) => {
      sftp.rename('made/a', 'made/b', done);
    }),
    await code((done) => {
      sftp.rename('made/a', 'made/c', done);
    }),
    await code((done) => {
      sftp.chmod('made/c', 0o600, done);
    }),
    await code((done) => {
      sftp.stat('made/a', done);
    }),
    await code((done) => {
      sftp.rmdir('made', done);
    }),
  ];
  const names = await new Promise<readonly string[]>((resolve, reject) => {
    sftp.readdir('made', (error, list) => {
      if (error) reject(error);
      else resolve(list.map(({ filename, attrs }) => `${filename} ${(attrs.mode & 0o777).toString(8)}`).sort());
    });
  });
  const removed = await code((done) => {
    sftp.unlink('made/c', done);
  });
  expect([codes, names, removed, await say('ls made')]).toEqual([
    ['done', 4, 'done', 'done', 4, 'done', 'done', 2, 4],
    ['b 644', 'c 600'],
    'done',
    'b\n',
  ]);
});

test('nothing outside the home is read, written, listed or given away: not by dots, not by links', async () => {
  await say('ln -s /etc out; ln -s /etc/hostname name; ln -s ../.. up; ln -s . loop');
  const read = (path: string): Promise<unknown> =>
    code((done) => {
      sftp.readFile(path, done);
    });
  const codes = [
    await read('../../../../../../etc/hostname'),
    await read('/etc/hostname'),
    await read('out/hostname'),
    await read('name'),
    await read('up/voice-b/home/one'),
    await code((done) => {
      sftp.writeFile('out/drillbook', 'x', done);
    }),
    await code((done) => {
      sftp.readdir('out', done);
    }),
    await code((done) => {
      sftp.lstat('out', done);
    }),
    await code((done) => {
      sftp.unlink('out', done);
    }),
  ];
  expect(codes).toEqual([2, 2, 3, 3, 3, 3, 3, 'done', 'done']);
});

test('a host that hangs does not answer the request for SFTP', async () => {
  const { lab } = started;
  await lab.setFault('voice-a', { kind: 'hang', at: 'command' });
  const hung = await login(hostOf(lab, 'voice-a'));
  const asked = new Promise((resolve) => {
    hung.sftp((error) => {
      resolve(error === undefined ? 'answered' : 'ended without an answer');
    });
  });
  hung.on('close', () => undefined);
  const answered = await Promise.race([asked, script(client, 'sleep 0.3').then(() => 'silent')]);
  hung.destroy();
  await lab.clearFault('voice-a');
  expect(answered).toBe('silent');
});

test.skipIf(!existsSync('/usr/bin/sftp'))('the sftp of OpenSSH', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-sftp-'));
  const host = hostOf(started.lab, 'voice-b');
  writeFileSync(join(folder, 'up'), 'from here\n');
  const lines = [
    'pwd',
    `put ${folder}/up /there`,
    'chmod 600 there',
    'ls -l',
    'rename there then',
    `get then ${folder}/down`,
  ];
  const settings = [`UserKnownHostsFile=${started.lab.knownHostsFile}`, 'BatchMode=yes', 'IdentitiesOnly=yes'];
  const options = ['-F', '/dev/null', '-i', host.keyFile, '-P', String(host.port), '-b', '-'];
  const place = [...settings.flatMap((one) => ['-o', one]), ...options, `${host.user}@${host.address}`];
  const said = await new Promise<string>((resolve) => {
    const child = execFile('sftp', place, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
    child.stdin?.end(`${lines.join('\n')}\n`);
  });
  const down = existsSync(join(folder, 'down')) ? readFileSync(join(folder, 'down'), 'utf8') : said;
  rmSync(folder, { recursive: true });
  expect(down).toBe('from here\n');
});
