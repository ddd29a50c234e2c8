import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp, type App } from '../../../src-main/app/app.ts';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import type { RoleId } from '../../../src-shared/base/ids.ts';
import { probeComparisons } from '../../../src-shared/run/probes-compare.ts';
import { currentOutages, probeOutages, type ProbeOutage } from '../../../src-shared/run/probes-outage.ts';
import { startMeter, startService, type Outage, type SwitchedService } from './probe-meter.ts';
import { begin, operator, quiet, stepId, until } from './site.ts';

let folder: string;
let service: SwitchedService;
let app: App;
let run: OpenRun | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-probes-'));
  process.env['DRILLBOOK_DATA'] = join(folder, 'data');
  service = await startService();
  app = createApp({
    credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
    acceptNewHostKeys: false,
    secret: () => Promise.resolve(undefined),
    knownHostsFiles: [],
  });
});

afterEach(async () => {
  await run?.close();
  run = undefined;
  await service.down();
  rmSync(folder, { recursive: true, force: true });
});

/** A run that waits for its person, with one probe of the service's port (and one that can never look). */
async function start(): Promise<OpenRun> {
  const inventory = join(folder, 'inventory.yaml');
  writeFileSync(
    inventory,
    'drillbook: 1\nkind: inventory\nid: bench\npractice: true\nhosts: { box: { name: Box, address: 127.0.0.1, login: none } }\nbindings: { probed: { box: box } }\n',
  );
  const runbook = join(folder, 'runbook.yaml');
  writeFileSync(
    runbook,
    `drillbook: 1
id: probed
title: Probed
version: "1"
parameters: { pace: { type: duration, title: Pace, default: 200ms } }
targets: { box: { title: Box, hosts: 1 } }
probes:
  - { id: port, title: The service answers, check: { tcp: { to: 127.0.0.1, ports: ${service.port} } }, every: "{{ params.pace }}" }
  - { id: web, title: Its page is there, check: { http: { url: "http://127.0.0.1:${service.port}/", contains: ok } }, every: 200ms }
  - { id: blind, check: { tcp: { to: no-such-name.invalid, ports: 80 } }, every: 1s }
phases:
  - { id: change, title: Change, steps: [ { id: press, title: Press, manual: Press it. } ] }
`,
  );
  const request = { runbook, inventory, set: {}, secrets: new Set<string>() };
  const planned = await app.plan(request);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems, undefined, 1));
  const people = { operator } as Record<RoleId, typeof operator>;
  run = await app.createRun(
    { ...request, mode: 'rehearsal', about: { zone: 'UTC' }, people, allowDestructive: [] },
    planned,
  );
  await run.command({ type: 'start-preflight' });
  await quiet(run);
  return begin(run);
}

function outageOf(open: OpenRun, probe: string): ProbeOutage {
  const found = probeOutages(open.state).find(({ id }) => id === probe);
  if (found === undefined) throw new Error('no probe');
  return found;
}

const port = (open: OpenRun): ProbeOutage => outageOf(open, 'port');

async function confirm(open: OpenRun): Promise<void> {
  const more = { by: operator, answers: {}, evidence: [], scripted: false };
  await open.confirm({ type: 'confirm', step: stepId('change/press'), ...more });
  await quiet(open);
}

const passes = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Start and end of each outage as the two meters saw them, further apart than they may be. */
function apart(gaps: ProbeOutage['gaps'], meter: readonly Outage[]): readonly number[] {
  return gaps
    .flatMap(({ from, to }, at) => {
      const { fromMs, toMs } = meter[at] ?? { fromMs: 0, toMs: 0 };
      return [Math.abs(Date.parse(from) - fromMs), Math.abs(Date.parse(to) - toMs)];
    })
    .filter((ms) => ms > 500);
}

test('RUN-60, RUN-63: outages agree with an independent meter within half a second, also while the run is paused', async () => {
  const open = await start();
  const meter = startMeter(service.port);
  const goes = (is: ProbeOutage['is']): Promise<void> =>
    until(open, () => ['port', 'web'].every((id) => outageOf(open, id).is === is));
  await service.down();
  await goes('down');
  expect(currentOutages(open.state, Date.now()).map(({ id }) => id)).toEqual(['port', 'web']);
  // The length of an outage is what is measured here: it has to pass.
  await passes(700);
  await service.up();
  await goes('up');
  await open.command({ type: 'pause', by: operator, reason: 'lunch' });
  await service.down();
  await goes('down');
  await passes(300);
  await service.up();
  await goes('up');
  await open.command({ type: 'continue', by: operator });
  await confirm(open);
  const seen = await meter.stop();
  const { gaps, longestMs, totalMs, is } = port(open);
  expect([gaps.length, seen.length, apart(gaps, seen)]).toEqual([2, 2, []]);
  const web = outageOf(open, 'web');
  expect([web.gaps.length, apart(web.gaps, seen)]).toEqual([2, []]);
  expect(gaps.map(({ startSeen, endSeen, open: goesOn }) => [startSeen, endSeen, goesOn])).toEqual([
    [true, true, false],
    [true, true, false],
  ]);
  expect([is, totalMs > longestMs]).toEqual(['up', true]);
  expect(open.records.slice(-2).map(({ type }) => type)).toEqual(['probe-sampled', 'probes-stopped']);
});

test('RUN-62: what cannot be looked at is not measured, and no outage', async () => {
  const open = await start();
  await confirm(open);
  const blind = probeOutages(open.state).find(({ id }) => id === 'blind');
  expect([open.state.name, blind?.is, blind?.gaps, blind?.measuredMs]).toEqual(['completed', 'not-measured', [], 0]);
});

test('RUN-60, RUN-62: probes go on after a resume; the time in between was not measured', async () => {
  const first = await start();
  await first.close();
  const closedAt = Date.now();
  await passes(600);
  run = await app.openRun(first.folder);
  const open = run;
  const looksAgain = (): boolean =>
    (port(open).spans.at(-1)?.is ?? '') === 'up' && open.state.probes['port']?.live === true;
  await until(open, looksAgain);
  await confirm(open);
  const { spans, notMeasuredMs, gaps } = port(open);
  expect([spans.map(({ is }) => is), gaps]).toEqual([['up', 'not-measured', 'up'], []]);
  expect(notMeasuredMs).toBeGreaterThanOrEqual(600);
  expect(Math.abs(Date.parse(spans[1]?.from ?? '') - closedAt)).toBeLessThan(500);
});

test('RUN-64: how each probe stood before the change, and at the end', async () => {
  const open = await start();
  await service.down();
  await until(open, () => port(open).is === 'down');
  await confirm(open);
  const seen = probeComparisons(open.state).map(({ id, before, after }) => [id, before?.is, after?.is]);
  expect(seen).toEqual([
    ['port', 'up', 'down'],
    ['web', 'up', 'down'],
    ['blind', 'not-measured', 'not-measured'],
  ]);
});
