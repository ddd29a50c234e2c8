import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../../src-main/app/app.ts';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { asId, type HostId, type RoleId, type StepId, type SubjectId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { startSshd, type Sshd } from '../ssh/sshd.ts';
import { startGate, type Gate } from './gate.ts';

export const operator: Person = { name: 'Olga Operator', organisation: 'Vendor' };

/** Two real sshd, each behind a gate, with an inventory that names them `a` and `b`. */
export interface Site {
  readonly app: App;
  readonly gates: Readonly<Record<'a' | 'b', Gate>>;
  readonly folder: string;
  /** Plans, approves and starts a runbook whose `phases` are given; resolves when the run is quiet. */
  start(phases: string, more?: string): Promise<OpenRun>;
  /** Plans and freezes it, and takes its preflight. */
  prepare(phases: string, more?: string): Promise<OpenRun>;
  /** Shows another host key from now on. */
  changeKey(host: 'a' | 'b'): void;
  dispose(): Promise<void>;
}

/** `secret` is the value of every secret parameter. */
export async function createSite(secret = 'hunter2-hunter2'): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-site-'));
  // The login of the hosts writes its marks here.
  chmodSync(folder, 0o777);
  process.env['DRILLBOOK_DATA'] = join(folder, 'data');
  const sshd = await startSshd();
  const gates = { a: await startGate(sshd.address, sshd.port), b: await startGate(sshd.address, sshd.port) };
  const knownHosts = join(folder, 'known_hosts');
  const keyLines = (key: string): string =>
    Object.values(gates)
      .map(({ port }) => `[${sshd.address}]:${port} ${key}\n`)
      .join('');
  writeFileSync(knownHosts, keyLines(sshd.hostKeyLine));
  const app = createApp({
    credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
    acceptNewHostKeys: false,
    secret: () => Promise.resolve(secret),
    knownHostsFiles: [knownHosts],
  });
  const inventory = writeInventory(folder, sshd, gates);
  const prepare = async (phases: string, more = ''): Promise<OpenRun> => {
    const runbook = join(folder, 'runbook.yaml');
    writeFileSync(runbook, runbookText(phases, more));
    const request = { runbook, inventory, set: {}, secrets: new Set(more.includes('token') ? ['token'] : []) };
    const planned = await app.plan(request);
    if (!planned.ok) throw new Error(JSON.stringify(planned.problems, undefined, 1));
    const people = { operator } as Record<RoleId, Person>;
    const about = { zone: 'UTC' };
    const run = await app.createRun({ ...request, mode: 'rehearsal', about, people, allowDestructive: [] }, planned);
    await run.command({ type: 'start-preflight' });
    await quiet(run);
    return run;
  };
  return {
    app,
    gates,
    folder,
    prepare,
    start: async (phases, more) => begin(await prepare(phases, more)),
    changeKey: (host) => {
      const other = readFileSync(`${sshd.keyFile}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
      const lines = readFileSync(knownHosts, 'utf8').split('\n');
      const changed = lines.map((line) =>
        line.includes(`:${gates[host].port} `) ? `${line.split(' ')[0] ?? ''} ${other}` : line,
      );
      writeFileSync(knownHosts, changed.join('\n'));
    },
    dispose: async () => {
      await Promise.all([gates.a.shut(), gates.b.shut()]);
      await sshd.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeInventory(folder: string, sshd: Sshd, gates: Site['gates']): string {
  const path = join(folder, 'inventory.yaml');
  const host = (id: 'a' | 'b'): string =>
    `  ${id}: { name: Host ${id}, address: ${sshd.address}, port: ${gates[id].port}, user: ${sshd.user}, auth: { key: ${sshd.keyFile} }, ports: { 22: ${gates[id].port} } }\n`;
  const bindings = 'bindings: { test: { one: a, two: [a, b], other: b } }\n';
  writeFileSync(
    path,
    `drillbook: 1\nkind: inventory\nid: site\npractice: true\nhosts:\n${host('a')}${host('b')}${bindings}`,
  );
  return path;
}

function runbookText(phases: string, more: string): string {
  const targets =
    'targets: { one: { title: One, hosts: 1, mayBeDark: true }, two: { title: Two, hosts: 1..9, mayBeDark: true }, other: { title: Other, hosts: 1 } }';
  return `drillbook: 1\nid: test\ntitle: Test\nversion: "1"\n${targets}\n${more}\nphases:\n${phases}`;
}

/** Approves and starts; resolves when the run is quiet. */
export async function begin(run: OpenRun): Promise<OpenRun> {
  await run.sign({
    subject: asId<SubjectId>('approval/sign/approver'),
    role: asId<RoleId>('operator'),
    person: operator,
    means: 'flag',
    scripted: false,
    evidence: [],
  });
  const started = await run.command({ type: 'start', by: operator });
  if (!started.ok) throw new Error(started.refusal);
  await quiet(run);
  return run;
}

export async function quiet(run: OpenRun): Promise<void> {
  await run.quiet(new AbortController().signal);
}

/** Resolves when the state says so; a test's own time limit ends it otherwise. */
export async function until(run: OpenRun, holds: (run: OpenRun) => boolean): Promise<void> {
  if (holds(run)) return;
  await new Promise<void>((resolve) => {
    const subscription = run.onRecords(() => {
      if (!holds(run)) return;
      void subscription.dispose();
      resolve();
    });
  });
}

/** State and reason of a step, and what became of each host with its number of attempts. */
export function seen(run: OpenRun, id: string): unknown {
  const step = run.state.steps.get(asId<StepId>(id));
  return [step?.state, step?.hosts.map((one) => `${one.host} ${one.state} ${one.attempts.length}`)];
}

export const host = (id: string): HostId => asId<HostId>(id);
export const stepId = (id: string): StepId => asId<StepId>(id);
