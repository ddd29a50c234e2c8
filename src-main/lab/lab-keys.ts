import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';

export interface LabKey {
  /** The private key in OpenSSH form. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
  readonly file: string;
}

/**
 * Reads the key `name` of the folder, or makes it (Ed25519, no passphrase, mode 0600), so that a lab that starts again
 * is still the one that known_hosts files remember. A key that cannot be read is made anew: it never served anybody.
 */
export function labKey(folder: string, name: string): LabKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  if (!existsSync(`${file}.pub`) || !isReadable(file)) {
    const pair = newPair();
    writeFileSync(file, pair.private, { mode: 0o600 });
    writeFileSync(`${file}.pub`, `${pair.public.trim()} drillbook-lab\n`);
  }
  const [type = '', data = ''] = readFileSync(`${file}.pub`, 'utf8').split(' ');
  return { privateKey: readFileSync(file, 'utf8'), publicKey: `${type} ${data.trim()}`, file };
}

/** ssh2 1.17 writes one key in about two hundred in a form that it cannot read itself. */
function newPair(): { readonly public: string; readonly private: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

function isReadable(file: string): boolean {
  return existsSync(file) && !(ssh2.utils.parseKey(readFileSync(file)) instanceof Error);
}
