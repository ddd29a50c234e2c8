import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { Identity } from '../../src-shared/rpc/desk-calls.ts';
import { parseKey } from './keyring.ts';
import { keyAlgorithm, keyFingerprint } from './known-hosts.ts';

/** A key file is a few KiB; what is larger is none. */
const largestKey = 64 * 1024;
/** An agent that waits for a person's touch answers its list at once all the same. */
const agentMs = 3_000;

/** The private keys of `~/.ssh` and those of the agent. Never throws: what cannot be used says why. */
export async function listIdentities(
  homeFolder: string,
  agentSocket: string | undefined,
): Promise<readonly Identity[]> {
  const folder = join(homeFolder, '.ssh');
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.sort().map((name) => identityOfFile(join(folder, name))));
  const agent = agentSocket === undefined || agentSocket === '' ? [] : await agentIdentities(agentSocket);
  return [...files.filter((one) => one !== undefined), ...agent];
}

/** Undefined for a file that is no private key. */
async function identityOfFile(path: string): Promise<Identity | undefined> {
  let text: string | undefined;
  try {
    text = await readSmall(path);
  } catch (thrown) {
    // A file that nobody may read is a key only by its usual name.
    if (!/[/\\]id_[a-z0-9_]+$/.test(path)) return undefined;
    return { ...nothingKnown(path), problem: `It cannot be read: ${messageOf(thrown)}` };
  }
  if (text?.startsWith('PuTTY-User-Key-File') === true) {
    return { ...nothingKnown(path), problem: 'A PuTTY key: export it as an OpenSSH key with PuTTYgen.' };
  }
  if (text === undefined || !/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return undefined;
  const parsed = parseKey(Buffer.from(text), undefined);
  if (!(parsed instanceof Error)) return { ...shown(parsed), source: 'file', path, encrypted: false };
  const neighbour = await readSmall(`${path}.pub`).catch(() => undefined);
  const beside = neighbour === undefined ? undefined : parseKey(Buffer.from(neighbour), undefined);
  const encrypted = isEncrypted(text);
  const known = beside === undefined || beside instanceof Error ? publicPart(text) : shown(beside);
  const entry = { ...nothingKnown(path), ...known, encrypted };
  return encrypted ? entry : { ...entry, problem: `It cannot be used: ${parsed.message}` };
}

function nothingKnown(path: string): Identity {
  return { source: 'file', path, algorithm: '', fingerprint: '', comment: '', encrypted: false };
}

type Shown = Pick<Identity, 'algorithm' | 'fingerprint' | 'comment'>;

function shown(key: ParsedKey): Shown {
  return { algorithm: key.type, fingerprint: keyFingerprint(key.getPublicSSH()), comment: key.comment };
}

function isEncrypted(text: string): boolean {
  if (text.includes('ENCRYPTED')) return true;
  const body = openSshBody(text);
  return body !== undefined && !body.includes('openssh-key-v1\0\0\0\0\x04none');
}

function openSshBody(text: string): Buffer | undefined {
  const base64 = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]+)-----END/.exec(text)?.[1];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** OpenSSH's own form keeps the public key in the clear: magic, cipher, kdf, its options, one, public key. */
function publicPart(text: string): Shown | undefined {
  const body = openSshBody(text);
  if (body === undefined) return undefined;
  try {
    let at = 'openssh-key-v1\0'.length;
    for (let fields = 0; fields < 3; fields += 1) at += 4 + body.readUInt32BE(at);
    at += 4;
    const key = body.subarray(at + 4, at + 4 + body.readUInt32BE(at));
    const algorithm = keyAlgorithm(key);
    return algorithm === '' ? undefined : { algorithm, fingerprint: keyFingerprint(key), comment: '' };
  } catch {
    // Cut off: the caller says that it cannot be used.
    return undefined;
  }
}

/** Undefined for what is no plain file of a key's size. */
async function readSmall(path: string): Promise<string | undefined> {
  // Opening a pipe would otherwise wait for somebody to write into it.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > largestKey) return undefined;
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function agentIdentities(socket: string): Promise<readonly Identity[]> {
  const answer = Promise.withResolvers<readonly ParsedKey[]>();
  const timer = setTimeout(() => {
    answer.reject(new Error(`no answer within ${agentMs / 1000} s`));
  }, agentMs);
  try {
    ssh2.createAgent(socket).getIdentities((error, keys) => {
      if (error === undefined || error === null) answer.resolve((keys ?? []) as readonly ParsedKey[]);
      else answer.reject(error);
    });
    return (await answer.promise).map((key) => ({ ...shown(key), source: 'agent', encrypted: false }));
  } catch (thrown) {
    const problem = `The agent (SSH_AUTH_SOCK) does not answer: ${messageOf(thrown)}`;
    return [{ source: 'agent', algorithm: '', fingerprint: '', comment: '', encrypted: false, problem }];
  } finally {
    clearTimeout(timer);
  }
}
