import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

/** One line of a known_hosts file that could be read. */
interface KnownHostLine {
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  readonly patterns: string;
  readonly algorithm: string;
  readonly key: Buffer;
  /** `file:line`, for messages. */
  readonly where: string;
}

export type KnownHosts = readonly KnownHostLine[];

/** What known_hosts says of a key that a host showed. */
export type KeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'changed'; readonly expected: KnownHostLine }
  | { readonly kind: 'revoked'; readonly where: string }
  | { readonly kind: 'certificate'; readonly where: string };

/** `name` as OpenSSH writes it: the bare address for port 22, else `[address]:port`. */
export function knownHostName(address: string, port: number): string {
  const lower = address.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}

/** `SHA256:…` as OpenSSH prints it. */
export function keyFingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The algorithm's name at the start of a public key in wire form; empty when there is none. */
export function keyAlgorithm(key: Buffer): string {
  if (key.length < 4) return '';
  return key.toString('latin1', 4, 4 + Math.min(key.readUInt32BE(0), 64));
}

/** Reads the files in turn; a file that does not exist is empty. Throws `ssh.known-hosts` when one cannot be read. */
export async function readKnownHosts(files: readonly string[]): Promise<KnownHosts> {
  const parts = await Promise.all(
    files.map(async (file) => {
      try {
        return parseKnownHosts(await readFile(file, 'utf8'), file);
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw new DrillError('ssh.known-hosts', `${file} cannot be read: ${messageOf(cause)}`, { cause });
      }
    }),
  );
  return parts.flat();
}

/** Lines that are no entry are passed over, as OpenSSH does: a file of many hands must not lock everybody out. */
export function parseKnownHosts(text: string, file: string): KnownHosts {
  return text.split('\n').flatMap((line, index) => {
    const words = line.trim().split(/[ \t]+/);
    const marked = words[0]?.startsWith('@') === true;
    const marker = marked ? words.shift()?.slice(1) : 'none';
    const [patterns, algorithm, base64] = words;
    if (marker !== 'none' && marker !== 'revoked' && marker !== 'cert-authority') return [];
    if (patterns === undefined || patterns.startsWith('#') || algorithm === undefined || base64 === undefined)
      return [];
    const key = Buffer.from(base64, 'base64');
    if (keyAlgorithm(key) !== algorithm) return [];
    return [{ marker, patterns, algorithm, key, where: `${file}:${index + 1}` }];
  });
}

/** The lines whose host names match `name` (see `knownHostName`). */
export function linesFor(hosts: KnownHosts, name: string): KnownHosts {
  return hosts.filter((line) => matches(line.patterns, name));
}

/** Judges a key against the lines of its host. Revoked goes before all, a certificate authority before a known key. */
export function judgeKey(lines: KnownHosts, key: Buffer): KeyVerdict {
  // The order of the checks is the rule: the most dangerous finding decides.
  const same = lines.filter((line) => line.key.equals(key));
  const revoked = same.find((line) => line.marker === 'revoked');
  if (revoked !== undefined) return { kind: 'revoked', where: revoked.where };
  const authority = lines.find((line) => line.marker === 'cert-authority');
  if (authority !== undefined) return { kind: 'certificate', where: authority.where };
  if (same.some((line) => line.marker === 'none')) return { kind: 'known' };
  // Another key of this host is known: a new kind of key may be an attack as well as an addition.
  const expected = lines.find((line) => line.marker === 'none');
  return expected === undefined ? { kind: 'unknown' } : { kind: 'changed', expected };
}

/** OpenSSH's pattern list: a negated pattern that fits excludes, whatever else fits. */
function matches(patterns: string, name: string): boolean {
  if (patterns.startsWith('|1|')) return matchesHash(patterns, name);
  let found = false;
  for (const pattern of patterns.toLowerCase().split(',')) {
    const negated = pattern.startsWith('!');
    if (!matchesGlob(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

function matchesHash(pattern: string, name: string): boolean {
  const [, , salt, hash] = pattern.split('|');
  if (salt === undefined || hash === undefined) return false;
  // SHA-1 here hides names, it proves nothing: OpenSSH has no other form.
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `*` and `?` as OpenSSH has them; in steps that grow with both lengths only, whatever the file holds. */
function matchesGlob(pattern: string, name: string): boolean {
  let [p, n, star, resume] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      [star, resume] = [p, n];
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      resume += 1;
      [p, n] = [star + 1, resume];
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
