import { spawn } from 'node:child_process';
import type { RemoteHosts } from '../../../src-main/engine/ports.ts';
import { systemClock } from '../../../src-main/app/system-clock.ts';
import type { ScriptOutside } from '../../../src-main/steps/script-attempt.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';

/** This machine as a host of the plan; `ports` are those of its inventory. */
export function localHost(ports: Readonly<Record<string, number>> = {}): PlanHost {
  return {
    id: asId<HostId>('here'),
    name: 'Here',
    address: '127.0.0.1',
    port: 22,
    user: 'dr',
    login: true,
    auth: { kind: 'agent' },
    platform: 'linux',
    sudo: 'none',
    ports,
    vars: {},
  };
}

/** Scripts run in a local shell, with the real programs of this machine; `path` takes them away. */
export function worldOutside(secrets: Readonly<Record<string, string>> = {}, path?: string): ScriptOutside {
  const run: RemoteHosts['run'] = async ({ script, env, onOutput }) => {
    const before = systemClock.mono();
    const PATH = path ?? `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
    const shell = spawn('/bin/sh', ['-s'], { env: { ...env, PATH }, stdio: ['pipe', 'pipe', 'pipe'] });
    shell.stdout.on('data', (bytes: Buffer) => void onOutput('stdout', bytes));
    shell.stderr.on('data', (bytes: Buffer) => void onOutput('stderr', bytes));
    shell.stdin.end(`{ ${script}\n}; exit\n`);
    const code = await new Promise<number>((resolve) =>
      shell.once('close', (status) => {
        resolve(status ?? -1);
      }),
    );
    return { end: { kind: 'exit', code }, marked: true, leftRunning: false, durationMs: systemClock.mono() - before };
  };
  const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
  return {
    remote: { connect: unused, run, openShell: unused, openFiles: unused, dispose: () => Promise.resolve() },
    recordings: { open: unused },
    clock: systemClock,
    secrets: Object.values(secrets),
    secretOf: (id) => secrets[id],
  };
}
