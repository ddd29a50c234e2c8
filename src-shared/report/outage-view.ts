import { probeOutages } from '../run/probes-outage.ts';
import type { RunState } from '../run/state.ts';
import type { OutageView } from './model.ts';

/** Nothing where the runbook declares no probes. */
export function outageView(state: RunState): OutageView | undefined {
  const { rtoMs } = state.plan.objectives;
  const probes = probeOutages(state);
  if (probes.length === 0) return undefined;
  const ends = probes.flatMap(({ spans }) => spans.at(-1)?.to ?? []);
  const from = state.startedAt ?? '';
  return { from, to: ends.sort().at(-1) ?? from, probes, ...(rtoMs === undefined ? {} : { rtoMs }) };
}
