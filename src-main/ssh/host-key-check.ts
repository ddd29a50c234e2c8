import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { KnownHosts } from './known-hosts.ts';
import { judgeKey, keyAlgorithm, keyFingerprint, knownHostName, linesFor } from './known-hosts.ts';
import { describeHost } from './ssh-error.ts';

/** Decides on the key that one host showed. `check` throws DrillError `ssh.host-key-…`; nothing secret was sent before. */
export interface HostKeyCheck {
  /** Algorithms of the keys that are known, to be asked for first. */
  readonly knownAlgorithms: readonly string[];
  /** `new`: not known before, to be recorded before anything is sent. */
  check(key: Buffer): 'known' | 'new';
}

export function createHostKeyCheck(
  host: PlanHost,
  endpoint: { readonly address: string; readonly port: number },
  knownHosts: KnownHosts,
  acceptNew: boolean,
): HostKeyCheck {
  const name = knownHostName(endpoint.address, endpoint.port);
  const lines = linesFor(knownHosts, name);
  const who = describeHost(host, endpoint);
  const pinned = host.hostKey === undefined ? undefined : parsePinned(host.hostKey, who);
  // Revoked keys and authorities say nothing about the key to expect.
  const plain = lines.filter((line) => line.marker === 'none').map((line) => line.algorithm);
  return {
    knownAlgorithms: pinned === undefined ? plain : [keyAlgorithm(pinned)],
    check(key) {
      const seen = `${keyAlgorithm(key)} ${keyFingerprint(key)}`;
      // Also for a key of the inventory: who revoked it knows something that the inventory does not.
      const verdict = judgeKey(lines, key);
      if (verdict.kind === 'revoked') {
        throw new DrillError('ssh.host-key-revoked', `${who} shows the revoked key ${seen} (${verdict.where})`);
      }
      if (pinned !== undefined) {
        if (pinned.equals(key)) return 'known';
        const expected = `${keyAlgorithm(pinned)} ${keyFingerprint(pinned)}`;
        throw new DrillError(
          'ssh.host-key-changed',
          `${who} shows another host key than the inventory: expected ${expected}, seen ${seen}`,
        );
      }
      switch (verdict.kind) {
        case 'known':
          return 'known';
        // Taking the plain key instead would let anybody in who can answer in the host's place.
        case 'certificate':
          throw new DrillError(
            'ssh.host-certificate',
            `${who} is under a certificate authority (${verdict.where}); its plain key ${seen} is not accepted instead`,
          );
        case 'changed': {
          const { algorithm, key: old, where } = verdict.expected;
          throw new DrillError(
            'ssh.host-key-changed',
            `${who} shows another host key than before: expected ${algorithm} ${keyFingerprint(old)} (${where}), seen ${seen}`,
          );
        }
        case 'unknown':
          if (acceptNew) return 'new';
          throw new DrillError('ssh.host-key-unknown', `The host key of ${who} is not known as ${name}: seen ${seen}`, {
            untrusted: { ...endpoint, key: `${keyAlgorithm(key)} ${key.toString('base64')}`, fingerprint: seen },
          });
        default:
          return assertNever(verdict, 'verdict on a host key');
      }
    },
  };
}

/** A key that cannot be read is no key that fits: it is refused, never ignored. */
function parsePinned(text: string, who: string): Buffer {
  const [algorithm, base64] = text.trim().split(/\s+/);
  const key = Buffer.from(base64 ?? '', 'base64');
  if (algorithm !== undefined && algorithm !== '' && keyAlgorithm(key) === algorithm) return key;
  throw new DrillError(
    'ssh.host-key-changed',
    `hostKey of ${who} in the inventory is no public key: "ALGORITHM BASE64"`,
  );
}

/** Appends a host's first key and syncs it to disk before it resolves. Calls must not overlap. */
export async function recordHostKey(
  file: string,
  endpoint: { readonly address: string; readonly port: number },
  key: Buffer,
): Promise<void> {
  const line = `${knownHostName(endpoint.address, endpoint.port)} ${keyAlgorithm(key)} ${key.toString('base64')}\n`;
  try {
    // A machine from which nobody has used ssh yet has no ~/.ssh.
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await using handle = await open(file, 'a+', 0o600);
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    // The last line of somebody's editor may lack its end.
    await handle.appendFile(size > 0 && last[0] !== 0x0a ? `\n${line}` : line);
    // Before anything is sent: a crash must not make the same key "new" a second time.
    await handle.sync();
  } catch (cause) {
    throw new DrillError('ssh.known-hosts', `The new host key cannot be recorded in ${file}: ${messageOf(cause)}`, {
      cause,
    });
  }
}
