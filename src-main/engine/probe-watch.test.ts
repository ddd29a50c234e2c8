import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan, portCheck, sha256 } from '../../test/builders/plan-builder.ts';
import { evolveFact, initialState } from '../../src-shared/run/evolve.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import type { ProbeFactData } from '../../src-shared/run/probes-facts.ts';
import { holeAfterMs } from '../../src-shared/run/probes.ts';
import type { ProbeRunState, ProbeSpan } from '../../src-shared/run/probes-state.ts';
import { probeOutages } from '../../src-shared/run/probes-outage.ts';
import { sealRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import { ProbeWatch, type Take } from './probe-watch.ts';

const check = portCheck.kind === 'check' ? portCheck.check : undefined;
if (check === undefined) throw new Error('the port check is no check');
const probes: readonly PlanProbe[] = ['sip', 'dns', 'web'].map((id) => ({ id, title: id, everyMs: 2000, check }));
const [sip] = probes;
if (sip === undefined) throw new Error('no probe');
const begin = Date.parse('2026-11-21T02:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

type ProbeFact = Extract<Fact, { readonly type: keyof ProbeFactData }>;
/** What happens between two takes: how long until the next is asked, and whether the minute's count came first. */
interface Beat {
  readonly afterMs: number;
  readonly tookMs: number;
  readonly result: Take['result'];
  readonly counted: boolean;
  readonly newSession: boolean;
}

const beat: fc.Arbitrary<Beat> = fc.record({
  afterMs: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 4000 }) }, fc.constant(holeAfterMs(2000) + 1)),
  tookMs: fc.integer({ min: 0, max: 5000 }),
  result: fc.constantFrom<Take['result']>('true', 'true', 'true', 'false', 'not-taken'),
  counted: fc.boolean(),
  newSession: fc.integer({ min: 0, max: 12 }).map((at) => at === 0),
});

/** The facts of a sequence of takes; `all`: each take is told by itself, as if everything were news. */
function factsOf(beats: readonly Beat[], all: boolean): readonly ProbeFact[] {
  let watch = new ProbeWatch(sip as PlanProbe);
  let at = begin;
  return beats.flatMap(({ afterMs, tookMs, result, counted, newSession }): ProbeFact[] => {
    const facts: ProbeFact[] = [];
    if (newSession) {
      // An orderly end tells what was seen; a crash would lose at most a minute of it.
      facts.push({ type: 'probes-counted', data: { probes: watch.count() } }, { type: 'probes-stopped', data: {} });
      watch = new ProbeWatch(sip as PlanProbe);
    } else if (counted) facts.push({ type: 'probes-counted', data: { probes: watch.count() } });
    const asked = at + afterMs;
    at = asked + tookMs;
    const data = watch.took({ result, detail: result, askedAt: iso(asked), answeredAt: iso(at) }, all);
    if (data !== undefined) facts.push({ type: 'probe-sampled', data });
    return facts;
  });
}

const fold = (facts: readonly ProbeFact[]): RunState =>
  facts.reduce<RunState>(evolveFact, initialState(plan([], { probes }), sha256('plan')));

const shape = (run: ProbeRunState | undefined): readonly unknown[] => [run?.takes, run?.last, run?.spans];

test('RUN-61: what is told only when it is news gives the same spans as if every take were told', () => {
  fc.assert(
    fc.property(fc.array(beat, { minLength: 1, maxLength: 60 }), (beats) => {
      const told = fold([...factsOf(beats, false), ...lastCount(beats)]);
      expect(shape(told.probes['sip'])).toEqual(shape(fold(factsOf(beats, true)).probes['sip']));
    }),
    { numRuns: 400 },
  );
});

/** What the orderly end of the last session adds: the takes that were not told yet. */
function lastCount(beats: readonly Beat[]): readonly ProbeFact[] {
  const once = factsOf([...beats, { afterMs: 1, tookMs: 0, result: 'true', counted: false, newSession: true }], false);
  const stop = once.findLastIndex(({ type }) => type === 'probes-stopped');
  return once.slice(stop - 1, stop);
}

test('RUN-62, RUN-63: spans follow one another without a break, none repeats the one before, and gaps are what is down', () => {
  fc.assert(
    fc.property(fc.array(beat, { minLength: 1, maxLength: 60 }), (beats) => {
      const state = fold(factsOf(beats, false));
      const spans: readonly ProbeSpan[] = state.probes['sip']?.spans ?? [];
      const [outage] = probeOutages(state);
      const whole = Date.parse(spans.at(-1)?.to ?? '') - Date.parse(spans[0]?.from ?? '');
      const before = spans.slice(0, -1).map(({ is, to }) => ({ is, to }));
      expect(spans.slice(1).map(({ from }) => from)).toEqual(before.map(({ to }) => to));
      expect(spans.slice(1).filter(({ is }, at) => is === before[at]?.is)).toEqual([]);
      expect(spans.every(({ from, to }) => from <= to)).toBe(true);
      expect((outage?.measuredMs ?? 0) + (outage?.notMeasuredMs ?? 0)).toBe(whole);
      expect(outage?.gaps.map(({ from }) => from)).toEqual(
        spans.filter(({ is }) => is === 'down').map(({ from }) => from),
      );
      expect(outage?.totalMs).toBe(outage?.gaps.reduce((sum, { ms }) => sum + ms, 0));
    }),
    { numRuns: 400 },
  );
});

test('RUN-61: eight hours of three probes every two seconds, with an outage, stay below 300 kB of journal', () => {
  const watches = probes.map((probe) => new ProbeWatch(probe));
  const facts: Fact[] = [];
  const eight = 8 * 3600_000;
  for (let at = 0; at < eight; at += 2000) {
    const result = at > eight / 2 && at < eight / 2 + 42_000 ? 'false' : 'true';
    for (const watch of watches) {
      const data = watch.took(
        { result, detail: '1 ports are open', askedAt: iso(begin + at), answeredAt: iso(begin + at + 3) },
        false,
      );
      if (data !== undefined) facts.push({ type: 'probe-sampled', data });
    }
    if (at % 60_000 === 0)
      facts.push({ type: 'probes-counted', data: { probes: watches.flatMap((one) => one.count()) } });
  }
  const bytes = facts.reduce((sum, fact, at) => {
    const place = { seq: at + 1, at: iso(begin), mono: 0, prev: sha256('') };
    return sum + sealRecord(fact, place, sha256).line.length + 1;
  }, 0);
  process.stderr.write(`8 h of 3 probes every 2 s: ${facts.length} records, ${Math.round(bytes / 1024)} KiB\n`);
  expect(bytes).toBeLessThan(300_000);
});
