import { expect, test } from 'vitest';
import { plan, portCheck, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { systemClock } from '../app/system-clock.ts';
import type { PlanCheck } from '../../src-shared/plan/plan.ts';
import type { CheckTaken } from './ports.ts';
import { ProbeRunner } from './probe-runner.ts';
import { asId, type HostId } from '../../src-shared/base/ids.ts';
import type { Vantage } from '../../src-shared/plan/world-check.ts';

const lookFrom = (from: Vantage): PlanCheck => ({
  kind: 'tcp',
  from: [from],
  to: [{ address: '127.0.0.1' }],
  ports: [22],
  is: 'open',
});

interface Bench {
  readonly driver: RunDriver;
  readonly runner: ProbeRunner;
  /** Looks at the same time, the most that there were: of all probes, and of one. */
  readonly most: { all: number; one: number };
  readonly looks: string[];
  readonly under: readonly string[];
}

/** A run with probes every 100 ms whose looks take `tookMs`, or end when they are given up. */
function bench(count: number, tookMs: number, from: Vantage = 'app'): Bench {
  const check = lookFrom(from);
  const probes = Array.from({ length: count }, (_, at) => ({ id: `p${at}`, title: 'P', everyMs: 100, check }));
  const driver = new RunDriver(plan([step('p/look', portCheck)], { probes }));
  const under: string[] = [];
  const most = { all: 0, one: 0 };
  const looks: string[] = [];
  const runner = new ProbeRunner({
    state: () => driver.state,
    observe: (fact) => {
      driver.command({ type: 'observe', fact });
      return Promise.resolve();
    },
    clock: systemClock,
    take: async ({ id }, signal): Promise<CheckTaken> => {
      under.push(id);
      looks.push(id);
      most.all = Math.max(most.all, under.length);
      most.one = Math.max(most.one, under.filter((one) => one === id).length);
      await systemClock.sleep(tookMs, signal);
      under.splice(under.indexOf(id), 1);
      return { result: 'true', detail: 'open', outputs: {} };
    },
  });
  return { driver, runner, most, looks, under };
}

const facts = ({ driver }: Bench): readonly string[] =>
  driver.facts.map(({ type }) => type).filter((type) => type.startsWith('probe'));

async function settles(holds: () => boolean): Promise<void> {
  while (!holds()) await systemClock.sleep(5, new AbortController().signal);
}

test('RUN-60: a host never looks twice at the same time for a probe, nor for more than eight of them', async () => {
  const one = bench(12, 250, asId<HostId>('a'));
  one.driver.start();
  one.runner.follow();
  await settles(() => one.looks.length >= 40);
  await one.runner.stop();
  expect([one.most, one.runner.busy, one.runner.failure]).toEqual([{ all: 8, one: 1 }, false, undefined]);
});

test('RUN-60, RUN-63: looks that hang: the outage is told after a second, and new ones go on beside them, sixteen at most', async () => {
  const one = bench(1, 3_600_000);
  one.driver.start();
  one.runner.follow();
  await settles(() => one.looks.length >= 16 && one.driver.state.probes['p0'] !== undefined);
  const [span] = one.driver.state.probes['p0']?.spans ?? [];
  await one.runner.stop();
  expect([one.most.one, span?.is, span?.detail, one.under.length]).toEqual([16, 'down', 'no answer within 1.0 s', 0]);
});

test('RUN-61: the first look is told, then nothing that is not news, then the last', async () => {
  const one = bench(1, 0);
  one.driver.start();
  one.runner.follow();
  expect(one.runner.busy).toBe(true);
  // A look that is under way when the run ends would be given up for the last one.
  await settles(() => one.looks.length >= 4 && one.under.length === 0);
  const quiet = [one.runner.busy, facts(one)];
  one.driver.command({ type: 'abort', by: operator, reason: 'enough' });
  one.driver.ended('p/look', 'app', 'passed', { end: { kind: 'observed', samples: 1 } });
  one.runner.follow();
  await one.runner.settled();
  expect([quiet, facts(one), one.driver.state.probes['p0']?.takes]).toEqual([
    [false, ['probe-sampled']],
    ['probe-sampled', 'probe-sampled', 'probes-stopped'],
    one.looks.length,
  ]);
});

test('RUN-60: a look that hangs is given up when the program ends; what was seen before is told', async () => {
  const one = bench(1, 0);
  one.driver.start();
  one.runner.follow();
  await settles(() => one.looks.length >= 3);
  await one.runner.stop();
  const hanging = bench(1, 3_600_000);
  hanging.driver.start();
  hanging.runner.follow();
  await settles(() => hanging.looks.length === 1);
  await hanging.runner.stop();
  expect([facts(one), facts(hanging)]).toEqual([
    ['probe-sampled', 'probes-counted', 'probes-stopped'],
    ['probes-stopped'],
  ]);
});
