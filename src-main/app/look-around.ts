import { access, constants, readFile, stat, statfs } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { App } from './app.ts';

/** Less than this and a run with recordings may fill the disk; bytes. */
const littleSpace = 512 * 1024 * 1024;

export interface Finding {
  readonly name: string;
  /** `problem` keeps runs from working, `note` is only worth knowing. */
  readonly is: 'ok' | 'note' | 'problem';
  readonly text: string;
}

/** Looks at what a run needs of this machine: space, keys, agent, known_hosts, clock. Never throws. */
export async function lookAround(app: Pick<App, 'dataFolder' | 'installation'>): Promise<readonly Finding[]> {
  return Promise.all([
    nodeVersion(),
    guarded('data folder', () => dataFolder(app.dataFolder)),
    guarded('disk space', () => diskSpace(app.dataFolder)),
    guarded('installation', async () => {
      const { certificateFingerprint } = await app.installation();
      return { name: 'installation', is: 'ok', text: `signs with certificate ${certificateFingerprint}` };
    }),
    guarded('ssh agent', sshAgent),
    guarded('ssh keys', sshKeys),
    guarded('ssh config', () => sshFile('ssh config', 'config', 'no aliases of it can be used in inventories')),
    guarded('known_hosts', () =>
      sshFile('known_hosts', 'known_hosts', 'the first contact with each host needs its key'),
    ),
    clockAndZone(),
  ]);
}

/** A look that cannot be taken is a finding of its own. */
async function guarded(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (thrown) {
    return { name, is: 'problem', text: messageOf(thrown) };
  }
}

function nodeVersion(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fine = major > 22 || (major === 22 && minor >= 18);
  const text = fine ? process.versions.node : `${process.versions.node}: 22.18 or newer is needed`;
  return Promise.resolve({ name: 'node', is: fine ? 'ok' : 'problem', text });
}

async function dataFolder(folder: string): Promise<Finding> {
  const existing = await firstExisting(folder);
  await access(existing, constants.W_OK);
  const { mode } = await stat(existing);
  const open = existing === folder && process.platform !== 'win32' && (mode & 0o077) !== 0;
  const text = open ? `${folder} can be read by other users: chmod 700 it` : folder;
  return { name: 'data folder', is: open ? 'note' : 'ok', text };
}

async function firstExisting(folder: string): Promise<string> {
  const found = await stat(folder).then(
    () => true,
    () => false,
  );
  return found || dirname(folder) === folder ? folder : firstExisting(dirname(folder));
}

async function diskSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await firstExisting(folder));
  const free = bavail * bsize;
  const text = `${Math.floor(free / 1024 / 1024)} MiB free`;
  return { name: 'disk space', is: free < littleSpace ? 'problem' : 'ok', text };
}

async function sshAgent(): Promise<Finding> {
  const socket = process.env['SSH_AUTH_SOCK'];
  const name = 'ssh agent';
  if (socket === undefined || socket === '') return { name, is: 'note', text: 'none (SSH_AUTH_SOCK is not set)' };
  const answers = await new Promise<boolean>((resolve) => {
    const connection = createConnection(socket);
    connection.setTimeout(2000);
    const end = (value: boolean) => (): void => {
      connection.destroy();
      resolve(value);
    };
    connection.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
  return answers ? { name, is: 'ok', text: socket } : { name, is: 'problem', text: `${socket} does not answer` };
}

async function sshKeys(): Promise<Finding> {
  const names = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
  const modes = await Promise.all(
    names.map((name) =>
      stat(join(homedir(), '.ssh', name)).then(
        ({ mode }) => ({ name, mode }),
        () => undefined,
      ),
    ),
  );
  const found = modes.filter((one) => one !== undefined);
  const open = found.filter(({ mode }) => process.platform !== 'win32' && (mode & 0o077) !== 0);
  if (open.length > 0) {
    return {
      name: 'ssh keys',
      is: 'problem',
      text: `${open.map(({ name }) => name).join(', ')}: readable by others, chmod 600`,
    };
  }
  const text = found.length === 0 ? 'none under their usual names' : found.map(({ name }) => name).join(', ');
  return { name: 'ssh keys', is: found.length === 0 ? 'note' : 'ok', text };
}

async function sshFile(name: string, file: string, missing: string): Promise<Finding> {
  const path = join(homedir(), '.ssh', file);
  try {
    const text = await readFile(path, 'utf8');
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
    return { name, is: 'ok', text: `${path}, ${lines.length} lines` };
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      return { name, is: 'note', text: `no ${path}: ${missing}` };
    }
    throw thrown;
  }
}

/** A machine whose clock is wrong writes a record that nobody believes; only what is plainly wrong can be seen here. */
function clockAndZone(): Promise<Finding> {
  const now = new Date();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const wrong = now.getUTCFullYear() < 2026;
  return Promise.resolve({ name: 'clock', is: wrong ? 'problem' : 'ok', text: `${now.toISOString()}, zone ${zone}` });
}
