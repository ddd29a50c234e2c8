import { setTimeout as sleep } from 'node:timers/promises';
import type { HostId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import type { Clock, RemoteHosts, ScriptRequest, ScriptResult } from '../../../src-main/engine/ports.ts';
import type { RemoteHostsOptions } from '../../../src-main/ssh/remote-hosts.ts';
import { createRemoteHosts } from '../../../src-main/ssh/remote-hosts.ts';
import type { Sshd } from './sshd.ts';

const realClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};

/** The inventory's view of a test server; `over` wins. */
export function hostOf(sshd: Sshd, over: Partial<PlanHost> = {}): PlanHost {
  return {
    id: asId<HostId>('a'),
    name: 'Host A',
    address: sshd.address,
    port: sshd.port,
    user: sshd.user,
    login: true,
    auth: { kind: 'key', path: sshd.keyFile },
    platform: 'linux',
    sudo: 'none',
    ports: {},
    vars: {},
    ...over,
  };
}

/** `RemoteHosts` that nobody answers for, unless `over` says who. */
export function remoteHosts(sshds: readonly Sshd[], over: Partial<RemoteHostsOptions> = {}): RemoteHosts {
  return createRemoteHosts({
    knownHostsFiles: sshds.map(({ knownHosts }) => knownHosts),
    acceptNewHostKeys: false,
    credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
    lookup: (id) => {
      throw new Error(`no host ${id}`);
    },
    clock: realClock,
    homeFolder: '/nonexistent',
    ...over,
  });
}

export interface Ran {
  readonly result: ScriptResult;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runOn(
  hosts: RemoteHosts,
  host: PlanHost,
  script: string,
  over: Partial<ScriptRequest> = {},
): Promise<Ran> {
  const output = { stdout: '', stderr: '' };
  const result = await hosts.run({
    host,
    script,
    env: {},
    tty: false,
    signal: new AbortController().signal,
    onOutput: (stream, bytes) => {
      output[stream] += Buffer.from(bytes).toString();
    },
    ...over,
  });
  return { result, ...output };
}

/** Waits until `condition` holds; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

/** What a result says, without its duration. */
export function endOf({ result: { durationMs: _, ...rest } }: Ran): Omit<ScriptResult, 'durationMs'> {
  return rest;
}
