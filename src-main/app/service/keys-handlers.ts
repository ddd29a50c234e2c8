import { homedir } from 'node:os';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import { listIdentities } from '../../ssh/identities.ts';
import { listKnownHosts, removeKnownHost, trustHostKey } from '../../ssh/known-hosts-file.ts';
import { createInTurn } from './in-turn.ts';
import type { KnownHostsFiles } from './known-hosts-files.ts';

type KeyCalls = 'identities.list' | 'knownHosts.list' | 'knownHosts.remove' | 'knownHosts.trust';

export interface KeyDeps {
  readonly knownHosts: KnownHostsFiles;
  readonly changed: (what: 'known-hosts') => void;
}

/** The keys that this user has, and the host keys that this user knows. */
export function createKeysHandlers({ knownHosts, changed }: KeyDeps): Handlers<KeyCalls> {
  const { own } = knownHosts;
  const inTurn = createInTurn();
  return {
    'identities.list': () => listIdentities(homedir(), process.env['SSH_AUTH_SOCK']),
    'knownHosts.list': () => listKnownHosts(own),
    'knownHosts.remove': async ({ file, line, text }) => {
      // A window names one of the files that it was shown, never any file of this machine.
      if (!own.includes(file))
        throw new DrillError('ssh.known-hosts', `${file} is none of the known_hosts files here.`);
      await inTurn(() => removeKnownHost(file, line, text));
      changed('known-hosts');
      return null;
    },
    'knownHosts.trust': async ({ address, port, key }) => {
      const file = await inTurn(() => trustHostKey(own, { address, port }, key));
      changed('known-hosts');
      return { file };
    },
  };
}
