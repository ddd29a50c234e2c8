/** Runs one step on every host of an inventory and prints, as JSON, how late this process' event loop was meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp } from '../../src-main/app/app.ts';
import type { OpenRun } from '../../src-main/app/open-run.ts';
import { asId, type RoleId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { Person } from '../../src-shared/run/facts.ts';

const [runbook = '', inventory = ''] = process.argv.slice(2);
/** Milliseconds between two looks; a look that is on time counts as this. */
const resolution = 1;
const operator: Person = { name: 'Bench' };
const forever = new AbortController().signal;

const app = createApp({
  credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
  acceptNewHostKeys: true,
  secret: () => Promise.resolve(undefined),
});
const request = { runbook, inventory, set: {}, secrets: new Set<string>() };
const planned = await app.plan(request);
if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
const people = { operator } as Record<RoleId, Person>;
const run = await app.createRun(
  { ...request, mode: 'rehearsal', about: { zone: 'UTC' }, people, allowDestructive: [] },
  planned,
);
await run.command({ type: 'start-preflight' });
await run.quiet(forever);
await run.sign({
  subject: asId<SubjectId>('approval/sign/approver'),
  role: asId<RoleId>('operator'),
  person: operator,
  means: 'flag',
  scripted: false,
  evidence: [],
});
const delay = monitorEventLoopDelay({ resolution });
const started = performance.now();
const before = process.threadCpuUsage();
delay.enable();
// As windows that show every host at once.
const hosts = planned.plan.targets['hosts']?.hosts ?? [];
const shown = Promise.all(hosts.map((host) => look(run, `work.s1.1.${host}`)));
await run.command({ type: 'start', by: operator });
await run.quiet(forever);
delay.disable();
const seconds = (performance.now() - started) / 1000;
const cpu = process.threadCpuUsage(before);
await shown;
const steps = [...run.state.steps.values()];
const bytes = steps
  .flatMap(({ hosts }) => hosts.flatMap(({ attempts }) => attempts.map(({ ended }) => ended?.recording?.bytes ?? 0)))
  .reduce((sum, one) => sum + one, 0);
const inMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);
console.log(
  JSON.stringify({
    outcome: run.state.outcome,
    p50: inMs(delay.percentile(50)),
    p99: inMs(delay.percentile(99)),
    max: inMs(delay.max),
    seconds,
    bytes,
    /** Of this thread alone: what it works is not free for anything else. */
    cores: (cpu.user + cpu.system) / 1e6 / seconds,
  }),
);
await run.close();

/** As a window does: takes what is live, chunk by chunk. */
async function look(open: OpenRun, name: string): Promise<number> {
  let characters = 0;
  for await (const chunk of open.output.read(name, 0, forever))
    if (chunk.kind === 'text') characters += chunk.text.length;
  return characters;
}
