import { probeOutages } from '../run/probes-outage.ts';
import type { RunState } from '../run/state.ts';
import { duration } from './format.ts';
import type { OutageView } from './model.ts';
import type { ReportTexts } from './texts/en.ts';

/** Nothing where the runbook declares no probes. */
export function outageView(state: RunState): OutageView | undefined {
  const { rtoMs } = state.plan.objectives;
  const probes = probeOutages(state);
  if (probes.length === 0) return undefined;
  const ends = probes.flatMap(({ spans }) => spans.at(-1)?.to ?? []);
  const from = state.startedAt ?? '';
  return { from, to: ends.sort().at(-1) ?? from, probes, ...(rtoMs === undefined ? {} : { rtoMs }) };
}

/** The outage in one line, for the cover: the worst of what the probes saw. Nothing where none has looked. */
export function outageLines(state: RunState, texts: ReportTexts): readonly string[] {
  const words = texts.outage;
  const taken = probeOutages(state).filter(({ takes }) => takes > 0);
  if (taken.length === 0) return [];
  const out = taken.filter(({ is }) => is === 'down').map(({ title }) => title);
  const [worst] = taken.toSorted((a, b) => b.longestMs - a.longestMs);
  const sure = taken.every(({ notMeasuredMs }) => notMeasuredMs === 0);
  const seen =
    worst === undefined || worst.longestMs === 0
      ? words.empty
      : words.longestOf(duration(worst.longestMs), worst.title);
  return [sure ? seen : `${seen} (${words.unsure})`, ...(out.length === 0 ? [] : [words.outAtEnd(out.join(', '))])];
}
