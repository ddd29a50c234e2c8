import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { HostId } from '../../../src-shared/base/ids.ts';
import { createHostBook } from '../../../src-shared/plan/host-book.ts';
import { createProblemList } from '../../../src-shared/plan/plan-problem.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import type { HostProbe } from '../../../src-shared/run/facts.ts';
import type { Credentials } from '../../engine/ports.ts';
import { loadInventory } from '../../library/load-inventory.ts';
import { createRemoteHosts } from '../../ssh/remote-hosts.ts';
import { createHostProbe } from '../../steps/probe-host.ts';
import { resolveAliases, withKeyPaths } from '../load-plan.ts';
import { systemClock } from '../system-clock.ts';
import type { KnownHostsFiles } from './known-hosts-files.ts';

export interface HostTestDeps {
  readonly credentials: Credentials;
  readonly knownHosts: KnownHostsFiles;
  /** Milliseconds; 20 s by default. */
  readonly limitMs?: number;
}

/** A host that says nothing for so long is named unreachable. The time in which a person is asked does not count. */
const usualLimitMs = 20_000;

/**
 * Connects to one host of an inventory as preflight does, and ends the connection. Whatever the host does is in the
 * answer; throws DrillError `library.invalid`, `plan.unknown-host`, `plan.host-incomplete`, `file.not-readable`.
 */
export async function testHost(deps: HostTestDeps, file: string, id: HostId): Promise<HostProbe> {
  const { host, lookup, practice } = await hostOf(file, id);
  const limit = startLimit(host.name, deps.limitMs ?? usualLimitMs);
  const agentSocket = process.env['SSH_AUTH_SOCK'];
  const remote = createRemoteHosts({
    knownHostsFiles: deps.knownHosts.files(practice),
    // A person compares the key and trusts it by a call of its own.
    acceptNewHostKeys: false,
    credentials: {
      ...deps.credentials,
      password: (to, prompt) => limit.without(() => deps.credentials.password(to, prompt)),
      passphrase: (path) => limit.without(() => deps.credentials.passphrase(path)),
    },
    lookup,
    clock: systemClock,
    homeFolder: homedir(),
    ...(agentSocket === undefined ? {} : { agentSocket }),
  });
  const recordings = { open: () => Promise.reject(new Error('a probe keeps no recording')) };
  const outside = { remote, recordings, clock: systemClock, secrets: [], secretOf: () => undefined };
  const probe = createHostProbe(outside);
  try {
    return await probe(host, true, limit.signal);
  } finally {
    limit.end();
    await remote.dispose();
  }
}

/** The host as a plan would hold it, and the hosts that lead to it. */
async function hostOf(
  file: string,
  id: HostId,
): Promise<{ readonly host: PlanHost; readonly lookup: (id: HostId) => PlanHost; readonly practice: boolean }> {
  const { document, problems } = await loadInventory(file);
  if (document === undefined) {
    const first = problems.find(({ severity }) => severity === 'error');
    throw new DrillError('library.invalid', `${file}:${first?.line ?? 1}: ${first?.message ?? 'it cannot be used'}`);
  }
  if (document.hosts[id] === undefined) {
    throw new DrillError('plan.unknown-host', `The inventory ${document.id} has no host ${id}.`);
  }
  const found = createProblemList();
  const inventory = withKeyPaths(document, dirname(resolve(file)));
  const book = createHostBook({ inventory, aliases: await resolveAliases(document), problems: found });
  const host = book.use(id);
  const [first] = found.all;
  if (first !== undefined) throw new DrillError(first.code, first.message);
  const used = book.used();
  const lookup = (one: HostId): PlanHost => {
    const known = used[one];
    if (known === undefined) throw new DrillError('plan.unknown-host', `The inventory has no host ${one}.`);
    return known;
  };
  return { host, lookup, practice: document.practice ?? false };
}

/** Aborts after `limitMs`, counted from the last answer of a person. */
function startLimit(name: string, limitMs: number) {
  const controller = new AbortController();
  const start = (): NodeJS.Timeout =>
    setTimeout(() => {
      controller.abort(new DrillError('ssh.timeout', `${name} did not answer for ${limitMs / 1000} s`));
    }, limitMs);
  let timer = start();
  return {
    signal: controller.signal,
    without: async <Result>(ask: () => Promise<Result>): Promise<Result> => {
      clearTimeout(timer);
      try {
        return await ask();
      } finally {
        timer = start();
      }
    },
    end: () => {
      clearTimeout(timer);
    },
  };
}
