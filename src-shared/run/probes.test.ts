import { expect, test } from 'vitest';
import { manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import type { PlanProbe } from '../plan/plan.ts';
import { asId } from '../base/ids.ts';
import type { ProbeResult } from './probes-facts.ts';
import { isMeasured } from './probes.ts';
import { probeComparisons } from './probes-compare.ts';
import { probeOutages } from './probes-outage.ts';

const check = portCheck.kind === 'check' ? portCheck.check : undefined;
if (check === undefined) throw new Error('the port check is no check');
const probe = (id: string): PlanProbe => ({ id, title: id, everyMs: 2000, check });
const start = Date.parse('2026-11-21T02:00:00.000Z');
const iso = (second: number): string => new Date(start + second * 1000).toISOString();
const times = (second: number) => ({ askedAt: iso(second), answeredAt: iso(second + 0.1) });

/** A take at a second after the start; `since`: that of the take right before it, in the same session. */
function take(driver: RunDriver, id: string, result: ProbeResult, second: number, since?: number): void {
  const before = since === undefined ? {} : { since: { takes: 1, ...times(since) } };
  const data = { probe: id, result, detail: result, ...times(second), ...before };
  driver.command({ type: 'observe', fact: { type: 'probe-sampled', data } });
}

function driver(...probes: readonly string[]): RunDriver {
  const steps = [step('p/look', portCheck), step('p/stop', run('x', 'a')), step('q/press', manual)];
  return new RunDriver(plan(steps, { probes: probes.map(probe) }));
}

test('RUN-64: what changes something waits until each probe was taken once; what only looks does not', () => {
  const one = driver('sip', 'dns').start();
  const states = [one.states()];
  take(one, 'sip', 'true', 1);
  states.push(one.states());
  take(one, 'dns', 'not-taken', 1);
  states.push(one.states());
  expect(states.map((is) => [is['p/look'], is['p/stop']])).toEqual([
    ['running', 'waiting'],
    ['running', 'waiting'],
    ['running', 'running'],
  ]);
});

test('RUN-60: probes look from the start to the end, also while the run is paused or rolls back', () => {
  const one = driver('sip');
  const measured = [isMeasured(one.state)];
  one.start();
  take(one, 'sip', 'true', 1);
  measured.push(isMeasured(one.state));
  one.command({ type: 'pause', by: operator, reason: 'lunch' });
  measured.push(isMeasured(one.state));
  one.ended('p/stop', 'a', 'failed');
  one.command({ type: 'roll-back', by: operator, reason: 'it failed' });
  measured.push(one.state.name === 'rolling-back' && isMeasured(one.state));
  one.ended('p/look', 'app', 'passed', { end: { kind: 'observed', samples: 1 } });
  expect([measured, one.state.name, isMeasured(one.state)]).toEqual([[false, true, true, true], 'rolled-back', false]);
});

test('RUN-62: between two sessions, and wherever two takes are too far apart, nothing was measured', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', 0);
  take(one, 'sip', 'true', 60, 40);
  one.command({ type: 'open-session', session: { version: '1', host: 'desk', pid: 1, tornBytes: 0 } });
  const [between] = probeOutages(one.state, start + 90_000);
  take(one, 'sip', 'false', 100);
  const [outage] = probeOutages(one.state);
  expect([between?.is, outage?.spans.map(({ is, from, to }) => [is, from.slice(14, 21), to.slice(14, 21)])]).toEqual([
    'not-measured',
    [
      ['up', '00:00.0', '00:40.1'],
      ['not-measured', '00:40.1', '01:00.0'],
      ['up', '01:00.0', '01:00.1'],
      ['not-measured', '01:00.1', '01:40.0'],
      ['down', '01:40.0', '01:40.1'],
    ],
  ]);
  expect(outage?.gaps.map(({ startSeen, endSeen, open }) => [startSeen, endSeen, open])).toEqual([
    [false, false, true],
  ]);
});

test('RUN-63: an outage goes from asking to answer; its uncertainty is the interval, or more where takes were slow', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', 0);
  take(one, 'sip', 'false', 10, 8);
  take(one, 'sip', 'true', 31, 26);
  const [outage] = probeOutages(one.state);
  expect(outage?.gaps).toEqual([
    {
      from: iso(10),
      to: iso(31.1),
      ms: 21_100,
      open: false,
      startSeen: true,
      endSeen: true,
      uncertainMs: 5100,
      detail: 'false',
    },
  ]);
});

test('RUN-63: an outage that goes on grows with the clock while somebody looks; a minute of silence later nobody does', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', 0);
  take(one, 'sip', 'false', 10, 8);
  const at = (second: number): unknown => {
    const [outage] = probeOutages(one.state, start + second * 1000);
    return [outage?.is, outage?.longestMs, outage?.notMeasuredMs];
  };
  expect([at(52), at(300)]).toEqual([
    ['down', 42_000, 0],
    ['not-measured', 100, 289_900],
  ]);
});

test('RUN-61: a clock that was set back makes no span end before it began', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', 100);
  take(one, 'sip', 'false', 40, 102);
  take(one, 'sip', 'true', 44, 42);
  const [outage] = probeOutages(one.state);
  expect(outage?.spans.every(({ from, to }) => from <= to)).toBe(true);
});

test('RUN-64: how a probe stood before the first change, and at the end', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', 0);
  one.ended('p/look', 'app', 'passed', { end: { kind: 'observed', samples: 1 } });
  one.ended('p/stop', 'a', 'passed');
  take(one, 'sip', 'false', 3600, 3598);
  const more = { by: operator, answers: {}, evidence: [], scripted: false };
  one.command({ type: 'confirm', step: asId('q/press'), ...more });
  expect([one.state.name, probeComparisons(one.state)]).toEqual([
    'completed',
    [
      {
        id: 'sip',
        title: 'sip',
        before: { is: 'up', detail: 'true' },
        after: { is: 'down', detail: 'false' },
      },
    ],
  ]);
});

test('RUN-64: of a run that was rolled back, how a probe stood when that began, and when it had ended', () => {
  const one = driver('sip').start();
  take(one, 'sip', 'true', -4);
  one.ended('p/look', 'app', 'passed', { end: { kind: 'observed', samples: 1 } });
  one.ended('p/stop', 'a', 'passed');
  const changedAt = one.state.steps.get(asId('p/stop'))?.startedAt ?? '';
  take(one, 'sip', 'false', (Date.parse(changedAt) + 1 - start) / 1000, -2);
  one.command({ type: 'roll-back', by: operator, reason: 'wrong evening' });
  take(one, 'sip', 'true', 2, 0);
  const [compared] = probeComparisons(one.state);
  expect([one.state.name, compared?.before?.is, compared?.after?.is, compared?.rolledBack?.is]).toEqual([
    'rolled-back',
    'up',
    'down',
    'up',
  ]);
});
