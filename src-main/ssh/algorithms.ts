import type { Algorithms } from 'ssh2';

/**
 * ssh2 takes regular expressions too, which its types do not know. They match only what this build supports, so that
 * nothing throws under BoringSSL (Electron), where naming chacha20-poly1305 does.
 */
type Change = Exclude<Algorithms['hmac'], unknown[] | undefined> &
  Exclude<Algorithms['kex'], unknown[] | undefined> &
  Exclude<Algorithms['cipher'], unknown[] | undefined> &
  Exclude<Algorithms['serverHostKey'], unknown[] | undefined>;

function change(operations: Readonly<Record<string, readonly RegExp[]>>): Change {
  return operations as unknown as Change;
}

/** Best first, where a host is known by several keys. */
const preferred = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

/**
 * What we offer: no SHA-1, no CBC, no chacha20-poly1305 (then Terrapin has nothing to work on). The host key algorithms
 * of `knownKeys` (names as in known_hosts) go first: a server that prefers another kind must not make a known host unknown.
 */
export function algorithmsFor(knownKeys: readonly string[]): Algorithms {
  const known = new Set<string>(knownKeys.flatMap(signatures));
  const wanted = preferred.filter((name) => known.has(name)).map((name) => new RegExp(`^${name}$`));
  return {
    kex: change({ remove: [/sha1$/] }),
    cipher: change({ remove: [/-cbc/, /^chacha20/, /^arcfour/] }),
    hmac: change({ remove: [/sha1/, /md5/] }),
    // ssh2 does not move what is already in its list: take it out, put it in front, and SHA-1 stays out.
    serverHostKey: change({ remove: [/^ssh-rsa$/, /^ssh-dss$/, ...wanted], prepend: wanted }),
    compress: ['none'],
  };
}

/** An RSA key signs with SHA-2 under names of its own. */
function signatures(algorithm: string): readonly string[] {
  return algorithm === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [algorithm];
}
