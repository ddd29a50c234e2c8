import { once } from 'node:events';
import { connect } from 'node:net';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { createAuthentication } from '../../src-main/ssh/authentication.ts';
import { createHostKeyCheck } from '../../src-main/ssh/host-key-check.ts';
import { createKeyring } from '../../src-main/ssh/keyring.ts';
import { logIn } from '../../src-main/ssh/login.ts';
import type { Login } from '../../src-main/ssh/login.ts';
import { asId, type HostId } from '../../src-shared/base/ids.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { SshHosts } from './ssh-hosts.ts';

const nobody = (): Promise<undefined> => Promise.resolve(undefined);

/** A plain ssh2 client, logged in as we log in, so that both sides speak the same ciphers. */
export async function connectBare(host: PlanHost): Promise<Login> {
  const socket = connect({ host: host.address, port: host.port, noDelay: true });
  await once(socket, 'connect');
  const credentials = { password: nobody, passphrase: nobody };
  const keyring = createKeyring('/', credentials);
  const clock = systemClock;
  const timing = { answerMs: 20_000 };
  const options = { credentials, keyring, passwords: new Map<string, string>(), agentSocket: undefined, clock, timing };
  return logIn({
    host,
    who: host.name,
    socket,
    keyCheck: createHostKeyCheck(host, host, [], false),
    recordKey: nobody,
    createAuthentication: (waiting) => createAuthentication(host, host.name, options, waiting),
    clock,
    ...timing,
    keepaliveMs: 15_000,
    signal: new AbortController().signal,
  });
}

/** The first of the hosts, as a plan has it. */
export function hostOf({ hosts: [first] }: SshHosts): PlanHost {
  if (first === undefined) throw new Error('There is no host');
  return planHostOf(first);
}

export function planHostOf({ id, address, sshd }: SshHosts['hosts'][number]): PlanHost {
  return {
    id: asId<HostId>(id),
    name: id,
    address,
    port: sshd.port,
    user: sshd.user,
    login: true,
    auth: { kind: 'key', path: sshd.keyFile },
    hostKey: sshd.hostKeyLine,
    platform: 'linux',
    sudo: 'none',
    ports: {},
    vars: {},
  };
}

/** Sends a script to `sh -s` and reads what it prints to the end: what every program over ssh2 has to do at least. */
export function execBare({ client }: Login, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec('sh -s', (error, channel) => {
      if (error !== undefined) {
        reject(error);
        return;
      }
      let output = '';
      channel.on('data', (chunk: Buffer) => (output += chunk.toString()));
      channel.stderr.resume();
      channel.on('close', () => {
        resolve(output);
      });
      channel.end(script);
    });
  });
}
