import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Credentials } from '../engine/ports.ts';

/** Private keys by path, read and unlocked once: twenty hosts with one key ask for its passphrase once. */
export interface Keyring {
  /** `~` is the home folder. Throws `ssh.key-unreadable` or `ssh.no-credential`; a failure is tried anew next time. */
  load(path: string): Promise<ParsedKey>;
}

export function createKeyring(homeFolder: string, credentials: Credentials): Keyring {
  const keys = new Map<string, Promise<ParsedKey>>();
  return {
    load(path) {
      const known = keys.get(path);
      if (known !== undefined) return known;
      const loading = readKey(path.replace(/^~(?=\/|\\|$)/, homeFolder), path, credentials);
      keys.set(path, loading);
      // A mistyped passphrase or a missing file may be mended before the next try.
      loading.catch(() => keys.delete(path));
      return loading;
    },
  };
}

/** Asks for a passphrase at most once; a wrong one is an error, not a new question. */
async function readKey(file: string, path: string, credentials: Credentials): Promise<ParsedKey> {
  let text: Buffer;
  try {
    text = await readFile(file);
  } catch (cause) {
    throw new DrillError('ssh.key-unreadable', `The key ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
  const open = parseKey(text, undefined);
  if (!(open instanceof Error)) return checked(open, path);
  // ssh2 tells an encrypted key from a damaged one by its message only.
  if (!/passphrase|ENCRYPTED PRIVATE KEY/.test(open.message)) throw unreadable(path, open);
  const passphrase = await credentials.passphrase(path);
  if (passphrase === undefined) {
    throw new DrillError('ssh.no-credential', `The key ${path} is encrypted and no passphrase was given`);
  }
  const unlocked = parseKey(text, passphrase);
  // What a wrong passphrase gives differs with the form of the key, and is no sentence for people.
  if (unlocked instanceof Error) {
    const text = `The passphrase does not open the key ${path} (${unlocked.message})`;
    throw new DrillError('ssh.key-unreadable', text, { cause: unlocked });
  }
  return checked(unlocked, path);
}

function unreadable(path: string, cause: Error): DrillError {
  return new DrillError('ssh.key-unreadable', `The key ${path} cannot be used: ${cause.message}`, { cause });
}

/** A key file's text: OpenSSH and PEM by ssh2, PKCS #8 by Node. Gives the error instead of throwing, because one error means "encrypted". */
export function parseKey(text: Buffer, passphrase: string | undefined): ParsedKey | Error {
  const first = firstKey(ssh2.utils.parseKey(text, passphrase));
  if (!(first instanceof Error) || !text.includes('PRIVATE KEY-----')) return first;
  return parsePkcs8(text, passphrase) ?? first;
}

/** ssh2 answers some files with a list, which its types leave out. */
function firstKey(parsed: ParsedKey | Error | readonly ParsedKey[]): ParsedKey | Error {
  if (parsed instanceof Error || 'sign' in parsed) return parsed;
  return parsed[0] ?? new Error('it holds no key');
}

/** ssh2 does not read PKCS #8 (`BEGIN PRIVATE KEY`): Node does, and writes the older form that ssh2 reads. */
function parsePkcs8(text: Buffer, passphrase: string | undefined): ParsedKey | Error | undefined {
  if (!/BEGIN (ENCRYPTED )?PRIVATE KEY/.test(text.toString('latin1'))) return undefined;
  if (text.includes('BEGIN ENCRYPTED') && passphrase === undefined) return new Error('ENCRYPTED PRIVATE KEY');
  try {
    const key = createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
    const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
    return firstKey(ssh2.utils.parseKey(key.export({ type, format: 'pem' })));
  } catch (cause) {
    return new Error(`${messageOf(cause)} (ssh-keygen -p -f FILE turns it into a form that is read)`);
  }
}

function checked(key: ParsedKey, path: string): ParsedKey {
  if (!key.isPrivateKey()) throw new DrillError('ssh.key-unreadable', `${path} is a public key, not a private one`);
  // Here and not by a list of algorithms: ssh2 chooses the hash of a signature by itself.
  const sign = key.sign.bind(key);
  key.sign = (data, algorithm) => {
    if (key.type === 'ssh-rsa' && algorithm !== 'sha256' && algorithm !== 'sha512') throw noSha1();
    return sign(data, algorithm);
  };
  return key;
}

/** ssh2 signs with SHA-1 for servers that do not announce SHA-2; we rather fail the login. */
export function noSha1(): DrillError {
  const text = 'The host takes RSA keys only with SHA-1 signatures, which are not used: log in with an ed25519 key';
  return new DrillError('ssh.no-common-algorithm', text);
}
