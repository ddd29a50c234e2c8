import { probeOutages } from '../../../src-shared/run/probes-outage.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import type { Language } from '../../state/settings-store.ts';
import { clockText } from '../../ui/times.ts';
import type { EventLine } from './event-words.ts';
import { outageTexts } from './outage-texts.ts';

/** What a probe saw, in the log: only where it changed. `state` is any state at or after the record. */
export function outageEvent(record: JournalRecord, state: RunState, language: Language): EventLine | undefined {
  if (record.type !== 'probe-sampled') return undefined;
  const { probe: id, askedAt, answeredAt } = record.data;
  const probe = probeOutages(state).find((one) => one.id === id);
  // A take that only confirms what was (the last one of a run) begins nothing.
  const span = probe?.spans.find(({ from }) => from === askedAt || from === answeredAt);
  if (probe === undefined || span === undefined) return undefined;
  const words = outageTexts[language];
  const line = { seq: record.seq, at: record.at, rest: probe.title, kinds: ['all'] } as const;
  if (span.is === 'down') return { ...line, what: words.event.down, kinds: ['all', 'failures'], tone: 'bad' };
  if (span.is === 'not-measured') return { ...line, what: words.event['not-measured'], tone: 'doubt' };
  const gap = probe.gaps.find(({ to }) => to === span.from);
  return gap === undefined
    ? { ...line, what: words.event.up, tone: 'plain' }
    : { ...line, what: words.event.back, rest: words.wasOut(probe.title, clockText(gap.ms)), tone: 'good' };
}
