import { probeOutages, type ProbeOutage } from '../../src-shared/run/probes-outage.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { FactLine } from './fact-line.ts';
import { clockText, oneLine, toned } from './terminal-text.ts';

/** What a take of a probe says to people who watch, where it changed anything. `state` is the one after the fact. */
export function probeLine(fact: Fact, state: RunState): FactLine | undefined {
  if (fact.type !== 'probe-sampled') return undefined;
  const { probe: id, askedAt, answeredAt, detail } = fact.data;
  const probe = probeOutages(state).find((one) => one.id === id);
  // A take that only confirms what was (the last one of a run) begins nothing.
  if (probe === undefined || (probe.since !== askedAt && probe.since !== answeredAt)) return undefined;
  const about = oneLine(`${id} (${probe.title})`);
  if (probe.is === 'down') return { word: 'OUT', tone: 'bad', text: oneLine(`${about}: ${detail}`) };
  if (probe.is === 'not-measured') return { word: 'not measured', tone: 'doubt', text: oneLine(`${about}: ${detail}`) };
  const gap = probe.gaps.at(-1);
  const back = gap !== undefined && gap.to === probe.since;
  return back
    ? { word: 'back', tone: 'good', text: `${about}: was out for ${clockText(gap.ms)}` }
    : { word: 'answers', tone: 'good', text: about };
}

const tones = { up: 'good', down: 'bad', 'not-measured': 'doubt', 'not-started': 'calm' } as const;

/** What a probe has seen so far, in one line: `up             probe sip  2 outages, longest 2:06, together 2:14`. */
export function probeSummary({ id, is, gaps, longestMs, totalMs, measuredMs, notMeasuredMs }: ProbeOutage): string {
  const outages =
    gaps.length === 0
      ? measuredMs === 0
        ? 'nothing could be measured'
        : `no outage in ${clockText(measuredMs)} measured`
      : `${gaps.length} ${gaps.length === 1 ? 'outage' : 'outages'}, longest ${clockText(longestMs)}, together ${clockText(totalMs)}`;
  const blind = notMeasuredMs >= 1000 ? `, ${clockText(notMeasuredMs)} not measured` : '';
  return `${toned(tones[is], is.padEnd(14))} probe ${id}  ${outages}${blind}`;
}
