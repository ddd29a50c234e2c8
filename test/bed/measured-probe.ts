import { ProbeRunner } from '../../src-main/engine/probe-runner.ts';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { takeWorldCheck } from '../../src-main/steps/take-check.ts';
import type { PlanCheck } from '../../src-shared/plan/plan.ts';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import { probeOutages, type ProbeOutage } from '../../src-shared/run/probes-outage.ts';
import { manual, plan, step } from '../builders/plan-builder.ts';
import { RunDriver } from '../builders/run-driver.ts';
import { localHost, worldOutside } from '../integration/steps/world-outside.ts';
import type { Gap } from './answer-watch.ts';

/** A run that only waits, with one probe that looks by real sockets. */
export interface MeasuredProbe {
  seen(): ProbeOutage;
  /** Looks that were begun, and those that are under way. */
  readonly looks: { begun: number; under: number; most: number };
  stop(): Promise<void>;
}

export function measureProbe(check: WorldCheck, everyMs: number): MeasuredProbe {
  const probe = { id: 'service', title: 'The service answers', everyMs, check: check satisfies PlanCheck };
  const driver = new RunDriver(plan([step('p/press', manual)], { probes: [probe] })).start();
  const outside = worldOutside();
  const looks = { begun: 0, under: 0, most: 0 };
  const runner = new ProbeRunner({
    state: () => driver.state,
    observe: (fact) => {
      driver.command({ type: 'observe', fact });
      return Promise.resolve();
    },
    clock: systemClock,
    take: async (_probe, signal) => {
      looks.begun += 1;
      looks.under += 1;
      looks.most = Math.max(looks.most, looks.under);
      const taken = await takeWorldCheck(outside, check, () => localHost(), signal);
      looks.under -= 1;
      return taken;
    },
  });
  runner.follow();
  return {
    looks,
    seen: () => {
      const [seen] = probeOutages(driver.state, Date.now());
      if (seen === undefined) throw new Error('no probe');
      return seen;
    },
    stop: () => runner.stop(),
  };
}

/** Starts and ends of the outages that two meters saw, further apart than half a second, or their numbers where they differ. */
export function apart(probe: ProbeOutage, watched: readonly Gap[]): readonly unknown[] {
  const mine = probe.gaps.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));
  if (mine.length !== watched.length) return [mine, watched];
  return mine.flatMap(({ fromMs, toMs }, at) => {
    const { fromMs: from = 0, toMs: to = 0 } = watched[at] ?? {};
    const off = [fromMs - from, toMs - to];
    return off.some((ms) => Math.abs(ms) > 500) ? [off] : [];
  });
}
