import { randomBytes } from 'node:crypto';
import { access, chmod, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { KnownHost } from '../../src-shared/rpc/desk-calls.ts';
import { recordHostKey } from './host-key-check.ts';
import {
  judgeKey,
  keyAlgorithm,
  keyFingerprint,
  knownHostName,
  linesFor,
  parseKnownHosts,
  readKnownHosts,
} from './known-hosts.ts';

/** The entries of all files, in their order; comments and lines that are no entry are left out. Throws `ssh.known-hosts`. */
export async function listKnownHosts(files: readonly string[]): Promise<readonly KnownHost[]> {
  const parts = await Promise.all(
    files.map(async (file) => {
      const lines = (await readLines(file)).map((bytes) => textOf(bytes));
      const writable = await access(file, constants.W_OK).then(
        () => true,
        () => false,
      );
      return lines.flatMap((text, index) =>
        parseKnownHosts(text, file).map(({ marker, patterns, algorithm, key }) => {
          const hashed = patterns.startsWith('|');
          const names = hashed ? '' : patterns;
          return {
            file,
            line: index + 1,
            text,
            names,
            hashed,
            marker,
            algorithm,
            fingerprint: keyFingerprint(key),
            writable,
          };
        }),
      );
    }),
  );
  return parts.flat();
}

/**
 * Takes one line out, if it still stands there as `text`; everything else stays byte for byte. The file keeps its mode
 * and, where it is a link, its place. Throws `known-hosts.changed`, `ssh.known-hosts`.
 */
export async function removeKnownHost(file: string, line: number, text: string): Promise<void> {
  const lines = await readLines(file);
  const found = lines[line - 1];
  if (found === undefined || textOf(found) !== text) {
    throw new DrillError('known-hosts.changed', `Line ${line} of ${file} is not what it was: nothing was removed.`);
  }
  const rest = Buffer.concat(lines.toSpliced(line - 1, 1));
  try {
    await replaceFile(await realpath(file), rest);
  } catch (cause) {
    throw new DrillError('ssh.known-hosts', `${file} cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Records the key that a person has compared, in the first file. A key that is known already is left as it is; one that
 * contradicts what is known is refused: the old entry is removed first, by somebody who knows why. Throws DrillError
 * `ssh.host-key-changed`, `ssh.host-key-revoked`, `ssh.host-certificate`, `ssh.known-hosts`.
 */
export async function trustHostKey(
  files: readonly string[],
  endpoint: { readonly address: string; readonly port: number },
  keyText: string,
): Promise<string> {
  const [file] = files;
  if (file === undefined) throw new DrillError('ssh.known-hosts', 'There is no known_hosts file to write to.');
  const key = parseKey(keyText);
  const name = knownHostName(endpoint.address, endpoint.port);
  const verdict = judgeKey(linesFor(await readKnownHosts(files), name), key);
  switch (verdict.kind) {
    case 'known':
      return file;
    case 'unknown':
      await recordHostKey(file, endpoint, key);
      return file;
    case 'changed':
      throw new DrillError('ssh.host-key-changed', `${name} is known by another key (${verdict.expected.where}).`);
    case 'revoked':
      throw new DrillError('ssh.host-key-revoked', `This key is revoked (${verdict.where}).`);
    case 'certificate':
      throw new DrillError('ssh.host-certificate', `${name} is under a certificate authority (${verdict.where}).`);
  }
}

function parseKey(text: string): Buffer {
  const [algorithm = '', base64 = ''] = text.trim().split(/\s+/);
  const key = Buffer.from(base64, 'base64');
  if (algorithm !== '' && keyAlgorithm(key) === algorithm) return key;
  throw new DrillError('ssh.known-hosts', 'This is no public key ("ALGORITHM BASE64"): nothing was recorded.');
}

/** Lines with their ends, as bytes: names of other encodings must survive. A missing file has none. */
async function readLines(file: string): Promise<readonly Buffer[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DrillError('ssh.known-hosts', `${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, next));
    from = next;
  }
  return lines;
}

function textOf(line: Buffer): string {
  return line.toString('utf8').replace(/\r?\n$/, '');
}

async function replaceFile(file: string, content: Buffer): Promise<void> {
  const part = join(dirname(file), `.known_hosts-${randomBytes(6).toString('hex')}`);
  const { mode } = await stat(file);
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(part, mode & 0o777);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
